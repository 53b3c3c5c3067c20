"""services.yaml grows: comments, order and quotes stay, and what it said it still says."""

from __future__ import annotations

from pathlib import Path

import pytest

from revenant.errors import InvalidFileError
from revenant.signals.catalogue import Service
from revenant.store.catalogue import add_services
from revenant.store.workspace import Workspace
from revenant.store.yaml_io import YamlError, load_all
from tests.conftest import git

NEW = [Service(name="web", depends_on=["api"]), Service(name="api", owner="shop", tier=2, depends_on=["db"])]
FLOW = """\
# who runs what
schema: revenant/services@1
services:
# the front
- {name: web, owner: 'shop', depends_on: [checkout, search], description: What customers see and a very long line that \
nobody wants to have wrapped because it would be changed without need}
- {name: checkout, tier: 1}  # keep me

- {name: search}
"""
BLOCK = """\
schema: revenant/services@1
services:
  - name: web
    owner: "shop"   # quoted
    depends_on:
      - checkout   # calls it
  # between
  - name: checkout
    description: >-
      over two
      lines
"""


def _grown(workspace: Path, text: str, *, dry_run: bool = False) -> str:
    path = workspace / "services.yaml"
    path.write_text(text, encoding="utf-8")
    git(workspace, "add", "services.yaml")
    git(workspace, "commit", "-q", "--allow-empty", "-m", "theirs")
    add_services(Workspace(workspace), NEW, "More services", commit=True, dry_run=dry_run)
    return path.read_text(encoding="utf-8")


def test_lines_nobody_meant_stay_byte_for_byte(workspace: Path) -> None:
    after = _grown(workspace, FLOW)
    expected = FLOW.replace("[checkout, search]", "[checkout, search, api]")
    assert after == expected + "- {name: api, owner: shop, tier: 2, depends_on: [db]}\n- {name: db}\n"
    assert git(workspace, "log", "-1", "--format=%s %an", "--name-only").split() == [
        "More",
        "services",
        "Ben",
        "services.yaml",
    ]
    assert git(workspace, "status", "--porcelain") == ""


def test_block_style_and_comments(workspace: Path) -> None:
    after = _grown(workspace, BLOCK)
    assert after.startswith(
        BLOCK.replace("      - checkout   # calls it\n", "      - checkout   # calls it\n      - api\n").rstrip("\n")
    )
    assert after.endswith("  - {name: api, owner: shop, tier: 2, depends_on: [db]}\n  - {name: db}\n")


@pytest.mark.parametrize("below", ["# one more\n", "", "\n# one more\n"])
def test_comments_below_a_list_or_an_entry_stay_below(workspace: Path, below: str) -> None:
    text = (
        "schema: revenant/services@1\nservices:\n"
        f"- name: api # ours\n{below}- name: web\n  depends_on:\n  - db\n{below}- name: db\n"
    )
    after = _grown(workspace, text)
    assert after == text.replace("  - db\n", "  - db\n  - api\n").replace(
        "- name: api # ours\n", "- name: api # ours\n  owner: shop\n  tier: 2\n  depends_on: [db]\n"
    )


def test_an_empty_catalogue_and_none(workspace: Path) -> None:
    empty = "schema: revenant/services@1\nservices: []\n# - name: checkout\n#   owner: shop\n"
    after = _grown(workspace, empty)
    assert "- {name: web, depends_on: [api]}" in after
    assert "#   owner: shop" in after
    git(workspace, "rm", "-q", "services.yaml")
    git(workspace, "commit", "-q", "-m", "gone")
    add_services(Workspace(workspace), NEW, "More services", commit=True, dry_run=False)
    assert [service.name for service in Workspace(workspace).catalogue.services] == ["web", "api", "db"]
    assert git(workspace, "status", "--porcelain") == ""


def test_a_dry_run_and_a_second_time_write_nothing(workspace: Path) -> None:
    assert _grown(workspace, FLOW, dry_run=True) == FLOW
    once = _grown(workspace, FLOW)
    head = git(workspace, "rev-parse", "HEAD")
    found = add_services(Workspace(workspace), NEW, "More services", commit=True, dry_run=False)
    assert not found
    assert ((workspace / "services.yaml").read_text(encoding="utf-8"), git(workspace, "rev-parse", "HEAD")) == (
        once,
        head,
    )


def test_a_broken_catalogue_is_not_touched(workspace: Path) -> None:
    path = workspace / "services.yaml"
    path.write_text("schema: revenant/services@1\nservices: [{name: 7}]\n", encoding="utf-8")
    with pytest.raises(InvalidFileError, match=r"services\.yaml:2:"):
        add_services(Workspace(workspace), NEW, "x", commit=True, dry_run=False)
    assert "7" in path.read_text(encoding="utf-8")


def test_several_documents_are_read_as_strictly_as_one() -> None:
    assert load_all("---\na: no\n---\n---\nb: 17:00\n") == [{"a": "no"}, {"b": "17:00"}]
    with pytest.raises(YamlError, match="stands here twice"):
        load_all("a: 1\n---\nb: 1\nb: 2\n")
