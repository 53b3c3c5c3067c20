"""`slo burn`, and what becomes of its signals."""

from __future__ import annotations

import json
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from tests.cli.burning import add_slo, measure, outage
from tests.conftest import LEA, START, Clock, Run, git

MINUTE = timedelta(minutes=1)


@pytest.fixture
def objectives(workspace: Path) -> Path:
    """A workspace with one SLO on checkout, whose service is of tier 1."""
    add_slo(workspace)
    git(workspace, "add", "-A")
    git(workspace, "commit", "-qm", "An objective")
    return workspace


def correlate(run: Run) -> Any:
    """What a cron job does every minute."""
    signals = run("slo", "burn", "--signals")
    assert signals.exit_code == 0
    return run("correlate", "-", "--apply", stdin=signals.stdout)


def events(workspace: Path) -> list[str]:
    return [row for log in (workspace / "incidents").rglob("*.yaml") for row in log.read_text().splitlines()[3:]]


def test_all_is_calm(run: Run, objectives: Path) -> None:
    measure(objectives, START, outage(START, 0))
    result = run("slo", "burn")
    assert result.exit_code == 0
    assert "no: 1h and 5m are not above 14.4×" in result.stdout
    assert "slos/data/checkout-availability.csv" in result.stdout
    assert "none of 1 objective fires" in result.stderr


def test_a_page_is_exit_1_and_says_why(run: Run, objectives: Path) -> None:
    measure(objectives, START, outage(START - 10 * MINUTE, 10, bad=300))
    result = run("slo", "burn", "checkout-availability")
    assert result.exit_code == 1
    assert "burns 50× over 1h and 300× over 5m, where 14.4× alerts" in " ".join(result.stdout.split())
    data = run("slo", "burn", "--json")
    assert data.exit_code == 1
    (found,) = data.json
    assert (found["fires"], found["pages"], found["severity_floor"]) == (True, True, "SEV1")
    assert found["severity_floor_why"].startswith("what is left of the budget is gone in ")
    assert found["windows"][0]["long"] == pytest.approx(50)


def test_a_ticket_is_exit_0(run: Run, objectives: Path) -> None:
    measure(objectives, START, lambda at: 5)
    result = run("slo", "burn", "--json")
    assert result.exit_code == 0
    (found,) = result.json
    assert (found["fires"], found["pages"], found["severity_floor"]) == (True, False, "SEV4")


def test_what_was_not_measured_is_said_and_not_taken_for_good(run: Run, objectives: Path, clock: Clock) -> None:
    measure(objectives, START, outage(START - 10 * MINUTE, 10))
    clock.advance("30 min")
    result = run("slo", "burn", "--json")
    assert result.exit_code == 0
    (found,) = result.json
    assert found["not_known"] is True
    assert run("slo", "burn", "--strict").exit_code == 1
    assert run("slo", "burn", "--strict", "--at", "2026-11-23T11:00:00Z").exit_code == 0, "then all was known"
    assert found["windows"][0]["fires"] is None
    assert (
        found["windows"][0]["verdict"]
        == "not known: nothing was measured over the last 5m, the data ends at 2026-11-23T12:00:00Z"
    )
    assert found["windows"][0]["long_measured"] == 0.5
    assert "of 1 it is not known, as not enough was measured" in run("slo", "burn").stderr
    assert "of 1 it is not known, as not enough was measured" in run("slo", "burn", "--signals").stderr


def test_as_of_an_earlier_time(run: Run, objectives: Path) -> None:
    measure(objectives, START, outage(START - 60 * MINUTE, 10))
    assert run("slo", "burn").exit_code == 0
    assert run("slo", "burn", "--at", "2026-11-23T11:20:00Z").exit_code == 1
    assert run("slo", "burn", "--at", "2026-11-23T10:59:00Z").exit_code == 0
    assert run("slo", "burn", "--at", "2026-11-23T13:00:00Z").exit_code == 3


def test_bad_words_are_refused(run: Run, objectives: Path) -> None:
    result = run("slo", "burn", "checkout-avialability")
    assert result.exit_code == 3
    assert "checkout-availability" in result.stderr
    assert run("slo", "burn", "--signals", "--json").exit_code == 2
    assert run("slo", "burn", "--at", "tomorrow").exit_code == 3


def test_without_any_slo_it_says_so(run: Run, workspace: Path) -> None:
    result = run("slo", "burn")
    assert (result.exit_code, "no SLO is in slos/" in result.stdout) == (0, True)
    assert run("slo", "burn", "--json").json == []
    assert run("slo", "burn", "--signals").stdout == ""


