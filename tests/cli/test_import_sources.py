"""`revenant import` from each source: one commit, nothing twice, a record that lint and audit accept."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import Result, Run, git
from tests.core.test_text import is_harmful

HERE = Path(__file__).parent.parent
DATA, GOLDEN = HERE / "importers", HERE / "golden"
SOURCES: dict[str, list[str]] = {
    "cstate": ["cstate"],
    "pagerduty": ["pagerduty_incidents.json", "pagerduty_log_entries.json"],
    "opsgenie": ["opsgenie_incidents.json", "opsgenie_alerts.json"],
    "csv": ["incident_event_log.csv"],
}
COUNTS = {"cstate": (3, 2), "pagerduty": (4, 0), "opsgenie": (4, 0), "csv": (2, 1)}
Import = Callable[..., Result]


@pytest.fixture
def bring(run: Run, workspace: Path) -> Import:
    """Imports the sample of a source, which lies beside the workspace."""
    for names in SOURCES.values():
        for name in names:
            place, there = DATA / name, workspace.parent / name
            shutil.copytree(place, there) if place.is_dir() else shutil.copy(place, there)
    shutil.copy(DATA / "map.yaml", workspace.parent / "map.yaml")

    def call(source: str, *options: str, cwd: Path | None = None, user: str = "ben@example.com") -> Result:
        own = ("--map", "../map.yaml") if source == "csv" else ()
        files = [f"../{name}" for name in SOURCES[source]]
        return run("import", source, *files, *own, *options, cwd=cwd, user=user)

    return call


@pytest.mark.parametrize("source", SOURCES)
def test_what_it_says_of_itself(bring: Import, source: str, update_golden: bool) -> None:
    result = bring(source, "--dry-run")
    assert result.exit_code == 0, result.stderr
    golden = GOLDEN / f"import_{source}.txt"
    if update_golden:
        golden.write_text(result.stdout, encoding="utf-8")
    assert result.stdout == golden.read_text(encoding="utf-8")


@pytest.mark.parametrize("source", SOURCES)
def test_it_imports_in_one_commit_and_the_record_is_sound(
    bring: Import, run: Run, workspace: Path, source: str
) -> None:
    result = bring(source, "--json").json
    assert (result["imported"], len(result["skipped"])) == COUNTS[source]
    assert len(result["ids"]) == COUNTS[source][0]
    assert {row["id"] for row in result["doubtful"]} <= set(result["ids"])
    assert (
        git(workspace, "log", "--format=%s").splitlines()[0] == f"Import of {COUNTS[source][0]} incidents from {source}"
    )
    assert git(workspace, "status", "--porcelain") == ""
    for command in ("lint", "audit", "doctor"):
        checked = run(command)
        assert checked.exit_code == 0, checked.stdout
    assert run("report").exit_code == 0


@pytest.mark.parametrize("source", SOURCES)
def test_a_second_time_nothing_happens(bring: Import, workspace: Path, source: str) -> None:
    first, commit = bring(source, "--json").json, git(workspace, "rev-parse", "HEAD")
    again = bring(source, "--json").json
    assert again["imported"] == 0
    known = [row["reason"].partition(", as ")[2] for row in again["skipped"]]
    assert [name for name in known if name] == first["ids"]
    assert git(workspace, "rev-parse", "HEAD") == commit


@pytest.mark.parametrize("source", SOURCES)
def test_a_dry_run_writes_nothing_and_no_commit_leaves_the_files(bring: Import, workspace: Path, source: str) -> None:
    bring(source, "--dry-run")
    assert not (workspace / "incidents").exists()
    head = git(workspace, "rev-parse", "HEAD")
    bring(source, "--no-commit")
    assert len(list(workspace.glob("incidents/*/*/*.yaml"))) == COUNTS[source][0]
    assert git(workspace, "rev-parse", "HEAD") == head


@pytest.mark.parametrize("source", SOURCES)
def test_two_clones_import_the_same_and_merge(bring: Import, run: Run, workspace: Path, source: str) -> None:
    other = shutil.copytree(workspace, workspace.parent / "other")
    bring(source)
    bring(source, cwd=other, user="lea@example.com")
    before = run("list", "--all", "--json").json
    git(workspace, "fetch", "-q", str(other))
    git(workspace, "merge", "-q", "-m", "both", "FETCH_HEAD")
    assert run("list", "--all", "--json").json == before
    assert run("doctor").exit_code == 0


def test_what_has_ended_there_since_is_told(run: Run, tmp_path: Path) -> None:
    export = tmp_path / "a.json"
    incident = {"id": "Q1", "title": "Slow", "created_at": "2026-10-05T10:00:00Z", "urgency": "low"}
    export.write_text(json.dumps(incident | {"status": "acknowledged", "acknowledgements": []}), encoding="utf-8")
    (known,) = run("import", "pagerduty", str(export), "--json").json["ids"]
    ended = incident | {"status": "resolved", "resolved_at": "2026-10-05T11:00:00Z"}
    export.write_text(json.dumps(ended), encoding="utf-8")
    (row,) = run("import", "pagerduty", str(export), "--json").json["skipped"]
    said = "imported before, ended there since and is still open here: `revenant resolve ID --at TIME`"
    assert row["reason"] == f"{said}, as {known}"
    run("resolve", known, "--at", "2026-10-05T11:00:00Z")
    (row,) = run("import", "pagerduty", str(export), "--json").json["skipped"]
    assert row["reason"] == f"imported before, as {known}"


# --- cState ---------------------------------------------------------------------------------


def test_a_folder_an_issues_folder_and_a_file_name_the_same_incidents(bring: Import, run: Run, workspace: Path) -> None:
    bring("cstate")
    issues = workspace.parent / "cstate" / "content" / "issues"
    for place in (issues, issues / "2026-10-05-checkout.md"):
        result = run("import", "cstate", str(place), "--json").json
        assert result["imported"] == 0
        assert "imported before" in {row["reason"].partition(",")[0] for row in result["skipped"]}


def test_links_below_a_folder_are_not_followed(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "site" / "issues"
    folder.mkdir(parents=True)
    (folder / "passwd.md").symlink_to("/etc/passwd")
    (folder / "loop").symlink_to(folder)
    os.mkfifo(folder / "pipe.md")
    result = run("import", "cstate", str(tmp_path / "site"), "--json")
    assert result.exit_code == 3
    assert {row["reason"] for row in result.json["skipped"]} == {"is a link or a device, which is not followed"}


@pytest.mark.parametrize("place", ["nowhere", "empty"])
def test_a_place_without_issues_is_refused(run: Run, tmp_path: Path, place: str) -> None:
    (tmp_path / "empty").mkdir()
    result = run("import", "cstate", str(tmp_path / place))
    assert result.exit_code == 3
    assert place in result.stderr
    assert "hint:" in result.stderr


# --- tables ---------------------------------------------------------------------------------


def test_without_a_map_one_is_printed_that_works(bring: Import, run: Run, workspace: Path) -> None:
    result = run("import", "csv", "../incident_event_log.csv")
    assert (result.exit_code, "nothing was imported: this map fits the header" in result.stderr) == (0, True)
    (workspace.parent / "own.yaml").write_text(result.stdout, encoding="utf-8")
    assert run("import", "csv", "../incident_event_log.csv", "-m", "../own.yaml", "--json").json["imported"] == 2


def test_an_import_told_as_json_needs_its_map(bring: Import, run: Run) -> None:
    result = run("import", "csv", "../incident_event_log.csv", "--json")
    assert (result.exit_code, result.stdout) == (3, "")
    assert "`revenant import csv ../incident_event_log.csv > map.yaml` makes one" in result.stderr


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"", "is empty"),
        (b"\n \n", "is empty"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR,,,", "is binary"),
    ],
)
def test_what_is_no_table_has_no_map(run: Run, tmp_path: Path, content: bytes, why: str) -> None:
    (tmp_path / "table.csv").write_bytes(content)
    result = run("import", "csv", str(tmp_path / "table.csv"))
    assert (result.exit_code, result.stdout) == (3, "")
    assert f"table.csv: {why}" in result.stderr
    assert "a spreadsheet can be saved as CSV" in result.stderr


def test_a_table_in_utf_16_has_one(run: Run, tmp_path: Path, workspace: Path) -> None:
    (tmp_path / "table.csv").write_text("number\topened_at\n7\t2026-10-05T10:00:00Z\n", encoding="utf-16")
    suggested = run("import", "csv", str(tmp_path / "table.csv")).stdout
    (tmp_path / "map.yaml").write_text(suggested)
    result = run("import", "csv", str(tmp_path / "table.csv"), "--map", str(tmp_path / "map.yaml"), "--json")
    assert result.json["imported"] == 1


@pytest.mark.parametrize(
    ("name", "row", "reason"),
    [
        (
            "pagerduty",
            {"id": "Q1", "title": 7},
            "of PagerDuty: title: expected text or nothing, got",
        ),
        ("opsgenie", {"id": "a", "tags": "x"}, "of Opsgenie: tags: expected a list or nothing, got text"),
        ("statuspage", {"id": "a", "name": []}, "is not a Statuspage incident: name: expected text or nothing, got"),
    ],
)
def test_rows_of_which_none_can_be_read(run: Run, tmp_path: Path, name: str, row: object, reason: str) -> None:
    (tmp_path / "rows.json").write_text(json.dumps([row, row]))
    result = run("import", name, str(tmp_path / "rows.json"))
    assert (result.exit_code, reason in " ".join(result.stdout.split())) == (3, True), result.stdout
    assert result.stderr.startswith("error: none of the 2 rows could be read, so nothing was imported\nhint:  ")


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ("kind: events", "kind: stories", "../map.yaml:3:1: "),
        ("  severity: priority", "  priority: priority", "../map.yaml:8:3: columns.priority: no such key"),
        (
            "  severity: priority",
            "  severity: prio",
            "columns.severity: ../incident_event_log.csv has no column 'prio'",
        ),
        ("timezone: UTC", "timezone: Moon", "../map.yaml: timezone: 'Moon' is no time zone"),
        ("Active: INVESTIGATING", "Active: WORKING", "WORKING"),
        ("  at: sys_updated_at\n", "", "columns.at"),
    ],
)
def test_a_map_that_does_not_fit_says_where(
    bring: Import, run: Run, workspace: Path, before: str, after: str, said: str
) -> None:
    place = workspace.parent / "map.yaml"
    text = place.read_text(encoding="utf-8")
    assert before in text
    place.write_text(text.replace(before, after), encoding="utf-8")
    result = bring("csv")
    assert result.exit_code == 3
    assert said in result.stderr
    assert "hint:" in result.stderr
    assert not (workspace / "incidents").exists()


# --- whatever comes in ----------------------------------------------------------------------

EVIL = "x\x1b[31m\u202ey\u2028- {id: 00000000}\x9b31m"


PAGE = f"""\
---
title: {json.dumps(EVIL)}
date: 2026-10-05T10:00:00Z
resolved: true
severity: {json.dumps(EVIL)}
---
{EVIL}
"""
COMMON = {"id": EVIL, "title": EVIL, "message": EVIL, "status": EVIL}
PAGER = COMMON | {"created_at": "2026-10-05T10:00:00Z", "service": {"summary": EVIL}, "priority": {"summary": EVIL}}
GENIE = COMMON | {"createdAt": "2026-10-05T10:00:00Z", "priority": EVIL, "tags": [EVIL], "details": {"service": EVIL}}
HEADER = "number,incident_state,sys_updated_at,opened_at,resolved_at,closed_at,priority,assigned_to,short_description"
CELLS = f'"{EVIL}","{EVIL}",5/10/2026 10:00,"{EVIL}",,,"{EVIL}","{EVIL}","{EVIL}"'


@pytest.mark.parametrize(
    ("source", "name", "content"),
    [
        ("cstate", "a.md", PAGE),
        ("pagerduty", "a.json", json.dumps(PAGER)),
        ("opsgenie", "a.json", json.dumps(GENIE)),
        ("csv", "a.csv", f"{HEADER}\n{CELLS}\n"),
    ],
)
def test_hostile_text_stays_text(run: Run, tmp_path: Path, source: str, name: str, content: str) -> None:
    (tmp_path / name).write_text(content, encoding="utf-8")
    own = ("--map", str(DATA / "map.yaml")) if source == "csv" else ()
    result = run("import", source, str(tmp_path / name), *own)
    assert result.exit_code == 0, result.stderr
    assert not [char for char in result.stdout + result.stderr if char != "\n" and is_harmful(char)]
    (it,) = run("export").json
    assert it["title"] == EVIL
    assert run("lint").exit_code == 0
    assert run("audit").exit_code == 0
