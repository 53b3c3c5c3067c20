"""`revenant report` in every form it can be printed."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.conftest import Clock, Run


@pytest.fixture
def lived(run: Run, clock: Clock) -> None:
    """Two incidents of 30 and 60 minutes, one called off, one still open."""
    for minutes, service in ((30, "checkout"), (60, "payments")):
        run("open", f"{service} fails", "--service", service)
        clock.advance(f"{minutes} min")
        run("resolve")
    run("open", "A mistake")
    run("cancel", "--reason", "nothing was wrong")
    run("open", "Still broken", "--service", "web", "-s", "SEV1")


def rows(result: Any, number: int = 0) -> dict[str, Any]:
    """The rows of one of the tables, by what is measured."""
    tables = [block for block in result.json if "rows" in block]
    return {row["name"]: row for row in reversed(tables[number]["rows"])}


def test_json_has_seconds_and_every_outcome(run: Run, lived: None) -> None:
    row = rows(run("report", "--json"))["MTTR"]
    assert (row["n"], row["pending"], row["not_applicable"], row["invalid"]) == (2, 1, 0, 0)
    assert (row["median"], row["median_interval"]) == (None, None)
    assert row["definition"].startswith("detected → resolved")


def test_text_names_population_and_definitions(run: Run, lived: None) -> None:
    text = run("report").stdout
    assert "3 incidents, detected 2026-11-23 to 2026-11-23 (UTC); 1 still open" in text
    assert "left out       1 cancelled" in text
    assert "computed from  commit " in text
    assert "detected → acknowledged" in text
    assert "n < 6" in text
    assert "30m 00s  recorded" in text


def test_filters_narrow_it(run: Run, lived: None) -> None:
    assert rows(run("report", "--service", "checkout", "--json"))["MTTR"]["n"] == 1
    assert rows(run("report", "-s", "SEV1", "--json"))["MTTR"]["pending"] == 1
    assert rows(run("report", "--until", "2026-01-01", "--json"))["MTTR"]["n"] == 0


@pytest.mark.parametrize("by", ["service", "severity", "month", "SERVICE"])
def test_groups(run: Run, lived: None, by: str) -> None:
    assert "MTTR: detected → resolved" in run("report", "--by", by).stdout


def test_csv_and_markdown(run: Run, lived: None) -> None:
    csv = run("report", "--csv").stdout.splitlines()
    assert csv[0] == "table,name,counted,n,pending,not_applicable,invalid,median,median_interval,definition"
    assert next(line for line in csv if line.startswith("Counts and medians,MTTR,")).startswith(
        'Counts and medians,MTTR,all,2,1,0,0,,,"detected → resolved'
    )
    assert "| MTTR | all | 2 | 1 |" in run("report", "--markdown").stdout


@pytest.mark.parametrize("name", ["mttx", "trends", "distribution"])
@pytest.mark.parametrize("form", ["--json", "--csv", "--markdown", "--openmetrics", "-m=MTTA", "--by=month"])
def test_durations_in_every_form(run: Run, lived: None, name: str, form: str) -> None:
    result = run("report", name, *form.split("="))
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout


def test_trends_and_distribution_say_what_is_too_little(run: Run, lived: None) -> None:
    trends = run("report", "trends", "--by", "week").stdout
    assert "no trend is claimed, since only 0 of the weeks could be tested and 8 are needed" in trends
    assert "2026-W48 (part)" in trends
    assert "Only 2 were recorded: too few" in run("report", "distribution").stdout
    refused = run("report", "trends", "--by", "service")
    assert (refused.exit_code, "month, quarter, week, year" in refused.stderr) == (3, True)
    assert "MTTF, MTBF" in run("report", "-m", "MTTX").stderr


def test_no_more_periods_than_can_be_read(run: Run, lived: None) -> None:
    refused = run("report", "trends", "--by", "week", "--since", "1970-01-01")
    assert (refused.exit_code, "more than 600 weeks" in refused.stderr) == (3, True)


def test_what_does_not_exist_is_refused(run: Run) -> None:
    assert run("report", "--by", "moon").exit_code == 3
    assert run("report", "horoscope").exit_code == 3
    assert run("report", "--json", "--csv").exit_code == 2


def test_an_empty_workspace_has_a_report(run: Run) -> None:
    assert "0 incidents; 0 still open" in run("report").stdout


@pytest.mark.data
def test_githubs_history(run: Run, shared_data: Path) -> None:
    run("import", "statuspage", str(shared_data / "incidents" / "github-status.jsonl.gz"))
    result = run("report", "--json")
    middle, spread = rows(result)["MTTR"], rows(result, 1)["MTTR"]
    assert (middle["n"], middle["median"] / 60, spread["p90"] / 60) == (801, 65.0, 263.0)
    assert [round(end / 60, 1) for end in middle["median_interval"]] == [58.0, 71.0]
    assert round(spread["mean"] / 60, 1) == 125.9
    years = next(
        block for block in run("report", "trends", "--by", "year", "--json").json if block.get("key") == "medians"
    )
    found = {row["period"]: (row["n"], (row["median"] or 0) / 60) for row in years["rows"]}
    assert found == {"2022": (101, 74), "2023": (164, 52), "2024": (124, 55), "2025": (200, 67), "2026": (212, 77)}
    text = run("report").stdout
    assert "29 posted in retrospect" in text
    assert "median MTTR is 67.5 min, n = 772" in text


def test_times_of_filters_stand_as_they_were_understood(run: Run, lived: None) -> None:
    assert "filters        since 2026-11-2" in run("report", "--since", "3 h ago").stdout


def test_an_end_before_the_beginning_is_refused(run: Run, lived: None) -> None:
    for command in ("report", "list"):
        result = run(command, "--since", "2026-11-20", "--until", "2026-11-01")
        assert (result.exit_code, "is not later than 2026-11-20" in result.stderr) == (3, True)


@pytest.mark.parametrize("option", ["--measure", "--by"])
def test_an_option_answered_once_is_not_taken_twice(run: Run, lived: None, option: str) -> None:
    result = run("report", option, "MTTA", option, "MTTR")
    assert (result.exit_code, result.stdout) == (2, "")
    assert f"{option} was given 2 times (MTTA, MTTR)" in result.stderr
    assert "run the command once for each" in result.stderr


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["compare"], "report compare compares 2 periods, and none was given"),
        (["compare", "2025"], "report compare compares 2 periods, and one was given"),
        (["compare", "2024", "2025", "2026"], "report compare compares 2 periods, and 3 were given"),
        (["mttx", "2025"], "report mttx does not take periods, and was given 2025"),
    ],
)
def test_periods_too_many_or_too_few(run: Run, lived: None, words: list[str], said: str) -> None:
    result = run("report", *words)
    assert (result.exit_code, said in result.stderr, "hint: " in result.stderr) == (3, True, True)


@pytest.mark.parametrize("command", [["report"], ["report", "toil"], ["report", "page"], ["list"], ["export"]])
def test_a_service_that_nothing_has_is_named(run: Run, lived: None, command: list[str]) -> None:
    result = run(*command, "--service", "Chekout", "--service", "web")
    said = "warning: no incident and no entry of services.yaml has the service 'Chekout'; did you mean checkout?"
    assert (result.exit_code, result.stderr.splitlines()) == (0, [said])


def test_a_tag_that_nothing_has_is_named(run: Run, lived: None) -> None:
    run("open", "Slow", "--tag", "database", "--service", "elsewhere")
    assert (
        run("list", "--tag", "databse").stderr == "warning: no incident has the tag 'databse'; did you mean database?\n"
    )
    assert run("list", "--tag", "moon").stderr == "warning: no incident has the tag 'moon'\n"
    for words in (["--tag", "database"], ["--service", "elsewhere"], ["--service", "web", "--until", "2026-01-01"], []):
        assert run("list", *words).stderr == "", "known, if not among these"
        assert run("report", *words).stderr == ""
