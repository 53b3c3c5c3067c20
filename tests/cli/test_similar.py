"""`revenant similar`, and what `show` says of earlier incidents while one is open."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conftest import Clock, Run

ALERT = '{"id": "%s", "at": "%s", "kind": "alert", "service": "checkout", "name": "CheckoutErrors", "severity": "%s"}'


def alerted(run: Run, workspace: Path, clock: Clock, number: int) -> str:
    """The incident that an alert opened."""
    rows = [ALERT % (f"a{number}-{place}", f"{clock.now:%Y-%m-%dT%H:%M:0{place}Z}", "critical") for place in range(3)]
    (workspace / "alerts.jsonl").write_text("\n".join(rows) + "\n", encoding="utf-8")
    clock.advance("10 min")
    done = run("correlate", str(workspace / "alerts.jsonl"), "--apply", "--json")
    assert done.exit_code == 0, done.stderr
    return str(done.json[0]["incident"])


@pytest.fixture
def history(run: Run, workspace: Path, clock: Clock) -> list[str]:
    """Three incidents of one alert, a week apart, the first two resolved."""
    ids = []
    for number in range(3):
        ids.append(alerted(run, workspace, clock, number))
        if number < 2:
            assert run("resolve", ids[-1], "--reason", "went back to deployment 40").exit_code == 0
            clock.advance("7 days")
    return ids


def test_earlier_ones_are_named_with_their_reason_and_how_they_ended(run: Run, history: list[str]) -> None:
    found = run("similar", history[2], "--json").json
    assert [each["id"] for each in found] == [history[1], history[0]]
    assert found[0]["basis"] == "key"
    assert found[0]["reasons"][0] == "same alert CheckoutErrors on checkout"
    assert (found[0]["status"], found[0]["mitigated_by"]) == ("RESOLVED", "went back to deployment 40")
    shown = run("similar", history[2]).stdout
    assert "mitigated by: went back to deployment 40" in shown
    assert run("similar", history[2], "--limit", "1", "--json").json == found[:1]


def test_only_those_before_unless_all_are_asked_for(run: Run, history: list[str]) -> None:
    assert run("similar", history[0], "--json").json == []
    later = run("similar", history[0], "--all-time", "--json").json
    assert {each["id"] for each in later} == {history[1], history[2]}
    assert "None of 0 incidents" in run("similar", history[0]).stdout


def test_show_names_them_and_what_recurs_while_it_is_open(run: Run, history: list[str]) -> None:
    shown = run("show", history[2]).stdout
    assert f"similar  {history[1]} (same alert CheckoutErrors on checkout" in shown
    assert "recurs   alert CheckoutErrors on checkout: 2 incidents before this one, in 2 weeks" in shown
    data = run("show", history[2], "--json").json
    assert [each["id"] for each in data["similar"]] == [history[1], history[0]]
    assert data["recurring"][0]["incidents"] == 2
    over = run("show", history[1], "--json").json
    assert (over["similar"], over["recurring"]) == ([], [])


def test_show_as_of_a_commit_says_nothing_of_later_knowledge(run: Run, history: list[str]) -> None:
    data = run("show", history[2], "--as-of", "HEAD", "--json").json
    assert (data["similar"], data["recurring"]) == ([], [])


def test_before_there_is_an_incident_words_are_compared(run: Run, workspace: Path, opened: str) -> None:
    run("note", opened, "orm dropped a column, replicas disagree about the schema")
    (found,) = run("similar", "--text", "column dropped, replicas disagree on schema, orm", "--json").json
    assert found["id"] == opened
    assert found["basis"] == "words"
    assert run("similar", "--text", "nothing of the sort", "--json").json == []


def test_what_is_missing_or_wrong_is_said(run: Run, workspace: Path) -> None:
    assert (run("similar").exit_code, run("similar", "7f3k").exit_code) == (3, 3)
    assert "hint:" in run("similar").stderr
    assert run("similar", "--text", "pool").stdout.startswith("None of 0 incidents")
    assert run("similar", "--text", "\udc9b ' OR \"", "--service", "\udc9b").exit_code == 0
    assert run("similar", "--limit", "0", "--text", "x").exit_code == 2


def test_hostile_titles_stay_on_their_line(run: Run, workspace: Path) -> None:
    title = "\x1b[31m\u202e orm dropped column\nreplicas disagree | <b>"
    run("open", title, "--tag", "a\nb")
    shown = run("similar", "--text", title).stdout
    assert "\x1b" not in shown
    assert "\u202e" not in shown
    assert len(shown.splitlines()) == 2
