"""The index is derived: whatever happens to it or to the files, an answer is what the files say."""

from __future__ import annotations

import os
import random
import sqlite3
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from revenant.core.ids import base32
from revenant.core.severity import Severity
from revenant.incidents.events import Stamp
from revenant.incidents.operations import note, open_incident
from revenant.store.freshness import Stat
from revenant.store.index import NAME, Index, ask_index
from revenant.store.log import append_events, create_log, event_line
from revenant.store.record import Survey
from revenant.store.workspace import Workspace, find_workspace
from revenant.store.worktree import WorkTreeLogs
from tests.conftest import START, Run, git


def _stamp(number: int) -> Stamp:
    return Stamp(at=START, by="ben@example.com", ids=iter([base32(number, 8).lower()]))


def _write(folder: Path, number: int, title: str) -> Path:
    incident_id = f"INC-20261123-{base32(number, 5)}"
    path = folder / "incidents" / "2026" / "11" / f"{incident_id}.yaml"
    create_log(path, incident_id, [open_incident(_stamp(number), title, Severity.SEV3)])
    return path


def _age(folder: Path) -> None:
    """Let every file and folder look a minute old, so that the index trusts what it saw."""
    past = time.time_ns() - 60_000_000_000
    for path in folder.rglob("*"):
        if ".git" not in path.relative_to(folder).parts:
            os.utime(path, ns=(past, past), follow_symlinks=False)
    git(folder, "update-index", "-q", "--refresh", check=False)
    os.utime(folder / ".git" / "index", ns=(past + 10**10, past + 10**10))


@pytest.fixture
def filled(workspace: Path) -> Workspace:
    for number in range(5):
        _write(workspace, number, f"number {number}")
    git(workspace, "add", "-A")
    git(workspace, "commit", "-q", "-m", "five")
    _age(workspace)
    return find_workspace(workspace)


def _titles(workspace: Workspace) -> list[str]:
    survey = ask_index(workspace, lambda index: index.survey())
    assert survey is not None
    return [summary.snapshot.title for summary in survey.summaries]


def _from_files(workspace: Workspace) -> Survey:
    return WorkTreeLogs(workspace)._read_all(open_only=False)


def _is_the_quick_way(workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> bool:
    """Whether the next answer needs no look at every file."""
    used: list[str] = []

    def sure(_: object) -> dict[str, Stat]:
        used.append("sure")
        return {}

    monkeypatch.setattr("revenant.store.freshness.Freshness.stats", sure)
    try:
        with_quick = ask_index(workspace, lambda index: index.survey())
    finally:
        monkeypatch.undo()
    return not used and with_quick is not None


def test_what_the_index_says_is_what_the_files_say(filled: Workspace) -> None:
    assert ask_index(filled, lambda index: index.survey()) == _from_files(filled)


def test_a_settled_workspace_is_answered_the_quick_way(filled: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    _titles(filled)
    assert _is_the_quick_way(filled, monkeypatch)


def _append(workspace: Workspace) -> None:
    path = next(iter(WorkTreeLogs(workspace).paths().values()))
    append_events(path, [note(_stamp(99), "appended")], workspace.root / "torn")


def _edit_in_place(workspace: Workspace) -> None:
    path = next(iter(WorkTreeLogs(workspace).paths().values()))
    with open(path, "r+b") as file:
        content = file.read().replace(b"number 0", b"numb3r 0")
        file.seek(0)
        file.write(content)


def _edit_and_put_the_time_back(workspace: Workspace) -> None:
    path = next(iter(WorkTreeLogs(workspace).paths().values()))
    before = path.stat()
    path.write_bytes(path.read_bytes().replace(b"number 0", b"number zero"))
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))


def _replace(workspace: Workspace) -> None:
    path = next(iter(WorkTreeLogs(workspace).paths().values()))
    draft = path.with_name("draft")
    draft.write_bytes(path.read_bytes().replace(b"number 0", b"replaced"))
    os.replace(draft, path)


def _remove(workspace: Workspace) -> None:
    next(iter(WorkTreeLogs(workspace).paths().values())).unlink()


