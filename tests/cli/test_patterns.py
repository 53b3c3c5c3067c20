"""`revenant patterns`: filters, what was looked at, and the same as data."""

from __future__ import annotations

import pytest

from tests.conftest import Clock, Run


@pytest.fixture
def history(run: Run, clock: Clock) -> list[str]:
    """Two incidents of checkout and one of web, a week apart."""
    ids = []
    for service, tag in (("checkout", "dns"), ("checkout", "dns"), ("web", "cache")):
        ids.append(run("open", f"{service} is slow", "--service", service, "--tag", tag, "--json").json["id"])
        clock.advance("7 days")
    return ids


def test_what_recurs_is_told_with_what_was_looked_at(run: Run, history: list[str]) -> None:
    shown = run("patterns").stdout.splitlines()
    assert shown[0] == "3 incidents, detected 2026-11-23 to 2026-12-07 (UTC)."
    assert shown[3].split() == ["tag", "dns", "2", "2", "2026-11-23", "2026-11-30", "–", "0", "–", "–"]
    assert shown[4].split()[:3] == ["service", "checkout", "2"]
    assert "0 of 3 have signals, 0 a cause, 3 tags" in shown[5]


def test_as_data(run: Run, history: list[str]) -> None:
    data = run("patterns", "--json").json
    assert (data["incidents"], data["with_tags"], data["left_out"]) == (3, 3, 0)
    tag = data["patterns"][0]
    assert (tag["kind"], tag["name"], tag["incidents"]) == ("tag", "dns", history[:2])
    assert (tag["median_seconds"], tag["impact_share"], tag["resolved"]) == (None, None, 0)


def test_filters_and_bounds(run: Run, history: list[str]) -> None:
    assert run("patterns", "--since", "2026-11-30").stdout.startswith("2 incidents")
    assert "Nothing recurs in them." in run("patterns", "--service", "web").stdout
    assert run("patterns", "--min-count", "3", "--json").json["patterns"] == []
    assert run("patterns", "--min-count", "1").exit_code == 2
    assert run("patterns", "--until", "yesterday").exit_code == 3


def test_actions_and_impact(run: Run, history: list[str], clock: Clock) -> None:
    run("impact", history[0], "--from", "1 h ago", "--to", "30 min ago", "--slo", "orders", "--bad-ratio", "0.5")
    run("follow-up", history[0], "Cache it")
    run("postmortem", "draft", history[0])
    tag = run("patterns", "--json").json["patterns"][0]
    assert tag["actions"] == {"written": 1, "done": 0, "verified": 0, "declined": 0, "open": 1}
    assert (tag["impact_share"], tag["budget_shares"]) == (1.0, {"orders": 1.0})
    shown = run("patterns").stdout
    assert "100% of orders" in shown
    assert "0 of 1 done" in shown


def test_an_empty_workspace_and_hostile_names(run: Run) -> None:
    assert run("patterns").stdout.startswith("0 incidents.")
    for _ in (1, 2):
        run("open", "x", "--tag", "\x1b[31m<b>\u202e")
    shown = run("patterns").stdout
    assert "\x1b" not in shown
    assert "\u202e" not in shown
