"""Two branches that change different action items merge with plain git: what the blank line between them is for."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conftest import Run, git
from tests.postmortem_files import write

SPACED = "## Action items\n\n- [ ] **A1** One\n\n- [ ] **A2** Two\n\n- [ ] **A3** Three\n\n## Lessons\n"
DENSE = SPACED.replace("\n\n- [ ] **A2**", "\n- [ ] **A2**").replace("\n\n- [ ] **A3**", "\n- [ ] **A3**")


def _merged(run: Run, workspace: Path, ours: list[str], theirs: list[str]) -> bool:
    """Whether what two branches did to the postmortem merges without anybody's help."""
    git(workspace, "switch", "-q", "-c", "other")
    assert run("action", *theirs).exit_code == 0
    git(workspace, "switch", "-q", "main")
    assert run("action", *ours).exit_code == 0
    git(workspace, "merge", "-q", "-m", "merged", "other", check=False)
    return git(workspace, "status", "--porcelain") == ""


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        (["done", "A1"], ["edit", "A2", "--owner", "shop"]),
        (["done", "A2"], ["wontdo", "A3", "--reason", "too dear"]),
        (["edit", "A3", "--due", "2026-12-20"], ["add", "Four", "--owner", "shop"]),
        (["add", "Four"], ["done", "A1"]),
    ],
)
def test_different_items_merge_clean(
    run: Run, workspace: Path, opened: str, ours: list[str], theirs: list[str]
) -> None:
    path = write(workspace, opened, SPACED)
    assert _merged(run, workspace, ours, theirs)
    assert "<<<<" not in path.read_text()
    kinds = {"done": "[x]", "wontdo": "wontdo:", "edit": ": ", "add": "**A4**"}
    assert all(kinds[words[0]] in path.read_text() for words in (ours, theirs))


def test_adjacent_lines_conflict_in_git_which_is_why_there_is_a_blank_one(
    run: Run, workspace: Path, opened: str
) -> None:
    write(workspace, opened, DENSE)
    assert not _merged(run, workspace, ["done", "A1"], ["done", "A2"])
