"""`revenant export`: every incident, or the filtered ones, in three formats."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

from tests.conftest import Run


def test_json_is_an_array_of_snapshots_with_events(run: Run, opened: str) -> None:
    (it,) = run("export").json
    assert it["id"] == opened
    assert it["events"][0]["type"] == "INCIDENT_OPENED"
    shown = run("show", opened, "--json").json
    only_shown = {"suspected_changes", "merged_events", "reviews_due", "open_actions", "runbook", "suggestions"}
    only_shown |= {"similar", "recurring", "budgets"}
    assert it == {key: value for key, value in shown.items() if key not in only_shown}


def test_jsonl_has_one_incident_a_line(run: Run, opened: str) -> None:
    run("open", "Another\u2028one", "--service", "web")
    lines = run("export", "-f", "jsonl").stdout.split("\n")
    assert {json.loads(line)["title"] for line in lines[:-1]} == {"Checkout: error rate above 5 %", "Another\u2028one"}


def test_csv_is_flat_and_harmless(run: Run, opened: str) -> None:
    run("open", "=HYPERLINK(1)\x1b[31m", "--service", "web", "--service", "payments")
    rows = list(csv.DictReader(io.StringIO(run("export", "--format", "csv").stdout)))
    assert {row["title"] for row in rows} == {"Checkout: error rate above 5 %", "'=HYPERLINK(1)\\x1b[31m"}
    row = next(row for row in rows if row["title"].startswith("'"))
    assert (row["services"], row["contested"], row["effort_minutes"]) == ("web;payments", "false", "0")
    assert (row["mttr_outcome"], row["mttr_seconds"]) == ("pending", "")


def test_filters_are_those_of_list(run: Run, opened: str) -> None:
    run("open", "Web is down", "--service", "web", "-s", "SEV1")
    run("resolve", opened)
    assert [it["title"] for it in run("export", "--service", "web").json] == ["Web is down"]
    assert [it["id"] for it in run("export", "--status", "resolved").json] == [opened]


def test_a_file_is_written_where_c_points(run: Run, workspace: Path, opened: str) -> None:
    result = run("export", "-o", "out.json")
    assert (result.exit_code, result.stdout) == (0, "")
    assert json.loads((workspace / "out.json").read_text())[0]["id"] == opened
    assert [path.name for path in workspace.glob(".out*")] == []


def test_an_unwritable_place_is_an_expected_error(run: Run, opened: str) -> None:
    assert run("export", "-o", "no/such/folder.json").exit_code == 3
    assert run("export", "-f", "xml").exit_code == 3


def test_nothing_to_export(run: Run) -> None:
    assert run("export").json == []
    assert run("export", "-f", "jsonl").stdout == ""
    assert run("export", "-f", "csv").stdout.startswith("id,title,")
