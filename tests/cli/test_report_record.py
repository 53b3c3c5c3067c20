"""The reports on targets, on the record itself, on who answered and on what came back, as commands."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest

from tests.conftest import ANA, BEN, LEA, Clock, Run

REPORTS = ["sla", "quality", "oncall-load", "recurrence"]


@pytest.fixture
def lived(run: Run, clock: Clock) -> None:
    """A SEV2 that came back after two days, a SEV1 that nobody answered, and one entered late."""
    open_ = ("open", "Pool exhausted", "--service", "checkout", "--tag", "pool")
    for _ in (1, 2):
        run(*open_, "-s", "SEV2")
        clock.advance("20 min")
        run("ack", user=ANA)
        clock.advance("2 h")
        run("resolve", user=ANA)
        clock.advance("2 days")
    run("open", "Late", "-s", "SEV3", "--at", "5 h ago")
    run("resolve")
    run("open", "Everything is down", "-s", "SEV1", "--service", "web")
    clock.advance("30 min")


@pytest.mark.parametrize("name", REPORTS)
def test_every_report_in_every_form(run: Run, lived: None, name: str) -> None:
    text = run("report", name)
    assert text.exit_code == 0, text.stderr
    assert "4 incidents, detected 2026-11-23 to 2026-11-27 (UTC); 1 still open" in text.stdout
    assert "computed from  commit " in text.stdout
    tables = [block for block in run("report", name, "--json").json if "rows" in block]
    assert all(block["title"] for block in tables)
    rows = list(csv.reader(io.StringIO(run("report", name, "--csv").stdout)))
    assert len(rows) >= sum(len(block["rows"]) for block in tables)
    assert "| ---" in run("report", name, "--markdown").stdout or "|---" in run("report", name, "--markdown").stdout


@pytest.mark.parametrize("name", REPORTS)
def test_an_empty_workspace_has_every_report(run: Run, name: str) -> None:
    result = run("report", name)
    assert result.exit_code == 0, result.stderr
    assert "0 incidents" in result.stdout


def test_targets(run: Run, lived: None) -> None:
    tables = {block["title"].partition(":")[0]: block["rows"] for block in run("report", "sla", "--json").json[2:6]
              if "rows" in block}  # fmt: skip
    acknowledge = {row["group"]: row for row in tables["acknowledge"]}
    assert (acknowledge["SEV2"]["missed"], acknowledge["SEV1"]["overdue"], acknowledge["SEV3"]["unknown"]) == (2, 1, 1)
    assert "Never acknowledged" in run("report", "sla").stdout


def test_the_record(run: Run, lived: None) -> None:
    text = run("report", "quality", "--by", "service").stdout
    assert "What is missing, by service" in text
    delays = next(block for block in run("report", "quality", "--json").json if block.get("key") == "delays")
    assert next((row["what"], row["n"], row["share"]) for row in delays["rows"]) == ("openings", 4, 0.25)
    assert "INC-20261127-" in text.partition("Mend these first")[2]


def test_who_answered(run: Run, lived: None) -> None:
    text = run("report", "oncall-load").stdout
    assert f"{ANA}         2" in text
    assert "2 not acknowledged" in text
    assert ANA not in run("report", "oncall-load", "--by", "team").stdout
    refused = run("report", "oncall-load", "--by", "service")
    assert refused.exit_code == 3
    assert "it groups by: month, quarter, team, week, year" in refused.stderr


def test_nights_are_those_of_the_workspace(run: Run, lived: None, workspace: Path) -> None:
    settings = workspace / "revenant.yaml"
    settings.write_text(settings.read_text() + "reports: {timezone: Pacific/Auckland, night: '00:00-06:00'}\n")
    text = run("report", "oncall-load").stdout
    assert "00:00-06:00 and sat, sun, in Pacific/Auckland" in text
    settings.write_text(settings.read_text().replace("00:00-06:00", "midnight"))
    refused = run("report", "oncall-load")
    assert refused.exit_code == 3
    assert "a span of the day such as 22:00-07:00" in refused.stderr


def test_what_came_back(run: Run, lived: None) -> None:
    rows = next(block for block in run("report", "recurrence", "--json").json if "rows" in block)["rows"]
    assert [(row["group"], row["n"], row["within"]) for row in rows[:2]] == [
        ("checkout", 2, "30 d"),
        ("checkout", 2, "90 d"),
    ]
    since = ("--since", "2026-11-23", "--until", "2026-11-24")
    curve = run("report", "recurrence", *since).stdout
    assert "The others: 0 still open" in curve
    assert "the tag pool      1" in curve, "what came back lies beyond the filter"


def test_postmortems_are_as_they_are_now(run: Run, lived: None) -> None:
    incident = run("list", "--all", "-s", "SEV2", "--json").json[0]["id"]
    assert run("postmortem", "draft", incident, user=LEA).exit_code == 0
    rows = next(block for block in run("report", "quality", "--json").json if block.get("title") == "What is missing")
    assert next(row for row in rows["rows"] if row["what"] == "postmortem")["missing"] == 1
    then = run("report", "quality", "--as-of", "HEAD~1")
    assert then.exit_code == 0
    assert "postmortems are counted as they are now" in then.stderr


def test_measures_and_periods_are_refused(run: Run) -> None:
    for name in REPORTS:
        assert run("report", name, "--measure", "MTTR", user=BEN).exit_code == 3
        assert run("report", name, "2026").exit_code == 3
