"""`oncall page`: what a page was worth, in the timeline and in reports."""

from __future__ import annotations

import json

import pytest

from tests.conftest import BEN, Run


def test_a_page_is_classified_and_the_last_word_counts(run: Run, opened: str) -> None:
    assert run("oncall", "page", opened, "action").exit_code == 0
    done = run("oncall", "page", "no-action", "--sleep-lost", "44m 10s", "--text", "flapped")
    assert f"page of {BEN}: no action needed, 45 min of sleep lost: flapped" in done.stdout
    found = json.loads(run("report", "toil", "--json").stdout)
    (table,) = [each for each in found if each.get("key") == "pages"]
    assert [table["rows"][0][key] for key in ("n", "action", "no_action")] == [1, 0, 1]


def test_a_page_of_an_escalation_is_another_one(run: Run, opened: str) -> None:
    run("escalate", opened, "--to", "lea@example.com")
    event = json.loads(run("show", opened, "--json").stdout)["events"][-1]["id"]
    run("oncall", "page", opened, "action")
    run("oncall", "page", opened, "alert-change", "--page", event, "--person", "Lea")
    told = run("report", "toil").stdout
    assert "Of 2 pages (openings and escalations), 2 are classified" in told
    assert "lea@example.com" in run("report", "oncall-load").stdout


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["bogus"], "'bogus' is not an answer"),
        (["action", "--page", "nowhere1"], "called nobody by nowhere1"),
        (["action", "--sleep-lost", "long"], "'long' is not a duration"),
    ],
)
def test_what_cannot_be_meant_is_refused(run: Run, opened: str, words: list[str], message: str) -> None:
    found = run("oncall", "page", opened, *words)
    assert (found.exit_code, message in found.stderr, "hint:" in found.stderr) == (3, True, True)


def test_without_a_word_nothing_is_guessed(run: Run, opened: str) -> None:
    assert "Of 1 page (openings and escalations), 0 are classified" in run("report", "toil").stdout
    assert "Sleep lost" not in run("report", "oncall-load").stdout
