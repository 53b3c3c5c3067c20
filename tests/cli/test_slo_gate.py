"""`revenant slo gate`: go, stop, what is let through, and what is not known."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.slos import promised
from tests.conftest import ROOT, Run

GOOD = ("2026-11-22T00:00:00Z", "2026-11-23T00:00:00Z", 999_500, 1_000_000)
EDGE = ("2026-11-22T00:00:00Z", "2026-11-23T00:00:00Z", 999_000, 1_000_000)
BAD = ("2026-11-22T00:00:00Z", "2026-11-23T00:00:00Z", 998_000, 1_000_000)
OLD = ("2026-11-20T00:00:00Z", "2026-11-21T00:00:00Z", 999_500, 1_000_000)


def test_half_a_budget_lets_through(run: Run, workspace: Path) -> None:
    promised(workspace, "answers", "checkout", [GOOD])
    result = run("slo", "gate", "checkout")
    assert (result.exit_code, result.stdout.splitlines()[0]) == (0, "checkout: go")
    assert "50.0 %" in result.stdout


@pytest.mark.parametrize("row", [EDGE, BAD])
def test_an_exhausted_budget_stops_and_says_why_since_when_and_what_opens_it(
    run: Run, workspace: Path, row: tuple[str, str, int, int]
) -> None:
    promised(workspace, "answers", "checkout", [row])
    result = run("slo", "gate", "checkout")
    assert result.exit_code == 1
    text = " ".join(result.stdout.split())
    assert text.startswith("checkout: stop, its budget is exhausted exhausted answers, 99.9 %:")
    assert "events of 1,000 allowed" in text
    assert "since 2026-11-2" in text
    assert "by itself, if nothing more is bad" in text
    assert "Nothing is changed or released until some of the budget is left" in text
    assert "allowed as p0" in text


def test_the_same_for_pipelines(run: Run, workspace: Path) -> None:
    promised(workspace, "answers", "checkout", [BAD])
    data = run("slo", "gate", "checkout", "--json").json
    (objective,) = data["objectives"]
    assert (data["verdict"], objective["verdict"], objective["spent_share"]) == ("stop", "stop", 2.0)
    assert objective["exhausted_since"]["exhausted"].startswith("2026-11-22T")
    assert objective["opens"]["not_exhausted"].startswith("2026-11-24T12:")


def test_an_exception_lets_through_with_its_reason_and_never_silently(run: Run, workspace: Path) -> None:
    promised(workspace, "answers", "checkout", [BAD])
    result = run("slo", "gate", "checkout", "--exception", "SECURITY", "--reason", "a hole in the parser")
    assert result.exit_code == 0
    assert "let through as security" in result.stdout
    assert "because a hole in the parser; said by ben@example.com" in result.stdout
    assert run("slo", "gate", "checkout", "--exception", "security").exit_code == 3
    unknown = run("slo", "gate", "checkout", "--exception", "friday", "--reason", "x")
    assert unknown.exit_code == 3
    assert "p0, security" in unknown.stderr


def test_an_exception_that_was_not_needed_says_so(run: Run, workspace: Path) -> None:
    promised(workspace, "answers", "checkout", [GOOD])
    data = run("slo", "gate", "checkout", "--exception", "p0", "--reason", "x", "--json").json
    assert (data["verdict"], data["exception"]["needed"]) == ("go", False)


def test_what_is_not_measured_stops_only_where_data_is_required(run: Run, workspace: Path) -> None:
    promised(workspace, "answers", "checkout")
    result = run("slo", "gate", "checkout")
    assert result.exit_code == 0
    assert "by recorded impact alone" in result.stdout
    required = run("slo", "gate", "checkout", "--require-data")
    assert required.exit_code == 1
    assert "nothing is measured, only impact that people recorded" in required.stdout


def test_data_that_ended_two_days_ago_is_not_data(run: Run, workspace: Path) -> None:
    promised(workspace, "answers", "checkout", [OLD])
    assert run("slo", "gate", "checkout").exit_code == 0
    required = run("slo", "gate", "checkout", "--require-data")
    assert required.exit_code == 1
    assert "nothing is measured since 2026-11-21 00:00 UTC" in required.stdout


def test_what_it_depends_on_is_said_and_stops_it_only_where_the_policy_says_so(run: Run, workspace: Path) -> None:
    promised(workspace, "answers", "checkout", [GOOD])
    promised(workspace, "pays", "payments", [BAD])
    said = run("slo", "gate", "checkout")
    assert said.exit_code == 0
    assert "checkout depends on payments: pays, 99.9 % is exhausted" in said.stdout
    with (workspace / "revenant.yaml").open("a") as file:
        file.write("slos: {policy: {dependencies: stop}}\n")
    assert run("slo", "gate", "checkout").exit_code == 1


def test_a_service_the_policy_does_not_stop_is_told_all_the_same(run: Run, workspace: Path) -> None:
    promised(workspace, "answers", "checkout", [BAD])
    with (workspace / "revenant.yaml").open("a") as file:
        file.write("slos: {policy: {services: [pay*]}}\n")
    result = run("slo", "gate", "checkout")
    assert result.exit_code == 0
    assert "does not list this service" in result.stdout


def test_one_of_its_slos_alone(run: Run, workspace: Path) -> None:
    promised(workspace, "answers", "checkout", [BAD])
    promised(workspace, "quick", "checkout", [GOOD])
    promised(workspace, "pays", "payments", [GOOD])
    assert run("slo", "gate", "checkout").exit_code == 1
    assert run("slo", "gate", "checkout", "--slo", "quick").exit_code == 0
    strange = run("slo", "gate", "checkout", "--slo", "pays")
    assert strange.exit_code == 3
    assert "answers, quick" in strange.stderr


@pytest.mark.parametrize(
    ("service", "message"), [("chekout", "nearest: checkout"), ("web", "there are SLOs of: checkout")]
)
def test_a_service_nobody_knows_or_promised_anything_for(run: Run, workspace: Path, service: str, message: str) -> None:
    promised(workspace, "answers", "checkout", [GOOD])
    result = run("slo", "gate", service)
    assert result.exit_code == 3
    assert message in result.stderr


def test_words_from_outside_stay_words(run: Run, workspace: Path) -> None:
    promised(workspace, "answers", "checkout", [BAD])
    hostile = "\x1b[31mred\u202e\n[bold]x[/bold]"
    result = run("slo", "gate", "checkout", "--exception", "p0", "--reason", hostile)
    assert result.exit_code == 0
    assert "\x1b" not in result.stdout
    assert "\u202e" not in result.stdout
    assert "[bold]x[/bold]" in result.stdout
    data = run("slo", "gate", "checkout", "--exception", "p0", "--reason", hostile, "--json")
    assert data.json["exception"]["reason"] == hostile
    assert "\x1b" not in data.stdout
    strange = run("slo", "gate", "\x1b[31mcheckout")
    assert strange.exit_code == 3
    assert "\x1b" not in strange.stderr


def test_as_of_an_earlier_time(run: Run, workspace: Path) -> None:
    promised(workspace, "answers", "checkout", [OLD, BAD])
    assert run("slo", "gate", "checkout").exit_code == 1
    assert run("slo", "gate", "checkout", "--at", "2026-11-21T12:00:00Z").exit_code == 0


def test_services_with_slos_are_completed(run: Run, workspace: Path) -> None:
    from types import SimpleNamespace

    from revenant.cli.completion import complete_promising

    promised(workspace, "answers", "checkout")
    promised(workspace, "pays", "payments")
    ctx = SimpleNamespace(find_root=lambda: SimpleNamespace(params={"directory": workspace}))
    assert complete_promising(ctx, "check") == [("checkout", "")]


def test_whole(run: Run, workspace: Path, update_golden: bool) -> None:
    """One SLO that is exhausted, one that is known by recorded impact alone, and one of what it depends on."""
    promised(workspace, "answers", "checkout", [BAD])
    promised(workspace, "quick", "checkout")
    promised(workspace, "pays", "payments", [BAD])
    result = run("slo", "gate", "checkout")
    golden = ROOT / "tests" / "golden" / "slo-gate.txt"
    if update_golden:
        golden.write_text(result.stdout, encoding="utf-8")
    assert result.stdout == golden.read_text(encoding="utf-8")
