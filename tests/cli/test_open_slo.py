"""Incidents and the SLOs they violate: `open --slo`, `link violates`, `impact --slo`."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from revenant.cli.completion import complete_slo, complete_target
from tests.cli.burning import add_slo, measure, outage
from tests.conftest import LEA, START, Run, git

MINUTE = timedelta(minutes=1)
NAME = "checkout-availability"


@pytest.fixture
def burning(workspace: Path) -> Path:
    """A workspace whose SLO on checkout burns at 20 over an hour: SEV2."""
    add_slo(workspace)
    git(workspace, "add", "-A")
    git(workspace, "commit", "-qm", "An objective")
    measure(workspace, START, outage(START - 10 * MINUTE, 10, bad=120))
    return workspace


def test_severity_and_service_come_from_the_slo_and_the_reason_is_said(run: Run, burning: Path) -> None:
    before = git(burning, "rev-list", "--count", "HEAD")
    result = run("open", "Checkout fails", "--slo", NAME)
    assert result.exit_code == 0, result.stderr
    assert "SEV2  opened: Checkout fails" in result.stdout
    assert f"SEV2 follows from {NAME}: burns 20× over 1h and 120× over 5m, where 14.4× alerts" in result.stderr
    (it,) = run("list", "--json").json
    assert (it["severity"], it["services"]) == ("SEV2", ["checkout"])
    assert [(link["relation"], link["target"]) for link in it["links"]] == [("violates", NAME)]
    assert int(git(burning, "rev-list", "--count", "HEAD")) == int(before) + 1, "one commit"
    assert git(burning, "status", "--porcelain", "incidents") == ""


def test_json_carries_the_floor(run: Run, burning: Path) -> None:
    data = run("open", "Checkout fails", "--slo", NAME, "--json").json
    assert data["severity_floor"]["severity"] == "SEV2"
    assert data["severity_floor"]["slo"] == NAME
    assert "severity_floor" not in run("open", "Something else", "--json").json


def test_a_human_may_go_higher_and_is_told_where_it_is_lower(run: Run, burning: Path) -> None:
    higher = run("open", "Checkout is down", "-s", "SEV1", "--slo", NAME)
    assert "SEV1  opened" in higher.stdout
    assert "asks for" not in higher.stderr
    lower = run("open", "Checkout is odd", "-s", "sev4", "--slo", NAME, "--service", "web")
    assert "SEV4  opened" in lower.stdout
    assert f"warning: {NAME} asks for SEV2 at least, and this is SEV4: burns 20× over 1h" in lower.stderr
    assert {tuple(it["services"]) for it in run("list", "--json").json} == {("checkout",), ("web",)}


def test_where_nothing_burns_it_is_as_without(run: Run, burning: Path) -> None:
    measure(burning, START, outage(START, 0))
    result = run("open", "Checkout is odd", "--slo", NAME)
    assert "SEV3  opened" in result.stdout
    assert f"no severity follows from {NAME}: no budget burns fast enough; SEV3, as without it" in result.stderr
    (burning / "slos" / "data" / f"{NAME}.csv").write_text("period_start,period_end,good,total\n")
    assert "not enough was measured to tell" in run("open", "Checkout is odd", "--slo", NAME).stderr


def test_an_unknown_slo_is_refused_with_names_like_it(run: Run, burning: Path) -> None:
    result = run("open", "Checkout fails", "--slo", "checkout-avialability")
    assert result.exit_code == 3
    assert NAME in result.stderr
    assert not (burning / "incidents").exists()


def test_a_broken_document_does_not_stop_anybody(run: Run, burning: Path) -> None:
    (burning / "slos" / "other.yaml").write_text("apiVersion: openslo/v1\nkind: SLO\nmetadata: {name: other}\n")
    result = run("open", "Checkout fails", "--slo", NAME)
    assert result.exit_code == 0
    assert "SEV3  opened" in result.stdout
    assert "no severity follows from" in result.stderr
    assert run("list", "--json").json[0]["links"][0]["target"] == NAME


def test_a_dry_run_writes_nothing(run: Run, burning: Path) -> None:
    result = run("open", "Checkout fails", "--slo", NAME, "--dry-run")
    assert "would record" in result.stdout
    assert "SEV2 follows from" in result.stderr
    assert not (burning / "incidents").exists()


def test_links_by_hand(run: Run, burning: Path, opened: str) -> None:
    linked = run("link", opened, "violates", NAME)
    assert (linked.exit_code, "asks for" in linked.stderr) == (0, False), "it is a SEV2"
    assert run("link", opened, "violates", NAME).exit_code == 3, "twice"
    refused = run("link", opened, "violates", "checkout-latency")
    assert refused.exit_code == 3
    assert NAME in refused.stderr
    assert "links" in run("show", opened).stdout
    assert f"violates {NAME}" in run("show", opened).stdout


def test_impact_warns_of_names_that_are_not_there_and_records_them(run: Run, burning: Path, opened: str) -> None:
    result = run("impact", opened, "--slo", "checkout-avialability", "--from", "10 min ago")
    assert result.exit_code == 0
    assert f"warning: there is no SLO 'checkout-avialability'; there are: {NAME}" in result.stderr
    assert run("impact", opened, "--slo", NAME, "--from", "10 min ago").stderr.count("warning") == 0


def test_without_slos_nothing_is_said_of_names(run: Run, workspace: Path, opened: str) -> None:
    assert run("impact", opened, "--slo", "anything", "--from", "10 min ago").stderr.count("warning") == 0
    assert run("open", "x", "--slo", "anything").exit_code == 3


def test_what_is_lowered_below_the_floor_is_not_lowered_silently(run: Run, burning: Path, opened: str) -> None:
    assert "asks for" not in run("severity", opened, "SEV3", user=LEA).stderr, "it concerns no SLO"
    linked = run("link", opened, "violates", NAME)
    assert f"warning: {NAME} asks for SEV2 at least, and this is SEV3" in linked.stderr
    lowered = run("severity", opened, "SEV4", user=LEA)
    assert lowered.exit_code == 0
    assert f"warning: {NAME} asks for SEV2 at least, and this is SEV4" in lowered.stderr
    assert "asks for" not in run("severity", opened, "SEV1", user=LEA).stderr


class Context:
    """What completion is given by the shell."""

    def __init__(self, folder: Path, *given: str) -> None:
        self._folder, self.params = folder, {"given": given, "directory": folder}

    def find_root(self) -> Context:
        return self


def test_names_are_completed(burning: Path) -> None:
    assert [word for word, _ in complete_slo(Context(burning), "AVAIL")] == [NAME]
    assert [word for word, _ in complete_target(Context(burning, "7F3K9", "violates"), "")] == [NAME]
    assert ("violates", "") in complete_target(Context(burning, "7F3K9"), "v")
    assert complete_slo(Context(burning.parent), "") == []
    (burning / "slos" / "broken.yaml").write_text("kind: SLO\nmetadata: {name: [")
    assert [word for word, _ in complete_slo(Context(burning), "")] == [NAME], "one bad file hides no other"