def _add(workspace: Workspace) -> None:
    _write(workspace.root, 77, "new")


def _another_month(workspace: Workspace) -> None:
    path = workspace.root / "incidents" / "2027" / "01" / "INC-20270101-00000.yaml"
    create_log(path, path.stem, [open_incident(_stamp(7), "another month", Severity.SEV3)])


def _pull(workspace: Workspace) -> None:
    _edit_in_place(workspace)
    git(workspace.root, "commit", "-qam", "edited")
    git(workspace.root, "checkout", "-q", "HEAD~1")


CHANGES = [_append, _edit_in_place, _edit_and_put_the_time_back, _replace, _remove, _add, _another_month, _pull]


@pytest.mark.parametrize("change", CHANGES, ids=lambda change: change.__name__.strip("_"))
def test_every_kind_of_change_is_noticed(filled: Workspace, change: Callable[[Workspace], None]) -> None:
    _titles(filled)
    change(filled)
    assert ask_index(filled, lambda index: index.survey()) == _from_files(filled)


def test_an_untracked_log_edited_in_place_is_noticed(filled: Workspace) -> None:
    path = _write(filled.root, 50, "untracked")
    _age(filled.root)
    assert "untracked" in _titles(filled)
    path.write_bytes(path.read_bytes().replace(b"untracked", b"untrackt!"))
    assert "untrackt!" in _titles(filled)


def test_a_log_git_is_told_to_ignore_changes_in_is_noticed(filled: Workspace) -> None:
    path = next(iter(WorkTreeLogs(filled).paths().values()))
    git(filled.root, "update-index", "--assume-unchanged", "--", str(path))
    _age(filled.root)
    _titles(filled)
    _edit_in_place(filled)
    assert "numb3r 0" in _titles(filled)


def test_two_changes_within_one_tick_of_the_clock_are_both_seen(filled: Workspace) -> None:
    path = next(iter(WorkTreeLogs(filled).paths().values()))
    for title in (b"aaaaaa 0", b"bbbbbb 0", b"cccccc 0"):
        stamp = time.time_ns()
        path.write_bytes(path.read_bytes()[:-1].rsplit(b"title:", 1)[0] + b'title: "' + title + b'", severity: SEV3}\n')
        os.utime(path, ns=(stamp, stamp))
        assert title.decode() in _titles(filled)


def test_random_histories_end_as_the_files_do(filled: Workspace) -> None:
    dice = random.Random(3)
    for number in range(200, 225):
        dice.choice([_append, _edit_in_place, _add if number == 200 else _append])(filled)
        if dice.random() < 0.3:
            _write(filled.root, number, f"more {number}")
        if dice.random() < 0.3:
            git(filled.root, "add", "-A")
            git(filled.root, "commit", "-q", "-m", "x")
        assert ask_index(filled, lambda index: index.survey()) == _from_files(filled)


@pytest.mark.parametrize("content", [b"", b"not a database at all" * 500, None], ids=["empty", "noise", "cut in half"])
def test_a_broken_index_is_built_anew(filled: Workspace, content: bytes | None) -> None:
    titles = _titles(filled)
    path = filled.repository.private / NAME
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2] if content is None else content)
    assert _titles(filled) == titles


def test_an_index_of_another_layout_is_built_anew(filled: Workspace) -> None:
    titles = _titles(filled)
    with sqlite3.connect(filled.repository.private / NAME) as db:
        db.execute("UPDATE meta SET value = x'00' WHERE key = 'layout'")
        db.execute("DELETE FROM files")
    db.close()
    assert _titles(filled) == titles


