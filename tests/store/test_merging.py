"""What a merge makes of event logs: every line of either side, once; and the merge itself leaves no traces."""

from __future__ import annotations

from pathlib import Path

import pytest

from revenant.incidents.events import Redaction
from revenant.incidents.redaction import redact
from revenant.store.log import event_line, parse_log
from tests.conftest import START, Run, git
from tests.store.conftest import Pair
from tests.store.test_sync import head, opened_by, sync, write


def line(event_id: str, text: str = "x") -> str:
    return f'- {{id: {event_id}, at: 2026-11-23T12:00:00Z, type: NOTE_ADDED, by: ben@example.com, text: "{text}"}}\n'


A, B, C, D = (line(name * 8) for name in "abcd")


def log_of(folder: Path) -> Path:
    (path,) = folder.glob("incidents/*/*/INC-*.yaml")
    return path


def add(folder: Path, *lines: str) -> None:
    """Append lines by hand and commit them."""
    log = log_of(folder)
    log.write_text(log.read_text() + "".join(lines))
    git(folder, "commit", "-q", "-a", "-m", "lines by hand")


@pytest.fixture
def shared(run: Run, pair: Pair) -> Pair:
    """Both have one incident."""
    opened_by(run, pair.ben)
    sync(pair.ben)
    sync(pair.ana)
    return pair


def merged(pair: Pair) -> list[str]:
    """Ana's sync first, then Ben's, who has to merge; the lines of the log, which both sides are then part of."""
    sync(pair.ana)
    done = sync(pair.ben)
    name = log_of(pair.ben).relative_to(pair.ben).as_posix()
    rows = git(pair.ben, "show", f"HEAD:{name}").splitlines(keepends=True)
    for side in ("HEAD^1", "HEAD^2"):
        missing = set(git(pair.ben, "show", f"{side}:{name}").splitlines()) - {row.rstrip("\n") for row in rows}
        assert missing == set() or done.arrivals[0].gone
    assert len(rows) == len(set(rows))
    assert git(pair.ben, "status", "--porcelain") == ""
    return rows[4:]


def test_the_same_lines_in_another_order_stand_once(shared: Pair) -> None:
    add(shared.ben, A, B, C)
    add(shared.ana, B, A, D)
    assert sorted(merged(shared)) == [A, B, C, D]


@pytest.mark.parametrize("both", [(A, B), (B, A)])
def test_lines_added_at_different_places_stand_once(both: tuple[str, str], shared: Pair) -> None:
    add(shared.ben, A, B, C)
    for each in both:
        add(shared.ana, each)
    assert sorted(merged(shared)) == [A, B, C]


@pytest.mark.parametrize("attributes", ["", "*.md text\n"])
def test_logs_merge_by_union_even_where_gitattributes_forgot_it(attributes: str, shared: Pair) -> None:
    write(shared.ben, ".gitattributes", attributes)
    sync(shared.ben)
    sync(shared.ana)
    add(shared.ben, A)
    add(shared.ana, B)
    assert sorted(merged(shared)) == [A, B]


@pytest.mark.parametrize(("ours", "theirs"), [(A.rstrip("\n"), B), (A, B.rstrip("\n")), (A[:-1], B[:-1])])
def test_a_last_line_without_its_newline(ours: str, theirs: str, shared: Pair) -> None:
    add(shared.ben, ours)
    add(shared.ana, theirs)
    assert sorted(row.rstrip("\n") for row in merged(shared)) == [A[:-1], B[:-1]]


def test_a_torn_line_is_set_aside_before_the_log_is_committed(run: Run, shared: Pair) -> None:
    log = log_of(shared.ben)
    log.write_text(log.read_text() + A + B[:30])
    assert len(sync(shared.ben).committed) == 1
    assert log.read_text().endswith(A)
    (torn,) = (shared.ben / ".git" / "revenant" / "torn").iterdir()
    assert torn.read_text().strip() == B[:30].strip()


def test_a_line_one_side_took_out_by_hand_comes_back_with_the_merge(shared: Pair) -> None:
    add(shared.ben, A, B)
    sync(shared.ben)
    sync(shared.ana)
    log = log_of(shared.ana)
    log.write_text(log.read_text().replace(A, ""))
    git(shared.ana, "commit", "-q", "-a", "-m", "took one out")
    sync(shared.ana)
    write(shared.ben, "other", "x")
    done = sync(shared.ben)
    (settled,) = done.repaired.values()
    assert settled.restored == [A.rstrip("\n")]
    assert sorted(log_of(shared.ben).read_text().splitlines(keepends=True)[4:]) == [A, B]
    assert done.arrivals[0].gone == []


def test_a_line_that_is_gone_without_a_merge_is_named(shared: Pair) -> None:
    add(shared.ben, A, B)
    sync(shared.ben)
    sync(shared.ana)
    log = log_of(shared.ana)
    log.write_text(log.read_text().replace(A, ""))
    git(shared.ana, "commit", "-q", "-a", "-m", "took one out")
    sync(shared.ana)
    assert sync(shared.ben).arrivals[0].gone == [A.rstrip("\n")]


def test_a_log_that_is_gone_is_named(shared: Pair) -> None:
    git(shared.ana, "rm", "-q", str(log_of(shared.ana)))
    git(shared.ana, "commit", "-q", "-m", "removed")
    sync(shared.ana)
    write(shared.ben, "other", "x")
    assert len(sync(shared.ben).arrivals[0].gone) == 4


