"""Logs of changes on disk: any text on one line, torn tails set aside, one commit, and two clones brought together."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from ruamel.yaml import YAML

from revenant.errors import BrokenLogError
from revenant.incidents.log import BrokenLine, Fault
from revenant.signals.changes import Change, to_data
from revenant.store import yaml_io
from revenant.store.change_lines import read_quickly
from revenant.store.changelog import CHANGES, changes_naming
from revenant.store.changes import ChangeStore
from revenant.store.flow import to_json
from revenant.store.ledger import Writer
from revenant.store.workspace import Workspace
from tests.conftest import BEN, START, Run, git
from tests.signals.test_changes import change
from tests.store.conftest import Pair
from tests.store.test_line import TEXT

HEAD = CHANGES.empty.decode()
FIRST = change(30, id="00000001", summary="naïve\n“pool” \U0001f525", version="41")
SECOND = change(20, id="00000002", environment="production", status="failed")
THIRD = change(10, id="00000003", kind="flag")


def content(*changes: Change) -> bytes:
    return (HEAD + "".join(map(CHANGES.line, changes))).encode()


@pytest.fixture
def log(tmp_path: Path) -> Path:
    path = tmp_path / "23.yaml"
    path.write_bytes(content(FIRST, SECOND))
    return path


@pytest.fixture
def torn(tmp_path: Path) -> Path:
    return tmp_path / "torn"


@given(TEXT.filter(bool), TEXT.filter(bool), TEXT)
def test_any_text_stays_one_line_that_every_reader_reads_alike(summary: str, service: str, version: str) -> None:
    it = change(summary=summary, service=service, version=version)
    line = CHANGES.line(it)
    assert line.splitlines(keepends=True) == [line]
    expected = {key: value for key, value in to_data(it).items() if key != "at"}
    read: list[dict[str, Any]] = [
        yaml.load(line, Loader=yaml.CSafeLoader)[0],
        YAML(typ="safe", pure=True).load(line)[0],
        yaml_io.load(line[2:]),
    ]
    for each in read:
        assert {key: each[key] for key in expected} == expected
    again = CHANGES.read(line[:-1])
    assert isinstance(again, Change)
    assert to_data(again) == to_data(it)


@given(TEXT.filter(bool), TEXT.filter(bool), TEXT, st.sampled_from(["", ", "]), st.sampled_from(["", " ", "}", "#"]))
def test_what_is_read_in_one_step_is_what_is_read_by_the_long_way(
    summary: str, service: str, version: str, gap: str, end: str
) -> None:
    line = CHANGES.line(change(summary=summary, service=service, version=version, recorded=START))[:-1]
    raw = (
        f"- {{id: k3v9x2qd, at: 2026-11-23T12:00:00Z, kind: flag, service: {service}{gap}, by: b, summary: {summary}}}"
    )
    for row in (line, raw + end, raw.replace("k3v9x2qd", "12345678"), raw.replace("11-23", "02-30")):
        known = read_quickly(row)
        assert known is None or known == CHANGES._replace(quickly=None).read(row)


def test_plain_lines_are_read_in_one_step() -> None:
    told = change(summary="Halve the pool (again): 40, then 20", version="41", environment="production", recorded=START)
    assert all(read_quickly(CHANGES.line(each)[:-1]) == each for each in (told, SECOND, THIRD))
    assert read_quickly(CHANGES.line(FIRST)[:-1]) is None


def test_our_own_lines_are_read_without_yaml() -> None:
    assert to_json(CHANGES.line(THIRD)[2:-1]) is not None


def test_a_kill_at_any_byte_of_a_write_is_never_read_as_truth_unless_whole(log: Path, torn: Path) -> None:
    line = CHANGES.line(SECOND).encode()
    for kept in range(len(line) + 1):
        cut = content(FIRST) + line[:kept]
        survived = kept >= len(line) - 1
        assert CHANGES.parse(cut).items == ([FIRST, SECOND] if survived else [FIRST])
        assert not CHANGES.parse(cut).broken
        log.write_bytes(cut)
        CHANGES.add(log, [THIRD], torn)
        assert log.read_bytes() == (content(FIRST, SECOND, THIRD) if survived else content(FIRST, THIRD))


def test_a_torn_last_line_is_kept_beside_and_a_whole_one_finished(log: Path, torn: Path) -> None:
    log.write_bytes(content(FIRST, SECOND)[:-1])
    CHANGES.mend(log, torn)
    assert log.read_bytes() == content(FIRST, SECOND)
    log.write_bytes(content(FIRST, SECOND)[:-9])
    CHANGES.mend(log, torn)
    assert log.read_bytes() == content(FIRST)
    assert [kept.read_bytes() for kept in torn.iterdir()] == [CHANGES.line(SECOND).encode()[:-9]]


@pytest.mark.parametrize(
    ("row", "fault"),
    [
        ("<<<<<<< HEAD", Fault.CONFLICT),
        ("- {id: k3v9x2qd", Fault.SYNTAX),
        ("- {id: k3v9x2qd, id: k3v9x2qe}", Fault.REPEATED_KEY),
        ("- {id: k3v9x2qd, at: noon}", Fault.SHAPE),
        ("- [1]", Fault.STRAY),
        ("\x00\x1b[31m", Fault.STRAY),
    ],
)
def test_a_broken_line_is_named_and_the_others_are_read(row: str, fault: Fault) -> None:
    found = CHANGES.parse(content(FIRST) + row.encode() + b"\n" + CHANGES.line(SECOND).encode())
    assert found.items == [FIRST, SECOND]
    assert found.lines == [3, 5]
    assert [(each.line, each.fault) for each in found.broken] == [(4, fault)]


def test_a_line_touched_by_hand_is_still_read() -> None:
    row = (
        CHANGES.line(SECOND).rstrip("\n").replace("kind: deployment", "'kind': \"deployment\"").replace(", by", ",  by")
    )
    assert CHANGES.read(row) == SECOND
    assert CHANGES.parse(content(FIRST).replace(b"\n", b"\r\n") + b"# a remark\r\n\r\n").items == [FIRST]


def test_a_key_of_a_newer_version_does_no_harm() -> None:
    row = CHANGES.line(SECOND).rstrip("\n").replace("kind: deployment", "kind: from the future, blast: [1, {a: b}]")
    read = CHANGES.read(row)
    assert not isinstance(read, BrokenLine)
    assert read.kind == "from the future"


@given(TEXT.filter(bool), TEXT.filter(bool))
def test_a_line_that_may_name_a_service_is_never_passed_over(service: str, summary: str) -> None:
    it = change(service=service, summary=summary)
    rows = content(it) + f"- {to_data(it)!r}\n".encode(errors="replace")
    (read,) = CHANGES.parse(content(it)).items
    assert read in list(changes_naming(rows, [read.service]))


@pytest.mark.parametrize("word", ["", "\n", "\nchanges:", "a\n\nb", "\r", "\ud800", "- {", "\\", "''"])
def test_odd_words_are_sought_and_the_search_ends(word: str) -> None:
    some = [change(service=word or "web", id="00000001"), change(service="web", id="00000002")]
    found = [each.id for each in changes_naming(content(*some) + b"\n\n- {torn", [word])]
    assert found == ([] if not word else ["00000001", "00000002"] if word == "- {" else ["00000001"])


def test_lines_that_name_none_of_the_services_are_not_read() -> None:
    some = content(SECOND, change(service="payments", id="00000009"))
    assert list(changes_naming(some, ["payments"])) == [change(service="payments", id="00000009")]
    quoted = some.replace(b"service: payments", b"service: 'pay''ments'")
    assert [each.service for each in changes_naming(quoted, ["pay'ments"])] == ["pay'ments"]


# --- in a workspace -------------------------------------------------------------------------


def store(folder: Path) -> ChangeStore:
    return ChangeStore(Workspace(folder), pytest.fail)


def test_changes_of_several_days_are_one_commit(workspace: Path) -> None:
    before = git(workspace, "rev-list", "--count", "HEAD")
    some = [change(minutes, id=f"0000000{number}") for number, minutes in enumerate((0, 1500, 3000))]
    store(workspace).record_many(Writer(BEN, START), some, "Three")
    assert int(git(workspace, "rev-list", "--count", "HEAD")) == int(before) + 1
    assert store(workspace).days() == ["2026-11-21", "2026-11-22", "2026-11-23"]
    assert store(workspace).between() == some[::-1]
    assert git(workspace, "status", "--porcelain") == ""
    assert not list((workspace / ".git" / "revenant" / "pending").iterdir())


def test_a_day_with_a_broken_line_gets_nothing_added(workspace: Path) -> None:
    path = workspace / "changes" / "2026" / "11" / "23.yaml"
    path.parent.mkdir(parents=True)
    path.write_bytes(content(FIRST) + b"<<<<<<< HEAD\n")
    kept = path.read_bytes()
    with pytest.raises(BrokenLogError, match="line 4"):
        store(workspace).record_many(Writer(BEN, START), [SECOND], "No")
    assert path.read_bytes() == kept


def test_what_a_killed_writer_left_is_made_good_by_the_next(workspace: Path, run: Run) -> None:
    pending = workspace / ".git" / "revenant" / "pending"
    folder = workspace / "changes" / "2026" / "11"
    for place in (pending, folder):
        place.mkdir(parents=True)
    for day in ("22", "23"):
        (pending / f"changes-2026-11-{day}").touch()
    (folder / "22.yaml").write_bytes(content(change(24 * 60)))
    (folder / ".23.yaml.4711.tmp").write_text("schema: revenant/chan")
    assert run("open", "the next command").exit_code == 0
    assert git(workspace, "status", "--porcelain") == ""
    assert not list(pending.iterdir())
    assert run("lint").exit_code == 0


def test_what_git_refused_is_committed_with_the_next_write(workspace: Path, run: Run) -> None:
    hook = workspace / ".git" / "hooks" / "pre-commit"
    hook.parent.mkdir(exist_ok=True)
    hook.write_text("#!/bin/sh\nexit 1\n")
    hook.chmod(0o755)
    for number in (1, 2):
        assert run("change", "record", f"number {number}", "--service", "web").exit_code == 3
    assert "D " not in git(workspace, "status", "--porcelain")
    hook.unlink()
    assert run("open", "Web is slow").exit_code == 0
    assert git(workspace, "status", "--porcelain") == ""
    assert run("audit").exit_code == 0
    assert [each["summary"] for each in run("change", "list", "--json").json] == ["number 1", "number 2"]


@pytest.mark.parametrize("is_new", [True, False])
@pytest.mark.parametrize("how", ["git", "sync"])
def test_two_clones_that_record_changes_of_one_day_come_together(pair: Pair, run: Run, how: str, is_new: bool) -> None:
    if not is_new:
        run("change", "record", "before", "--service", "web", cwd=pair.ben)
        git(pair.ben, "push", "-q")
        git(pair.ana, "pull", "-q")
    for folder, count in ((pair.ben, 3), (pair.ana, 2)):
        for number in range(count):
            assert run("change", "record", f"{folder.name} {number}", "--service", "web", cwd=folder).exit_code == 0
    git(pair.ana, "push", "-q")
    if how == "sync":
        assert run("sync", cwd=pair.ben).exit_code == 0
    else:
        git(pair.ben, "pull", "-q", "--no-rebase", "--no-edit")
    assert len(run("change", "list", "--json", cwd=pair.ben).json) == 5 + (not is_new)
    assert run("lint", cwd=pair.ben).exit_code == 0
    assert run("audit", cwd=pair.ben).exit_code == 0


def test_lint_says_where_logs_of_changes_would_conflict(workspace: Path, run: Run) -> None:
    attributes = workspace / ".gitattributes"
    attributes.write_text(attributes.read_text().splitlines(keepends=True)[0])
    assert run("lint").exit_code == 0
    run("change", "record", "Halve the pool", "--service", "web")
    found = run("lint")
    assert found.exit_code == 1
    assert "WS007 logs of changes are not merged by union" in found.stdout


def test_audit_finds_a_line_of_a_change_that_was_altered(workspace: Path, run: Run) -> None:
    run("change", "record", "Halve the pool", "--service", "web")
    (path,) = (workspace / "changes").rglob("*.yaml")
    path.write_text(path.read_text().replace("Halve", "Double"))
    git(workspace, "commit", "-qam", "nothing to see")
    found = run("audit", "--format", "json")
    assert found.exit_code == 1
    assert "AU001" in found.stdout