def test_a_second_process_that_begins_an_index_takes_no_answer_away(
    filled: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Both found none; the first is through and about to answer when the second makes its tables."""
    with closing(Index(filled)) as first, closing(Index(filled)) as second:
        first.refresh()
        monkeypatch.setattr(second, "_meta", lambda key: None)
        told: list[int] = []
        monkeypatch.setattr(second, "_update", lambda: told.append(first.survey().total))
        second.refresh()
        assert told == [5]


def test_without_a_place_for_an_index_the_files_answer(
    run: Run, filled: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    private = filled.repository.private
    private.mkdir(exist_ok=True)
    (private / NAME).mkdir()
    assert ask_index(filled, lambda index: index.survey()) is None
    assert len(run("list", "--json").json) == 5
    assert run("search", "number", "--json").json != []


def test_a_locked_index_does_not_stop_an_answer(filled: Workspace, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    _titles(filled)
    _append(filled)
    connect = sqlite3.connect
    monkeypatch.setattr(sqlite3, "connect", lambda path, **options: connect(path, **(options | {"timeout": 0.05})))
    with connect(filled.repository.private / NAME, isolation_level=None) as db:
        db.execute("BEGIN EXCLUSIVE")
        assert len(run("list", "--json").json) == 5
        db.execute("ROLLBACK")
    db.close()


def test_damage_is_named_from_the_index_too(run: Run, filled: Workspace) -> None:
    path = next(iter(WorkTreeLogs(filled).paths().values()))
    with open(path, "ab") as file:
        file.write(b"nonsense\n")
    for _ in range(2):
        assert "line 5 cannot be read" in run("list").stderr


def test_search_finds_words_in_titles_notes_postmortems_and_runbooks(run: Run, workspace: Path, opened: str) -> None:
    run("note", opened, "the connection pool is exhausted")
    run("postmortem", "draft", opened)
    (workspace / "runbooks").mkdir()
    (workspace / "runbooks" / "pool.md").write_text("# The pool is exhausted\nRestart it.\n", encoding="utf-8")
    found = run("search", "exhausted pool", "--json").json
    assert {hit["kind"] for hit in found} == {"incident", "postmortem", "runbook"}
    assert found[0]["kind"] == "runbook"  # the words stand in its title
    assert [hit["id"] for hit in run("search", "exhausted", "--kind", "incident", "--json").json] == [opened]
    assert run("search", "exhau", "--kind", "incident", "--json").json != []


@pytest.mark.parametrize("words", ['"', "*", "a AND", "NEAR(", "title:x", "-x", "(", "\x1b[31m", "'; DROP TABLE files"])
def test_a_query_is_words_never_a_language(run: Run, opened: str, words: str) -> None:
    result = run("search", "--", words)
    assert result.exit_code in (0, 3)
    assert "\x1b" not in result.stdout + result.stderr


def test_the_index_lies_in_the_work_trees_own_git_folder(filled: Workspace, tmp_path: Path) -> None:
    git(filled.root, "worktree", "add", "-q", str(tmp_path / "second"))
    second = find_workspace(tmp_path / "second")
    assert len(_titles(second)) == 5
    assert (filled.root / ".git" / "worktrees" / "second" / "revenant" / NAME).is_file()
    assert git(second.root, "status", "--porcelain") == ""


def test_an_index_is_closed_even_when_it_cannot_be_opened(filled: Workspace) -> None:
    folder = filled.root / "x"
    (folder / NAME).mkdir(parents=True)
    with pytest.raises(sqlite3.Error):
        Index(filled, folder)


def test_lines_added_by_hand_count_at_once(run: Run, workspace: Path, opened: str) -> None:
    path = next((workspace / "incidents").rglob("*.yaml"))
    run("list")
    with open(path, "a", encoding="utf-8") as file:
        file.write(event_line(note(_stamp(55), "by hand")))
    assert [it["id"] for it in run("list", "--text", "by hand", "--json").json] == [opened]


def test_filters_narrow_a_search_to_incidents_and_their_postmortems(run: Run, workspace: Path) -> None:
    grave, small = (
        run("open", "the pool is exhausted", "-s", severity, "--json").json["id"] for severity in ("SEV2", "SEV4")
    )
    run("postmortem", "draft", grave)
    (workspace / "runbooks").mkdir()
    (workspace / "runbooks" / "pool.md").write_text("# The pool\n", encoding="utf-8")
    assert {hit["id"] for hit in run("search", "pool", "--severity", "SEV2", "--json").json} == {grave}
    assert {hit["id"] for hit in run("search", "pool", "--status", "open", "--json").json} == {grave, small}
