"""`revenant action`: from a line in a postmortem to data, and back to the same line, in one commit."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.conftest import LEA, Clock, Run, git
from tests.postmortem_files import ITEMS, write

HOSTILE = "<img src=x> | [x](javascript:1) `a` \x1b[31m\u202e @ops"


@pytest.fixture
def path(workspace: Path, opened: str) -> Path:
    return write(workspace, opened)


def _keys(run: Run, *options: str) -> list[str]:
    result = run("action", "list", "--json", *options)
    assert result.exit_code == 0, result.stderr
    return [item["key"] for item in result.json]


def test_open_ones_are_listed_by_priority_and_due_date_also_of_closed_incidents(run: Run, path: Path) -> None:
    run("cancel", "--reason", "declared in error")
    listed = run("action", "list")
    assert [line.split()[:3] for line in listed.stdout.splitlines()[1:]] == [
        ["P0", "2026-12-20", "open"],
        ["P3", "2026-11-20", "overdue"],
        ["–", "–", "open"],
    ]


@pytest.mark.parametrize(
    ("options", "keys"),
    [
        (["--owner", "Ben"], ["A2"]),
        (["--owner", "platform"], ["A1"]),
        (["--team", "shop"], ["A2"]),
        (["--team", "platform"], ["A1"]),
        (["--due-before", "2026-12-01"], ["A2"]),
        (["--due-before", "8 weeks"], ["A1", "A2"]),
        (["--status", "overdue"], ["A2"]),
        (["--status", "open"], ["A1", "A2", "L15"]),
        (["--type", "detect"], ["A2"]),
        (["--priority", "p0"], ["A1"]),
        (["--service", "checkout"], ["A1", "A2", "L15"]),
        (["--service", "web"], []),
        (["--incident", "nothing"], []),
    ],
)
def test_filters(run: Run, path: Path, options: list[str], keys: list[str]) -> None:
    assert _keys(run, *options) == keys


def test_a_line_edited_by_hand_is_data_at_once(run: Run, path: Path) -> None:
    assert _keys(run, "--owner", "web") == []
    path.write_text(path.read_text().replace("owner: platform", "owner: web"))
    assert _keys(run, "--owner", "web") == ["A1"]
    path.write_text(path.read_text().replace("[ ] **A1**", "[x] **A1**"))
    assert _keys(run) == ["A2", "L15"]


def test_overdue_fails_only_if_asked(run: Run, path: Path, clock: Clock) -> None:
    assert run("action", "overdue").exit_code == 0
    assert run("action", "overdue", "--fail").exit_code == 1
    assert run("action", "overdue", "--fail", "--team", "platform").exit_code == 0
    clock.advance("60d")
    assert [item["key"] for item in run("action", "overdue", "--json").json] == ["A1", "A2"]


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_each_command_changes_one_line_and_is_one_commit(run: Run, workspace: Path, opened: str, end: str) -> None:
    path = write(workspace, opened, ITEMS.replace("\n", end).rstrip())
    (workspace / "mine.txt").write_text("staged by somebody")
    git(workspace, "add", "mine.txt")
    for words in (
        ["edit", "A1", "--due", "2027-01-15", "--issue", "OPS-481"],
        ["done", opened[-5:], "a1"],
        ["verify", "A1"],
        ["wontdo", opened, "A2", "--reason", "the service is retired"],
        ["edit", "A2", "--reopen", "--text", "Alert on *waiting* connections."],
        ["edit", opened, "L15", "--owner", "shop"],
    ):
        before, head = path.read_bytes().split(b"\n"), git(workspace, "rev-parse", "HEAD")
        result = run("action", *words)
        assert result.exit_code == 0, result.stderr
        after = path.read_bytes().split(b"\n")
        assert sum(one != other for one, other in zip(before, after, strict=True)) == 1
        assert git(workspace, "rev-parse", "HEAD^") == head
        assert git(workspace, "show", "--name-only", "--format=").split() == [path.relative_to(workspace).as_posix()]
    assert git(workspace, "status", "--porcelain") == "A  mine.txt\n"
    assert b"**A1** Reject small pools. (owner: platform; due: 2027-01-15;" in path.read_bytes()
    assert b"; issue: OPS-481; done: 2026-11-23; verified: 2026-11-23)" in path.read_bytes()


def test_dry_run_and_no_commit(run: Run, workspace: Path, path: Path) -> None:
    before, head = path.read_bytes(), git(workspace, "rev-parse", "HEAD")
    assert run("action", "done", "A1", "--dry-run").stdout.startswith("would write: ")
    assert run("action", "add", "Something", "--dry-run", "--json").json["key"] == "A3"
    assert path.read_bytes() == before
    assert run("action", "done", "A1", "--no-commit", "--json").json["status"] == "done"
    assert (git(workspace, "rev-parse", "HEAD"), path.read_bytes() != before) == (head, True)


def test_what_somebody_is_still_writing_is_not_committed_along(run: Run, workspace: Path, path: Path) -> None:
    path.write_text(path.read_text() + "half a sentence")
    head = git(workspace, "rev-parse", "HEAD")
    result = run("action", "done", "A1")
    assert (result.exit_code, "has other changes" in result.stderr) == (0, True)
    assert git(workspace, "rev-parse", "HEAD") == head
    assert "[x] **A1**" in path.read_text()


def test_a_new_one_gets_the_next_id_and_a_blank_line(run: Run, workspace: Path, path: Path) -> None:
    result = run("action", "add", "Cap the pool", "--owner", "shop", "--due", "2 weeks")
    assert result.exit_code == 0, result.stderr
    assert "- [ ] Nobody has this one\n\n- [ ] **A3** Cap the pool (owner: shop; due: 2026-12-07)\n\n## Lessons" in (
        path.read_text()
    )
    assert git(workspace, "status", "--porcelain") == ""


def test_without_a_section_one_is_begun_and_without_a_postmortem_there_is_a_hint(
    run: Run, workspace: Path, opened: str
) -> None:
    result = run("action", "add", opened, "Cap the pool")
    assert (result.exit_code, "postmortem draft" in result.stderr) == (3, True)
    path = write(workspace, opened, "Text")
    assert "one now stands at its end" in run("action", "add", "Cap the pool").stderr
    assert path.read_text().endswith("Text\n\n## Action items\n\n- [ ] **A1** Cap the pool")


def test_an_id_alone_is_enough_where_one_incident_has_it_open(
    run: Run, workspace: Path, path: Path, opened: str
) -> None:
    other = run("open", "Search is slow", "-s", "SEV3", "--json").json["id"]
    write(workspace, other, "## Action items\n\n- [ ] **A1** Other\n\n- [ ] **A7** Only here\n")
    assert run("action", "done", "A7").exit_code == 0
    result = run("action", "done", "A1")
    assert (result.exit_code, opened in result.stderr, other in result.stderr) == (3, True, True)
    run("action", "done", other, "A1")
    assert run("action", "done", "A1", "--json").json["incident"] == opened
    assert "no action item 'A9'" in run("action", "done", "A9").stderr


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["edit", "A1", "--owner", "x; due: 2020-01-01"], "holds one of ; ( )"),
        (["edit", "A1", "--due", "soon"], "no day"),
        (["edit", "A1", "--impact", "huge"], "not an impact"),
        (["edit", "A1", "--text", "x\n- [ ] y"], "breaks the line"),
        (["edit", "A1", "--owner", "platform"], "says that already"),
        (["wontdo", "A1"], "needs a reason"),
        (["wontdo", "A1", "--reason", "no (money)"], "holds one of"),
        (["verify", "A1"], "is not done"),
        (["add", "Do it (owner: mallory)"], "read back"),
        (["list", "--status", "gone"], "not a status"),
        (["list", "--priority", "P9"], "not a priority"),
    ],
)
def test_what_is_refused_says_why_and_writes_nothing(
    run: Run, workspace: Path, path: Path, words: list[str], said: str
) -> None:
    before = path.read_bytes()
    result = run("action", *words)
    assert result.exit_code == 3
    assert said in result.stderr
    assert "hint:" in result.stderr
    assert (path.read_bytes(), git(workspace, "status", "--porcelain")) == (before, "")


def test_a_line_in_a_conflict_is_left_alone(run: Run, workspace: Path, path: Path) -> None:
    row = next(row for row in path.read_text().split("\n") if "**A1**" in row)
    both = f"<<<<<<< HEAD\n{row}\n=======\n{row.replace('[ ]', '[x]')}\n>>>>>>> other"
    path.write_text(path.read_text().replace(row, both))
    before = path.read_bytes()
    result = run("action", "done", "A1")
    assert (result.exit_code, path.read_bytes()) == (3, before)
    assert "merge conflict" in result.stderr


def _came_back(run: Run, clock: Clock, *options: str) -> str:
    clock.advance("3d")
    result = run("open", "Again", "-s", "SEV3", *options, "--json")
    assert result.exit_code == 0, result.stderr
    return str(result.json["id"])


def test_verify_refuses_what_did_not_hold_and_anyway_keeps_the_reason(
    run: Run, path: Path, opened: str, clock: Clock
) -> None:
    run("update", opened, "--tag", "pool", user=LEA)
    assert run("action", "done", opened, "A1").exit_code == 0
    again = _came_back(run, clock, "--tag", "pool")
    result = run("action", "verify", opened, "A1")
    assert result.exit_code == 1
    assert f"did not hold: {again} (2026-11-26): the tag pool" in result.stderr
    assert run("action", "list", "--all", "--json").json[0]["status"] == "failed"
    assert again in run("action", "show", opened, "A1").stdout
    assert again in run("report", "actions").stdout
    assert run("action", "verify", opened, "A1", "--anyway", "another pool").exit_code == 0
    assert "verified: 2026-11-26; anyway: another pool)" in path.read_text()
    assert run("action", "show", opened, "A1", "--json").json["status"] == "verified"
    _came_back(run, clock, "--tag", "pool")
    assert run("action", "show", opened, "A1", "--json").json["status"] == "failed"


def test_verify_accepts_what_held(run: Run, path: Path, opened: str, clock: Clock) -> None:
    run("action", "done", opened, "A1")
    _came_back(run, clock)
    result = run("action", "verify", "A1")
    assert (result.exit_code, "verified" in result.stdout) == (0, True)
    assert "3 days" in result.stderr


def test_the_matrix_is_printed_and_can_be_set(run: Run, workspace: Path, path: Path) -> None:
    assert run("action", "list", "--matrix", "--json").json["high"] == {"high": "P0", "medium": "P1", "low": "P2"}
    settings = workspace / "revenant.yaml"
    settings.write_text(settings.read_text() + "postmortems: {priorities: {low: {low: urgent}}}\n")
    assert run("action", "list", "--matrix", "--json").json["low"]["low"] == "urgent"
    assert _keys(run, "--priority", "urgent") == ["A2"]


def test_own_headings_and_foreign_task_lists_count(run: Run, workspace: Path, path: Path) -> None:
    settings = workspace / "revenant.yaml"
    settings.write_text(settings.read_text() + "postmortems: {folders: [reviews], titles: {Action items: Zu tun}}\n")
    (workspace / "reviews").mkdir()
    review = workspace / "reviews" / "2026-outage.md"
    review.write_text("# Outage\n## Zu tun\n- [ ] Renew it\n- [x] **B1** Done\n## Follow-ups\n* [ ] Third")
    assert _keys(run, "--incident", "2026-outage") == ["L3", "L6"]
    assert run("action", "done", "2026-outage", "L3", "--no-commit").exit_code == 0
    assert "- [x] Renew it (done: 2026-11-23)\n" in review.read_text()


def test_digest_and_export(run: Run, workspace: Path, path: Path, tmp_path: Path) -> None:
    digest = run("action", "digest").stdout
    assert "3 items open, 1 of them overdue." in digest
    assert "## ben@example.com\n\n**Overdue**\n\n- Alert on waiting." in digest
    assert "BEGIN:VTODO" in run("action", "digest", "--ical").stdout
    assert [item["because"] for item in run("action", "digest", "--json").json] == ["overdue", "undated"]
    assert run("action", "digest", "--events").exit_code == 2
    assert run("action", "export", "-f", "csv").stdout.splitlines()[1].split(",")[1] == "A1"
    assert len(json.loads(run("action", "export").stdout)) == 3
    assert run("action", "export", "-f", "markdown", "-o", str(tmp_path / "x.md")).exit_code == 0
    assert "### Reject small pools." in (tmp_path / "x.md").read_text()


def test_hostile_text_stays_text_everywhere(run: Run, workspace: Path, opened: str) -> None:
    write(workspace, opened, f"## Action items\n\n- [x] **A1** {HOSTILE} (owner: {HOSTILE}; done: 2020-01-01)\n")
    for words in (
        ["list", "--all"],
        ["digest"],
        ["digest", "--ical"],
        ["export", "-f", "markdown"],
        ["show", opened, "A1"],
    ):
        shown = run("action", *words).stdout
        assert not {"\x1b", "\u202e"} & set(shown)
    for words in (["digest"], ["export", "-f", "markdown"]):
        shown = run("action", *words).stdout
        assert "&lt;img" in shown
        assert " @ops" not in shown
        assert "\\[x\\](javascript:1)" in shown


def test_the_sum_is_the_same_without_an_index(run: Run, workspace: Path, path: Path) -> None:
    with_index = run("action", "list", "--all", "--json").json
    (workspace / ".git" / "revenant" / "index.db").unlink()
    (workspace / ".git" / "revenant" / "index.db").mkdir()
    assert run("action", "list", "--all", "--json").json == with_index


def test_show_lists_what_an_incident_that_is_over_still_promises(run: Run, path: Path, opened: str) -> None:
    assert run("show", opened, "--json").json["open_actions"] == []
    run("resolve", opened)
    assert [item["key"] for item in run("show", opened, "--json").json["open_actions"]] == ["A1", "A2", "L15"]
    assert "Open action items\n" in run("show", opened).stdout
    for key in ("A1", "A2", "L15"):
        run("action", "done", opened, key)
    assert "Open action items" not in run("show", opened).stdout