def test_redacted_words_do_not_come_back(shared: Pair) -> None:
    secret = line("aaaaaaaa", "password hunter2")
    add(shared.ben, secret)
    sync(shared.ben)
    sync(shared.ana)
    log = log_of(shared.ana)
    event = parse_log(log.read_bytes()).events[-1]
    tombstone = event_line(redact(event, Redaction(by="ana@example.com", at=START, reason="a password")))
    log.write_text(log.read_text().replace(secret, tombstone))
    git(shared.ana, "commit", "-q", "-a", "-m", "redacted")
    add(shared.ben, B)
    sync(shared.ana)
    done = sync(shared.ben)
    assert sorted(log_of(shared.ben).read_text().splitlines(keepends=True)[4:]) == sorted([tombstone, B])
    assert done.arrivals[0].gone == []


def test_the_same_log_made_on_both_sides_has_one_header(pair: Pair) -> None:
    name = "incidents/2026/11/INC-20261123-7F3K9.yaml"
    header = "schema: revenant/incident@1\nid: INC-20261123-7F3K9\nevents:\n"
    write(pair.ben, name, header + A + B)
    write(pair.ana, name, header + A + C)
    sync(pair.ana)
    sync(pair.ben)
    assert (pair.ben / name).read_text().count("schema:") == 1
    assert sorted((pair.ben / name).read_text().splitlines(keepends=True)[3:]) == [A, B, C]


@pytest.mark.parametrize("name", ["changes/2026/11/23.yaml", "runbooks/drills.yaml"])
def test_other_logs_are_merged_and_checked_as_well(name: str, pair: Pair) -> None:
    write(pair.ben, name, "events:\n" + A + B)
    write(pair.ana, name, "events:\n" + B + A + C)
    sync(pair.ana)
    assert list(sync(pair.ben).repaired) in ([], [name])
    rows = (pair.ben / name).read_text().splitlines(keepends=True)
    assert sorted(rows) == sorted(["events:\n", A, B, C])


def test_what_a_killed_merge_left_is_cleared_away(shared: Pair) -> None:
    folder = shared.ben / ".git" / "revenant" / "merge"
    git(shared.ben, "worktree", "add", "-q", "--detach", str(folder))
    (folder / "half").write_text("done")
    add(shared.ben, A)
    add(shared.ana, B)
    assert sorted(merged(shared)) == [A, B]
    assert not folder.exists()
    git(shared.ben, "worktree", "add", "-q", "--detach", str(folder))
    for path in sorted(folder.rglob("*"), reverse=True):
        path.rmdir() if path.is_dir() else path.unlink()
    folder.rmdir()
    add(shared.ben, C)
    add(shared.ana, D)
    sync(shared.ana)
    assert sync(shared.ben).pulled


def test_no_hook_of_the_user_runs_for_the_merge(shared: Pair) -> None:
    for name in ("pre-commit", "commit-msg", "post-checkout", "pre-merge-commit", "prepare-commit-msg"):
        hook = shared.ben / ".git" / "hooks" / name
        hook.parent.mkdir(exist_ok=True)
        hook.write_text("#!/bin/sh\nexit 1\n")
    add(shared.ben, A)
    for hook in (shared.ben / ".git" / "hooks").iterdir():
        hook.chmod(0o755)
    add(shared.ana, B)
    assert sorted(merged(shared)) == [A, B]


def test_from_within_a_hook_git_variables_are_obeyed_and_harmless(
    shared: Pair, monkeypatch: pytest.MonkeyPatch
) -> None:
    add(shared.ben, A)
    add(shared.ana, B)
    sync(shared.ana)
    for name, value in (("GIT_DIR", ".git"), ("GIT_INDEX_FILE", ".git/index"), ("GIT_WORK_TREE", ".")):
        monkeypatch.setenv(name, str(shared.ben / value))
    done = sync(shared.ben)
    for name in ("GIT_DIR", "GIT_INDEX_FILE", "GIT_WORK_TREE"):
        monkeypatch.delenv(name)
    assert (done.pulled, done.pushed) == (1, 2)
    assert git(shared.ben, "status", "--porcelain") == ""


def test_in_a_linked_work_tree(run: Run, shared: Pair, tmp_path: Path) -> None:
    git(shared.ben, "worktree", "add", "-q", "-b", "side", str(tmp_path / "side"))
    add(tmp_path / "side", A)
    add(shared.ana, B)
    sync(shared.ana)
    done = sync(tmp_path / "side")
    assert (done.base, done.pulled_from_base) == ("main", 1)
    assert sorted(log_of(tmp_path / "side").read_text().splitlines(keepends=True)[4:]) == [A, B]
    assert head(shared.bare, "side") == head(tmp_path / "side")


def test_histories_that_share_nothing_are_not_merged(pair: Pair, tmp_path: Path) -> None:
    git(pair.ben, "switch", "-q", "--orphan", "other")
    git(pair.ben, "commit", "-q", "--allow-empty", "-m", "other")
    git(pair.ben, "branch", "-f", "main")
    git(pair.ben, "switch", "-q", "main")
    write(pair.ben, "revenant.yaml", "schema: revenant/workspace@1\n")
    with pytest.raises(Exception, match="unrelated histories"):
        sync(pair.ben)
