"""`sync` merges postmortems item by item where git sees a conflict of lines that touch, and leaves real ones alone."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.test_action_merge import DENSE
from tests.conftest import ANA, Run, git
from tests.postmortem_files import write
from tests.store.conftest import Pair


def _both(run: Run, pair: Pair, ours: list[str], theirs: list[str], text: str = DENSE) -> tuple[Path, int, str]:
    """The postmortem in Ben's clone after both changed it and he has synced; the exit code and what was said."""
    incident = run("open", "x", "-s", "SEV3", "--json", cwd=pair.ben).json["id"]
    path = write(pair.ben, incident, text)
    assert run("sync", cwd=pair.ben).exit_code == 0
    assert run("sync", cwd=pair.ana, user=ANA).exit_code == 0
    assert run("action", *theirs, cwd=pair.ana, user=ANA).exit_code == 0
    assert run("sync", cwd=pair.ana, user=ANA).exit_code == 0
    assert run("action", *ours, cwd=pair.ben).exit_code == 0
    told = run("sync", cwd=pair.ben)
    return path, told.exit_code, told.stdout + told.stderr


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_lines_that_touch_are_merged_by_their_ids(run: Run, pair: Pair, end: str) -> None:
    path, code, said = _both(run, pair, ["done", "A1"], ["edit", "A2", "--owner", "shop"], DENSE.replace("\n", end))
    assert code == 0, said
    text = path.read_bytes().decode()
    assert f"- [x] **A1** One (done: 2026-11-23){end}- [ ] **A2** Two (owner: shop){end}- [ ] **A3** Three{end}" in text
    assert "\x01" not in text
    assert git(pair.ben, "status", "--porcelain") == ""


def test_the_last_of_a_file_changes_while_another_is_added(run: Run, pair: Pair) -> None:
    text = "## Action items\n\n- [ ] **A1** One\n\n- [ ] **A2** Two\n"
    path, code, said = _both(run, pair, ["done", "A2"], ["add", "Three"], text)
    assert code == 0, said
    assert path.read_text().endswith("- [x] **A2** Two (done: 2026-11-23)\n\n- [ ] **A3** Three\n")


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        (["done", "A1"], ["edit", "A1", "--owner", "shop"]),
        (["add", "Four"], ["add", "Another"]),
    ],
)
def test_what_two_people_said_of_one_item_is_theirs_to_settle(
    run: Run, pair: Pair, ours: list[str], theirs: list[str]
) -> None:
    path, code, said = _both(run, pair, ours, theirs)
    assert code == 3
    assert "changed the same lines" in said
    assert "<<<<" not in path.read_text()