def test_windows_of_our_own_replace_the_standard_ones(run: Run, objectives: Path) -> None:
    settings = objectives / "revenant.yaml"
    own = "slos:\n  burn:\n  - {long: 2h, short: 10m, percent: 12.5, floor: SEV2, page: true}\n"
    settings.write_text(settings.read_text() + own)
    measure(objectives, START, outage(START, 0))
    (found,) = run("slo", "burn", "--json").json
    (pair,) = found["windows"]
    assert (pair["long_seconds"], pair["short_seconds"], pair["factor"]) == (7200, 600, 45)
    settings.write_text(settings.read_text().replace("short: 10m", "short: 2h"))
    refused = run("slo", "burn")
    assert refused.exit_code == 3
    assert "the short window (2h) has to be shorter than the long one (2h)" in refused.stderr


def test_a_minute_by_minute_outage_opens_one_incident_and_is_written_once(
    run: Run, objectives: Path, clock: Clock
) -> None:
    """Twenty minutes of an outage, and what comes after it until all pages have ceased."""
    began, opened_at, ceased_at, written = START, None, None, 0
    for minute in (*range(7), 10, 15, 20, 25, 35, 49, 50, 51):
        clock.now = START + minute * MINUTE
        measure(objectives, clock.now, outage(began, 20))
        result = correlate(run)
        assert result.exit_code == 0, result.stderr
        if opened_at is None and "opened INC-" in result.stdout:
            opened_at, written = minute, len(events(objectives))
        if minute > 20 and ceased_at is None and not run("slo", "burn", "--json").json[0]["pages"]:
            ceased_at = minute
    assert opened_at == 1, "a minute of nothing but failures is 16.7× over an hour"
    assert ceased_at == 50, "six hours still burn, but the half hour that is looked at beside them is over"
    (incident,) = run("list", "--all", "--json").json
    assert incident["severity"] == "SEV2", "after a minute the budget would last for 43 hours"
    notes = [event["text"] for event in run("show", incident["id"], "--json").json["events"] if "text" in event]
    assert sum("asks for SEV1 at least, and this is SEV2" in text for text in notes) == 1
    assert [(each["relation"], each["target"]) for each in incident["links"]] == [("violates", "checkout-availability")]
    assert len(events(objectives)) == written + 1, "what is on record already is not written again"


def test_an_incident_that_was_resolved_is_not_opened_again_while_the_windows_pass(
    run: Run, objectives: Path, clock: Clock
) -> None:
    clock.now = START + 10 * MINUTE
    measure(objectives, clock.now, outage(START, 10))
    correlate(run)
    (incident,) = run("list", "--json").json
    assert run("resolve", incident["id"]).exit_code == 0
    clock.now = START + 20 * MINUTE
    measure(objectives, clock.now, outage(START, 10))
    assert run("slo", "burn").exit_code == 1, "six hours and half an hour fire still"
    before = events(objectives)
    assert "no incidents changed" in correlate(run).stderr
    clock.now = START + timedelta(hours=4)
    measure(objectives, clock.now, outage(START, 10))
    (found,) = run("slo", "burn", "--json").json
    assert (found["fires"], found["pages"]) == (True, False), "three days and six hours fire still"
    assert "no incidents changed" in correlate(run).stderr, "the rest of a page is no ticket"
    assert events(objectives) == before


def test_a_slow_burn_is_a_ticket_for_as_long_as_it_lasts(run: Run, objectives: Path, clock: Clock) -> None:
    measure(objectives, START, lambda at: 5)
    assert "opened INC-" in correlate(run).stdout
    before = events(objectives)
    for hours in (1, 30, 100):
        clock.now = START + timedelta(hours=hours)
        measure(objectives, clock.now, lambda at: 5)
        correlate(run)
    (incident,) = run("list", "--json").json
    assert incident["severity"] == "SEV4"
    assert events(objectives) == before


def test_what_comes_back_later_is_an_incident_of_its_own(run: Run, objectives: Path, clock: Clock) -> None:
    clock.now = START + 10 * MINUTE
    measure(objectives, clock.now, outage(START, 10))
    correlate(run)
    (incident,) = run("list", "--json").json
    run("resolve", incident["id"])
    again = START + timedelta(hours=8)
    clock.now = again + 10 * MINUTE
    measure(objectives, clock.now, lambda at: 1000 if again <= at or START <= at < START + 10 * MINUTE else 0)
    assert "opened INC-" in correlate(run).stdout
    assert len(run("list", "--all", "--json").json) == 2


