"""`revenant report changes` from the first change recorded to another tool's links, all by commands."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import Clock, Result, Run

MAP = """\
schema: revenant/table-map@1
source: devlake
kind: incidents
columns: {id: id, title: id, services: project, opened_at: created_date, resolved_at: updated_date}
times: ["%Y-%m-%d %H:%M:%S"]
timezone: UTC
constants: {severity: SEV3}
"""


def rows(result: Result, key: str) -> list[dict[str, Any]]:
    assert result.exit_code == 0, result.stderr
    return next(block["rows"] for block in result.json if block.get("key") == key)


def deploy(run: Run, service: str = "checkout", *options: str) -> str:
    return str(run("change", "record", "Release", "--service", service, *options, "--json").json["id"])


def test_a_deployment_fails_once_somebody_says_so(run: Run, clock: Clock) -> None:
    first, _ = deploy(run), deploy(run, "payments")
    clock.advance("30 min")
    incident = run("open", "Checkout fails", "--service", "checkout", "--json").json["id"]
    before = rows(run("report", "changes", "--json"), "change_failure_rate")
    assert [(row["n"], row["share"]) for row in before] == [(2, 0), (2, 1), (2, 0)]
    run("change", "link", incident, first, "--verdict", "confirmed")
    clock.advance("90 min")
    after = run("report", "changes", "--json")
    assert [(row["n"], row["share"]) for row in rows(after, "change_failure_rate")] == [(2, 0.5), (2, 0.5), (2, 0)]
    (failed,) = rows(after, "failed_deployments")
    assert (failed["change"], failed["from_deployment"], failed["from_detection"]) == (first, 7200, 5400)
    assert failed["state"] == "open"


def test_services_and_times_choose_changes(run: Run, clock: Clock) -> None:
    deploy(run)
    deploy(run, "payments")
    clock.advance("2 days")
    deploy(run)
    for options, n in (((), 3), (("--service", "payments"), 1), (("--since", "2026-11-24"), 1), (("-s", "SEV1"), 3)):
        assert rows(run("report", "changes", *options, "--json"), "change_failure_rate")[0]["n"] == n


def test_as_of_a_commit_the_changes_are_those_of_then(run: Run, clock: Clock) -> None:
    deploy(run)
    clock.advance("1 day")
    deploy(run)
    assert rows(run("report", "changes", "--as-of", "HEAD~1", "--json"), "change_failure_rate")[0]["n"] == 1


@pytest.mark.parametrize("option", [("--by", "severity"), ("--by", "tag"), ("--measure", "MTTA"), ("2025",)])
def test_what_it_does_not_take_is_refused(run: Run, option: tuple[str, ...]) -> None:
    refused = run("report", "changes", *option)
    assert refused.exit_code == 3
    assert "report changes does not take" in refused.stderr
    assert "hint:" in refused.stderr


@pytest.mark.data
def test_the_six_links_of_another_tool_by_commands_alone(
    run: Run, workspace: Path, tmp_path: Path, shared_data: Path
) -> None:
    """Without a window ours are the same six; with one of four hours, none of them is left."""
    folder = shared_data / "incidents" / "deployments"
    projects = {(row["table"], row["row_id"]): row["project_name"] for row in _rows(folder / "project_mapping.csv")}
    deployments = [
        row | {"project": projects.get(("cicd_scopes", row["cicd_scope_id"]), "other")}
        for row in _rows(folder / "cicd_deployment_commits_after.csv")
        if row["environment"] == "PRODUCTION"
    ]
    incidents = [
        row | {"project": projects.get((row["table"], row["scope_id"]), "")} for row in _rows(folder / "incidents.csv")
    ]
    _write(tmp_path / "deployments.csv", deployments)
    _write(tmp_path / "incidents.csv", incidents)
    (tmp_path / "map.yaml").write_text(MAP)
    columns = ("at=finished_date", "service=project", "name=cicd_deployment_id")
    options = [word for column in columns for word in ("--map", column)]
    signals = run("ingest", "plain", str(tmp_path / "deployments.csv"), *options).stdout
    assert run("change", "import", "signals", "--every", "-", stdin=signals).exit_code == 0
    brought = run("import", "csv", str(tmp_path / "incidents.csv"), "--map", str(tmp_path / "map.yaml"))
    assert brought.exit_code == 0, brought.stderr
    assert _links(run) == {}
    settings = workspace / "revenant.yaml"
    settings.write_text(settings.read_text() + "changes: {window: none}\n")
    expected = {
        row["id"]: row["deployment_id"] for row in _rows(folder / "project_incident_deployment_relationships.csv")
    }
    assert _links(run) == expected


def _links(run: Run) -> dict[str, str]:
    titles = {it["id"]: it["title"] for it in run("list", "--all", "--json").json}
    report = run("report", "changes", "--json").json
    found: list[dict[str, Any]] = next(
        (block["rows"] for block in report if block.get("key") == "suspected_deployments"), []
    )
    return {titles[row["incident"]]: row["what"].rpartition(": ")[2] for row in found}


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def _write(path: Path, rows: list[dict[str, str]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as out:
        writer = csv.DictWriter(out, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
