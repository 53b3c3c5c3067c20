"""The documentation says what the program does: generated pages are current, links lead somewhere."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from revenant.cli.table import COMMANDS
from tests.conftest import ROOT

PAGES = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")])


def test_the_page_of_the_command_line_is_current() -> None:
    done = subprocess.run(
        [sys.executable, ROOT / "docs" / "generate_cli.py"], capture_output=True, text=True, check=True
    )
    assert done.stdout == (ROOT / "docs" / "cli.md").read_text(encoding="utf-8"), "run `make docs`"


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_stands_in_the_page(name: str) -> None:
    assert f"## revenant {name}\n" in (ROOT / "docs" / "cli.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_links_between_pages_lead_somewhere(page: Path) -> None:
    for target in re.findall(r"\]\((?!https?:|#|mailto:)([^)#\s]+)", page.read_text(encoding="utf-8")):
        assert (page.parent / target).exists(), f"{page.name} links to {target}"


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_prose_fits_a_screen(page: Path) -> None:
    prose = re.sub(r"^(```|~~~).*?^\1", "", page.read_text(encoding="utf-8"), flags=re.DOTALL | re.MULTILINE)
    assert [line for line in prose.splitlines() if len(line) > 120 and not line.startswith("|")] == []


def test_every_event_type_is_in_the_formats() -> None:
    from revenant.incidents.events import TYPES

    page = (ROOT / "docs" / "formats.md").read_text(encoding="utf-8")
    assert [name for name in TYPES if f"`{name}`" not in page] == []


def test_every_source_and_label_is_in_the_page() -> None:
    from revenant.signals.sources import SOURCES, labels

    page = (ROOT / "docs" / "how-to" / "ingest.md").read_text(encoding="utf-8")
    assert [name for name in SOURCES if f"`{name}`" not in page] == []
    for order in (labels.SERVICE, labels.ENVIRONMENT, labels.INSTANCE, labels.TRACE, labels.REQUEST, labels.SEVERITY):
        assert ", ".join(f"`{name}`" for name in order) in page
