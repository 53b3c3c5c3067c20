"""`revenant slo policy`: what is owed after what cost much, and whether it was done."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.slos import outage, planned, promised
from tests.conftest import ROOT, Run


@pytest.fixture
def by_impact(workspace: Path) -> Path:
    """An SLO of 99.9 % over four weeks, 40.32 minutes, of which nothing is measured but recorded impact."""
    promised(workspace, "answers", "checkout")
    return workspace


def test_nothing_is_owed_where_nothing_cost_much(run: Run, by_impact: Path) -> None:
    outage(run, "2026-11-20", 8)  # 8.06 minutes are a fifth
    result = run("slo", "policy")
    assert result.exit_code == 0
    assert "None spent more than 20.0 % of a budget." in result.stdout
    assert "No budget is exhausted." in result.stdout


def test_a_costly_incident_needs_a_postmortem_and_then_an_urgent_action(run: Run, by_impact: Path) -> None:
    name = outage(run, "2026-11-20", 20)
    first = run("slo", "policy", "--json")
    (duty,) = first.json["incidents"]
    assert (first.exit_code, duty["incident"], duty["state"]) == (1, name, "lacking")
    assert duty["spent_share"] == pytest.approx(20 / 40.32)
    assert duty["why"] == (
        "20m 00s of 40m 19s allowed (49.6 %) of answers, 99.9 % in the 4w to 2026-11-20, more than 20.0 %"
    )
    assert run("slo", "policy", "--format", "concise").stdout.startswith("slos/answers.yaml:1:1: error SL030")
    planned(run, name, "medium")
    assert "error SL031" in run("slo", "policy", "--format", "concise").stdout
    run("action", "edit", name, "A1", "--impact", "high")
    done = run("slo", "policy", "--json")
    assert (done.exit_code, done.json["incidents"][0]["state"]) == (0, "done")
    assert done.json["incidents"][0]["urgent_actions"] == [f"{name} A1"]


def test_one_that_goes_on_is_told_and_breaks_nothing(run: Run, by_impact: Path) -> None:
    outage(run, "2026-11-23", 20, over=False)
    result = run("slo", "policy")
    assert result.exit_code == 0
    assert "goes on; then it needs a postmortem" in result.stdout


def test_a_class_of_small_ones_in_a_quarter_needs_a_plan(run: Run, by_impact: Path) -> None:
    """Five of seven minutes are 35 of 132.48 that a quarter of 92 days allows: 26.4 %, and none alone is a fifth."""
    names = [outage(run, f"2026-{month}", 7, tag="pool") for month in ("10-06", "10-20", "11-03", "11-10", "11-17")]
    result = run("slo", "policy", "--json")
    (duty,) = result.json["classes"]
    assert (result.exit_code, result.json["incidents"]) == (1, [])
    assert (duty["kind"], duty["name"], duty["period"], duty["incidents"]) == ("tag", "pool", "2026-Q4", sorted(names))
    assert duty["spent_share"] == pytest.approx(35 / (92 * 1.44))
    planned(run, names[0])
    assert run("slo", "policy").exit_code == 0


def test_what_was_done_and_came_back_is_no_plan(run: Run, by_impact: Path) -> None:
    names = [outage(run, f"2026-{day}", 20, tag="pool") for day in ("10-06", "11-17")]
    for name in names:
        planned(run, name)
    run("action", "done", names[0], "A1", "--on", "2026-10-20")
    run("action", "wontdo", names[1], "A1", "--reason", "too dear")
    (duty,) = run("slo", "policy", "--json").json["classes"]
    assert (duty["state"], duty["failed_actions"]) == ("lacking", [f"{names[0]} A1"])


def test_the_shares_are_the_workspace_s(run: Run, by_impact: Path) -> None:
    outage(run, "2026-11-20", 20)
    with (by_impact / "revenant.yaml").open("a") as file:
        file.write("slos: {policy: {incident_share: 0.5}}\n")
    assert run("slo", "policy").exit_code == 0


def test_levels_and_comments_of_lint_hold(run: Run, by_impact: Path) -> None:
    outage(run, "2026-11-20", 20)
    slo = by_impact / "slos" / "answers.yaml"
    slo.write_text("# revenant: ignore-file SL030 -- agreed with sales (until 2026-12-31)\n" + slo.read_text())
    assert run("slo", "policy").exit_code == 0


def test_frozen_budgets_are_told_and_break_nothing(run: Run, workspace: Path) -> None:
    promised(workspace, "answers", "checkout", [("2026-11-22T00:00:00Z", "2026-11-23T00:00:00Z", 998, 1000)])
    result = run("slo", "policy", "--json")
    assert result.exit_code == 0
    assert result.json["frozen"][0]["slo"] == "answers"
    assert "Nothing is changed or released" in result.json["freeze"]


def test_what_is_not_known_is_said(run: Run, workspace: Path) -> None:
    promised(workspace, "answers", "checkout", [("2026-11-01T00:00:00Z", "2026-11-02T00:00:00Z", 999, 1000)])
    name = outage(run, "2026-11-20", 20)
    linked = run("open", "Slow", "-s", "SEV3", "--service", "checkout", "--json").json["id"]
    assert run("link", linked, "violates", "answers").exit_code == 0
    text = run("slo", "policy").stdout
    assert f"{name}, answers: what it spent is not known: nothing was measured while it was affected." in text
    assert f"{linked}, answers: what it spent is not known: nobody recorded when it was affected." in text


def test_a_workspace_without_slos_owes_nothing(run: Run) -> None:
    assert run("slo", "policy").exit_code == 0


def test_patterns_marks_the_class_with_its_figures(run: Run, by_impact: Path) -> None:
    for month in ("10-06", "10-20", "11-03", "11-10", "11-17"):
        outage(run, f"2026-{month}", 7, tag="pool")
    text = " ".join(run("patterns").stdout.split())
    assert "26.4 % of answers in 2026-Q4: nothing urgent is planned" in text
    found = {each["name"]: each["quarter_budget"] for each in run("patterns", "--json").json["patterns"]}
    assert found["checkout"] is None, "a service is no class of its own budget"
    assert (found["pool"]["state"], found["pool"]["quarter"]) == ("lacking", "2026-Q4")


def test_what_cost_much_is_not_closed_without_what_the_policy_asks_for(run: Run, by_impact: Path) -> None:
    """A SEV3 needs no postmortem for its severity; this one does for what users lost."""
    name = outage(run, "2026-11-20", 20)
    run("severity", name, "SEV3", "--reason", "few were hit", user="lea@example.com")
    refused = run("close", name)
    assert refused.exit_code == 1
    assert "no postmortem, and it spent 20m 00s of 40m 19s allowed (49.6 %) of answers" in refused.stderr
    planned(run, name)
    assert run("close", name).exit_code == 0


def test_slos_that_cannot_be_read_hold_no_closing_up(run: Run, by_impact: Path) -> None:
    name = outage(run, "2026-11-20", 20)
    run("severity", name, "SEV3", "--reason", "few were hit", user="lea@example.com")
    (by_impact / "slos" / "answers.yaml").write_text("apiVersion: openslo/v1\nkind: SLO\n")
    closed = run("close", name)
    assert closed.exit_code == 0
    assert "the error budget policy was not asked" in closed.stderr


def test_slo_status_prints_what_holds_while_a_budget_is_exhausted(run: Run, workspace: Path) -> None:
    promised(workspace, "answers", "checkout", [("2026-11-22T00:00:00Z", "2026-11-23T00:00:00Z", 998, 1000)])
    promised(workspace, "pays", "payments", [("2026-11-22T00:00:00Z", "2026-11-23T00:00:00Z", 1000, 1000)])
    text = run("slo", "status").stdout
    assert "checkout: Nothing is changed or released until some of the budget is left" in text
    assert "payments: Nothing" not in text
    assert "Nothing is changed" not in run("slo", "status", "pays").stdout


def test_data_by_the_hour_tells_what_twenty_minutes_cost(run: Run, workspace: Path) -> None:
    """The hour had 600 bad events: a third of them is taken for the twenty minutes, of 1,200 that are allowed."""
    good = [
        (f"2026-11-{day:02}T00:00:00Z", f"2026-11-{day + 1:02}T00:00:00Z", 100_000, 100_000) for day in range(9, 20)
    ]
    hours = [
        (f"2026-11-20T{hour:02}:00:00Z", f"2026-11-20T{hour + 1:02}:00:00Z", 4_400 if hour == 10 else 5_000, 5_000)
        for hour in range(20)
    ]
    promised(workspace, "answers", "checkout", [*good, *hours])
    outage(run, "2026-11-20", 20)
    with (workspace / "revenant.yaml").open("a") as file:
        file.write("slos: {policy: {incident_share: 0.1}}\n")
    (duty,) = run("slo", "policy", "--json").json["incidents"]
    assert duty["spent"] == pytest.approx(200)


def test_whole(run: Run, by_impact: Path, update_golden: bool) -> None:
    """One incident that owes everything, one of which all was done, one that goes on, and a class of two of them."""
    names = [
        outage(run, "2026-10-06", 20, tag="pool"),
        outage(run, "2026-11-10", 18, tag="pool"),
        outage(run, "2026-11-23", 25, over=False),
    ]
    planned(run, names[1])
    text = run("slo", "policy").stdout
    for number, name in enumerate(names, start=1):
        text = text.replace(name, f"{name[:12]}-0000{number}")
    golden = ROOT / "tests" / "golden" / "slo-policy.txt"
    if update_golden:
        golden.write_text(text, encoding="utf-8")
    assert text == golden.read_text(encoding="utf-8")
