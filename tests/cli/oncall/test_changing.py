"""`revenant oncall override`, `swap`, `ics`, `csv` and `load`, from the command line to the commit."""

from __future__ import annotations

from pathlib import Path

import pytest
from icalendar import Calendar

from tests.conftest import Run, git

FILE = """\
schema: revenant/oncall@1
kind: Schedule
name: first
timezone: Europe/Berlin
holidays: DE-BE
layers:
- {start: 2026-01-05T09:00, every: 1w, members: [ana, lea]}
"""


@pytest.fixture(autouse=True)
def schedule(workspace: Path) -> None:
    (workspace / "oncall").mkdir()
    (workspace / "oncall" / "first.yaml").write_text(FILE, encoding="utf-8")
    git(workspace, "add", "-A")
    git(workspace, "commit", "-q", "-m", "A schedule")


def on_call(run: Run, at: str) -> list[str]:
    found: list[str] = run("oncall", "who", "--at", at, "--json").json[0]["on_call"]
    return found


def test_an_override_is_one_line_and_one_commit(run: Run, workspace: Path) -> None:
    before = git(workspace, "rev-list", "--count", "HEAD")
    done = run("oncall", "override", "first", "ben", "--from", "2026-12-01T18:00", "--for", "15h", "--json")
    assert done.exit_code == 0, done.stderr
    assert int(git(workspace, "rev-list", "--count", "HEAD")) == int(before) + 1
    assert (done.json["from"], done.json["to"]) == ("2026-12-01T17:00:00Z", "2026-12-02T08:00:00Z")
    assert on_call(run, "2026-12-01T17:00:00Z") == ["ben@example.com"]
    assert on_call(run, "2026-12-02T08:00:00Z") == ["lea@example.com"]


def test_what_is_taken_back_before_it_begins_never_was(run: Run) -> None:
    made = run("oncall", "override", "first", "ben", "--from", "2026-12-01T18:00", "--for", "15h", "--json").json
    assert run("oncall", "override", "--cancel", made["id"]).exit_code == 0
    assert on_call(run, "2026-12-01T17:00:00Z") == ["lea@example.com"]


def test_a_dry_run_writes_nothing(run: Run, workspace: Path) -> None:
    assert run("oncall", "override", "first", "ben", "--for", "2h", "--dry-run").stdout.startswith("would record: ")
    assert not (workspace / "oncall" / "overrides.yaml").exists()


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("bne", "--for", "2h"), "nobody is called 'bne'"),
        (("ben", "--from", "2027-03-28T02:30", "--for", "2h"), "does not exist"),
        (("ben", "--from", "2026-10-25T02:30", "--for", "2h"), "comes twice"),
        (("ben", "--from", "2026-12-02", "--to", "2026-12-01"), "is not after"),
        (("ben", "--from", "2026-12-02"), "say when it ends"),
        (("ben", "--for", "2h", "--instead-of", "ben"), "is not on call"),
    ],
)
def test_what_is_refused(run: Run, words: tuple[str, ...], told: str) -> None:
    done = run("oncall", "override", "first", *words)
    assert done.exit_code == 3
    assert told in done.stderr
    assert "hint:" in done.stderr


def test_a_swap_is_two_lines_in_one_commit(run: Run, workspace: Path) -> None:
    before = git(workspace, "rev-list", "--count", "HEAD")
    done = run("oncall", "swap", "first", "ana", "lea", "--json")
    assert done.exit_code == 0, done.stderr
    assert int(git(workspace, "rev-list", "--count", "HEAD")) == int(before) + 1
    for key, now_on in (("turn_of_one", "lea@example.com"), ("turn_of_other", "ana@example.com")):
        assert on_call(run, done.json[key]["from"]) == [now_on]
    assert set(done.json["more_seconds"].values()) == {0}


def test_the_log_is_watched_by_audit(run: Run, workspace: Path) -> None:
    run("oncall", "override", "first", "ben", "--from", "2026-12-01T18:00", "--for", "15h")
    log = workspace / "oncall" / "overrides.yaml"
    log.write_text(log.read_text().replace("ben@example.com]", "lea@example.com]"))
    git(workspace, "commit", "-qam", "Rewritten")
    done = run("audit")
    assert done.exit_code == 1
    assert "oncall/overrides.yaml" in done.stdout


def test_the_calendar_reads_back_and_is_the_same_in_every_run(run: Run) -> None:
    first, again = (run("oncall", "ics", "--person", "ana").stdout for _ in range(2))
    assert first == again
    events = Calendar.from_ical(first).walk("VEVENT")
    assert events
    assert len({str(event["uid"]) for event in events}) == len(events)
    assert all(event.decoded("dtend") > event.decoded("dtstart") for event in events)


def test_hours_for_pay_add_up_to_the_month(run: Run) -> None:
    rows = run("oncall", "csv", "--since", "2026-10-01", "--until", "2026-11-01", "--json").json
    assert sum(row["hours"] for row in rows) == 31 * 24 + 1
    assert sum(row["holiday_hours"] for row in rows) == 24


def test_load_tells_each_person_and_how_evenly(run: Run) -> None:
    found = run("oncall", "load", "--since", "2026-11-02T09:00", "--until", "2026-11-16T09:00", "--json").json
    assert {row["name"]: row["hours"] for row in found["load"]} == {"ana@example.com": 168, "lea@example.com": 168}
    assert found["fairness"]["pairwise"] == 1
