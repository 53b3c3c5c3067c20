"""The sample company's error budgets: what the documentation shows of them is what the program says."""

from __future__ import annotations

import re
import shlex
from datetime import UTC, datetime

import pytest

from tests.conftest import ROOT, Clock, Run

SHOWN = re.compile(r"^```console\n\$ revenant (slo (?:status|gate|policy) .*?)\n(.*?)\n```", re.DOTALL | re.MULTILINE)
PAGES = ("docs/how-to/slos.md", "README.md")


def examples() -> list[tuple[str, str]]:
    return [found for page in PAGES for found in SHOWN.findall((ROOT / page).read_text(encoding="utf-8"))]


@pytest.fixture(autouse=True)
def today(clock: Clock) -> None:
    clock.now = datetime(2026, 11, 24, 12, tzinfo=UTC)


@pytest.mark.parametrize(("words", "shown"), examples(), ids=lambda text: text.splitlines()[0])
def test_examples_are_real(run: Run, words: str, shown: str) -> None:
    said = run(*shlex.split(words), cwd=ROOT)
    assert said.stdout.rstrip() == shown, said.stderr


def test_the_incident_of_the_pool_spent_nearly_half_of_its_budget(run: Run) -> None:
    at = "2026-11-24T00:00:00Z"
    (data,) = run("slo", "status", "checkout-availability", "--at", at, "--json", cwd=ROOT).json
    (share,) = data["incidents"]
    assert share["incident"] == "INC-20261112-BX1BM"
    assert 0.4 < share["budget_share"] < 0.5
    assert data["adjusted"]["spent"] < data["budget"]["spent"]
    assert data["measured"]["coverage"] == 1