def test_two_objectives_of_a_service_are_one_incident(run: Run, objectives: Path, clock: Clock) -> None:
    add_slo(objectives, "checkout-latency", title="Checkout is quick", target=0.99)
    for minute in (1, 2, 3, 7, 11):
        clock.now = START + minute * MINUTE
        measure(objectives, clock.now, outage(START, 30))
        measure(objectives, clock.now, outage(START, 30), "checkout-latency")
        correlate(run)
    (incident,) = run("list", "--json").json
    targets = sorted(each["target"] for each in incident["links"] if each["relation"] == "violates")
    assert targets == ["checkout-availability", "checkout-latency"]


def test_a_milder_incident_is_told_and_not_raised_in_silence(run: Run, objectives: Path, clock: Clock) -> None:
    run("open", "Checkout is odd", "-s", "SEV4", "--service", "checkout")
    clock.now = START + 10 * MINUTE
    measure(objectives, clock.now, outage(START, 10))
    result = correlate(run)
    said = " ".join(result.stdout.split())
    assert (
        "severity SEV1: CheckoutAvailabilityErrorBudgetBurn on checkout asks for SEV1 at least, and this is SEV4"
        in said
    )
    (incident,) = run("list", "--json").json
    assert incident["severity"] == "SEV4"
    assert "asks for SEV1 at least, and this is SEV4" in str(run("show", incident["id"], "--json").json["events"])
    before = events(objectives)
    correlate(run)
    assert events(objectives) == before, "once"


def test_a_link_that_was_taken_back_does_not_come_again(run: Run, objectives: Path, clock: Clock) -> None:
    clock.now = START + 10 * MINUTE
    measure(objectives, clock.now, outage(START, 30))
    correlate(run)
    (incident,) = run("list", "--json").json
    shown = run("show", incident["id"], "--json").json
    link = next(each for each in shown["events"] if each["type"] == "INCIDENT_LINKED")
    assert run("retract", incident["id"], link["id"], "--reason", "another service", user=LEA).exit_code == 0
    clock.now = START + 11 * MINUTE
    measure(objectives, clock.now, outage(START, 30))
    correlate(run)
    assert run("show", incident["id"], "--json").json["links"] == []


def test_alerts_of_prometheus_are_treated_alike(run: Run, objectives: Path, tmp_path: Path) -> None:
    labels = {"alertname": "CheckoutAvailabilityErrorBudgetBurn", "slo": "checkout-availability", "severity": "page"}
    alert = {
        "status": "firing",
        "labels": labels | {"service": "checkout", "severity_floor": "SEV2"},
        "annotations": {"summary": "Checkout answers: error budget burn rate 20 over 1h"},
        "startsAt": "2026-11-23T11:50:00Z",
        "endsAt": "0001-01-01T00:00:00Z",
    }
    path = tmp_path / "alerts.json"
    path.write_text(json.dumps({"version": "4", "groupKey": "k", "alerts": [alert]}))
    signals = run("ingest", "alertmanager", str(path))
    assert "opened INC-" in run("correlate", "-", "--apply", stdin=signals.stdout).stdout
    (it,) = run("list", "--json").json
    assert (it["severity"], it["links"][0]["target"]) == ("SEV2", "checkout-availability"), "tier 1, and no SEV1"


def test_hostile_words_reach_neither_terminal_nor_record(run: Run, objectives: Path, clock: Clock) -> None:
    add_slo(objectives, title='"\\e]0;owned\\a [red]x[/red] \\u202e | <b>"')
    measure(objectives, START, outage(START - 10 * MINUTE, 10))
    for result in (run("slo", "burn"), run("slo", "burn", "--json"), run("slo", "burn", "--signals"), correlate(run)):
        assert not set("\x1b\x07\u202e") & set(result.stdout + result.stderr)
    assert not set("\x1b\x07\u202e") & set("".join(events(objectives)))


def test_settings_that_cannot_be_have_a_line(run: Run, objectives: Path) -> None:
    settings = objectives / "revenant.yaml"
    pairs = [f"  - {{long: 1h, short: {short}, percent: 2, floor: SEV2}}\n" for short in ("5m", "6h")]
    own = f"slos:\n  burn:\n{''.join(pairs)}"
    settings.write_text(settings.read_text() + own)
    line = len(settings.read_text().splitlines())
    assert f"revenant.yaml:{line}:" in run("lint").stdout + run("lint").stderr
