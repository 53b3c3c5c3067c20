"""`correlate` and `explain` as people and pipes use them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import Clock, Run, git

ALERTS: list[dict[str, Any]] = [
    {"id": "d1", "at": "2026-11-23T11:40:00Z", "kind": "event", "service": "payments", "name": "deploy 42"},
    {
        "id": "a1",
        "at": "2026-11-23T11:50:00Z",
        "kind": "alert",
        "service": "payments",
        "name": "PoolExhausted",
        "severity": "critical",
        "attributes": {"summary": "payments: pool exhausted"},
    },
    {"id": "a2", "at": "2026-11-23T11:50:08Z", "kind": "alert", "service": "checkout", "name": "HighErrorRate"},
    {"id": "a3", "at": "2026-11-23T11:50:20Z", "kind": "log", "service": "search", "name": "timeout"},
]


def lines(rows: list[dict[str, Any]]) -> str:
    return "".join(json.dumps({"environment": "production"} | row) + "\n" for row in rows)


@pytest.fixture
def alerts(tmp_path: Path) -> str:
    path = tmp_path / "alerts.jsonl"
    path.write_text(lines(ALERTS))
    return str(path)


def events(workspace: Path) -> list[str]:
    return [row for log in (workspace / "incidents").rglob("*.yaml") for row in log.read_text().splitlines()[3:]]


def test_without_apply_nothing_is_written(run: Run, workspace: Path, alerts: str) -> None:
    result = run("correlate", alerts)
    assert result.exit_code == 0
    assert "would open INC-20261123-" in result.stdout
    assert "checkout depends on payments, 8 s apart (at most 60 s)" in result.stdout
    assert "deploy 42 on payments, 10m 00s before" in result.stdout
    assert "4 signals (changes 1): 1 to open, 0 to add to open incidents, 1 too small for one" in result.stderr
    assert not (workspace / "incidents").exists()


def test_small_groups_are_shown_on_request(run: Run, alerts: str) -> None:
    assert "search" not in run("correlate", alerts).stdout
    assert "1 signal, and 3 make an incident" in run("correlate", alerts, "--all").stdout
    assert "would open" in run("correlate", alerts, "--min-signals", "1").stdout.split("search")[0]


def test_json_is_an_array_even_when_empty(run: Run, alerts: str) -> None:
    (found,) = run("correlate", "--json", alerts).json
    assert (found["action"], found["severity"], found["services"]) == ("open", "SEV1", ["payments", "checkout"])
    assert found["causes"][0]["service"] == "payments"
    assert found["links"][0]["why"].startswith("checkout depends on payments")
    assert run("correlate", "--json", stdin="").json == []


def test_apply_opens_an_incident_once(run: Run, workspace: Path, alerts: str) -> None:
    assert "opened INC-" in run("correlate", "--apply", alerts).stdout
    assert git(workspace, "log", "-1", "--format=%s").strip() == "Correlate signals into 1 incident"
    (incident,) = run("list", "--json").json
    shown = run("show", incident["id"], "--json").json
    assert (shown["title"], shown["severity"]) == ("payments: pool exhausted (and 1 more service)", "SEV1")
    assert shown["detected_at"] == "2026-11-23T11:50:00Z"
    assert shown["responders"] == ["platform"]
    assert [each["ids"] for each in shown["signals"]] == [["a1"], ["a2"]]
    before = events(workspace)
    again = run("correlate", "--apply", alerts)
    assert "no incidents changed" in again.stderr
    assert events(workspace) == before
    assert git(workspace, "status", "--porcelain") == ""
    assert run("lint").exit_code == run("audit").exit_code == 0


def test_more_of_the_same_adds_only_what_is_new(run: Run, workspace: Path, alerts: str) -> None:
    run("correlate", "--apply", alerts)
    before = len(events(workspace))
    more = [*ALERTS, {**ALERTS[2], "id": "a9", "at": "2026-11-23T11:50:40Z"}]
    run("correlate", "--apply", stdin=lines(more))
    (new,) = events(workspace)[before:]
    assert "HighErrorRate" in new
    assert "count" not in new  # one more


def test_signals_go_to_the_open_incident_of_their_service(run: Run, opened: str, clock: Clock) -> None:
    row: dict[str, Any] = {
        "id": "x",
        "at": "2026-11-23T12:00:30Z",
        "kind": "alert",
        "service": "payments",
        "name": "Slow",
    }
    clock.advance("1 min")
    result = run("correlate", "--apply", stdin=lines([row]))
    assert f"added to {opened}: payments and checkout depend on each other" in result.stdout
    assert [each["name"] for each in run("show", "--json").json["signals"]] == ["Slow"]
    run("resolve")
    assert "opened INC-" in run("correlate", "--apply", stdin=lines([row | {"id": "y", "name": "Else"}])).stdout


def test_two_clones_that_apply_the_same_signals_record_the_same(run: Run, workspace: Path, alerts: str) -> None:
    other = workspace.parent / "other"
    git(workspace.parent, "clone", "-q", str(workspace), str(other))
    for folder in (workspace, other):
        git(folder, "config", "user.email", "ben@example.com")
        git(folder, "config", "user.name", "Ben")
        assert run("correlate", "--apply", alerts, cwd=folder).exit_code == 0
    logs = [
        {path.name: path.read_text() for path in (root / "incidents").rglob("*.yaml")} for root in (workspace, other)
    ]
    assert logs[0] == logs[1]


def test_the_workspace_decides_about_severities(run: Run, workspace: Path, alerts: str) -> None:
    settings = workspace / "revenant.yaml"
    rules = "signals:\n  min_signals: 1\n  severity:\n  - {name: Pool*, severity: SEV3}\n"
    settings.write_text(settings.read_text() + rules)
    found = run("correlate", "--json", alerts).json
    assert [each["severity"] for each in found] == ["SEV3", "SEV3"]


def test_a_runbook_that_names_the_alert_is_attached(run: Run, workspace: Path, alerts: str) -> None:
    (workspace / "runbooks").mkdir()
    (workspace / "runbooks" / "pool.md").write_text("---\nid: pool\nalerts: [PoolExhausted]\n---\n# Pool\n")
    (workspace / "runbooks" / "broken.md").write_text("---\n: [\n---\n")
    (found,) = run("correlate", "--json", alerts).json
    assert found["runbook"] == "pool"


def test_assignments_have_every_signal(run: Run, tmp_path: Path, alerts: str) -> None:
    target = tmp_path / "groups.jsonl"
    run("correlate", alerts, "--assignments", str(target))
    found = {row["id"]: row["group"] for row in map(json.loads, target.read_text().splitlines())}
    assert found["d1"] is None
    assert found["a1"] == found["a2"] != found["a3"]
    refused = run("correlate", alerts, "--assignments", str(tmp_path / "no" / "where"))
    assert (refused.exit_code, "there is no folder" in refused.stderr) == (3, True)


def test_the_order_of_files_makes_no_difference(run: Run, tmp_path: Path) -> None:
    parts = []
    for number, row in enumerate(ALERTS):
        parts.append(tmp_path / f"{number}.jsonl")
        parts[-1].write_text(lines([row]))
    one = run("correlate", "--json", *map(str, parts)).json
    assert run("correlate", "--json", *map(str, reversed(parts))).json == one


def test_simulate_compares_windows(run: Run, alerts: str) -> None:
    rows = run("correlate", "--simulate", "--json", alerts).json["rows"]
    assert rows[0]["windows"] == "as it is"
    assert rows[-1] | {"groups": 3, "incidents": 2} == rows[-1]


def test_explain_gives_the_chain(run: Run, alerts: str) -> None:
    result = run("explain", "a1", "a2", alerts)
    assert "1.  checkout depends on payments, 8 s apart (at most 60 s)" in result.stdout
    found = run("explain", "a1", "a2", alerts, "--json").json
    assert [step["rule"] for step in found["chain"]] == ["dependency"]


def test_explain_says_what_keeps_two_apart(run: Run, alerts: str) -> None:
    assert "no trace, request or dependency links payments and search" in run("explain", "a1", "a3", alerts).stdout
    assert "d1 is in no group" in run("explain", "d1", "a1", alerts).stdout


def test_explain_does_not_know_every_signal(run: Run, alerts: str) -> None:
    result = run("explain", "a1", "zz", alerts)
    assert (result.exit_code, "no signal among those read has the id 'zz'" in result.stderr) == (3, True)


def test_a_missing_file_and_a_bad_span_are_refused(run: Run, alerts: str) -> None:
    assert run("correlate", "nowhere.jsonl").exit_code == 3
    assert run("correlate", alerts, "--gap", "soon").exit_code == 3


def test_outside_a_workspace_services_stand_alone(run: Run, tmp_path: Path, alerts: str) -> None:
    folder = tmp_path / "elsewhere"
    folder.mkdir()
    result = run("correlate", alerts, "--json", cwd=folder)
    assert [each["services"] for each in result.json] == [["payments"], ["checkout"]]
    assert "no dependencies between services are known" in result.stderr
    assert run("correlate", alerts, "--apply", cwd=folder).exit_code == 3


def test_ingest_feeds_correlate(run: Run) -> None:
    payload = {
        "version": "4",
        "status": "firing",
        "receiver": "r",
        "groupKey": "g",
        "truncatedAlerts": 0,
        "groupLabels": {},
        "commonLabels": {},
        "commonAnnotations": {},
        "externalURL": "http://alerts.example.com",
        "alerts": [
            {
                "status": "firing",
                "labels": {"alertname": "HighErrorRate", "service": "checkout", "severity": "critical"},
                "annotations": {"summary": "Checkout fails"},
                "startsAt": "2026-11-23T11:58:00Z",
                "endsAt": "0001-01-01T00:00:00Z",
                "generatorURL": "",
                "fingerprint": "b17816cb6e47ddb8",
            }
        ],
    }
    signals = run("ingest", "alertmanager", stdin=json.dumps(payload)).stdout
    (found,) = run("correlate", "--json", stdin=signals).json
    assert (found["severity"], found["title"]) == ("SEV1", "Checkout fails")


def test_hostile_text_is_shown_harmlessly(run: Run) -> None:
    evil = "\x1b[31m[bold]x\u202e\n"
    row = {"id": evil, "at": "2026-11-23T11:50:00Z", "kind": "alert", "service": evil, "name": evil}
    result = run("correlate", "--apply", stdin=lines([row]))
    assert result.exit_code == 0
    for text in (result.stdout, result.stderr, run("show").stdout, run("list").stdout):
        assert "\x1b" not in text
        assert "\u202e" not in text


def test_a_storm_opens_a_handful(run: Run, workspace: Path) -> None:
    names = [f"service-{number}" for number in range(40)]
    edges = "\n".join(f"- {{name: {name}, depends_on: [{names[n // 3]}]}}" for n, name in enumerate(names) if n)
    (workspace / "services.yaml").write_text(
        f"schema: revenant/services@1\nservices:\n- {{name: {names[0]}}}\n{edges}\n"
    )
    rows = [
        {
            "id": str(number),
            "at": f"2026-11-23T11:50:{number // 200:02}.{number % 200:03}Z",
            "kind": "alert",
            "service": names[number * 7 % 40],
            "name": f"Alert{number % 9}",
        }
        for number in range(10_000)
    ]
    (found,) = run("correlate", "--json", stdin=lines(rows)).json
    assert (found["signals"], len(found["services"]), len(found["links"])) == (10_000, 40, 39)


def test_a_clock_that_runs_ahead_is_named_and_disorders_nothing(run: Run) -> None:
    ahead = {"id": "z", "at": "2028-01-01T00:00:00Z", "kind": "alert", "service": "web", "name": "Later"}
    result = run("correlate", "--json", stdin=lines([ahead, *ALERTS]))
    assert "1 signal is dated more than a day ahead of this clock" in result.stderr
    assert "late" not in result.stderr.partition("signals (")[2]
    assert [each["services"] for each in result.json] == [["payments", "checkout"], ["web"]]
