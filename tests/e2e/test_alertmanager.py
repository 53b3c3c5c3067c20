"""A real Alertmanager drives `revenant` through a real webhook program, set up as the how-to says."""

from __future__ import annotations

import json
import urllib.error
import urllib.request
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import Clock, Run, git
from tests.e2e.monitoring import PROGRAMS, Monitoring
from tests.e2e.programs import require_programs

BOT = "alerts@example.com"


@pytest.fixture
def monitoring(workspace: Path, tmp_path: Path) -> Iterator[Monitoring]:
    require_programs(PROGRAMS)
    git(workspace, "config", "user.name", "Alerts")
    git(workspace, "config", "user.email", BOT)
    with Monitoring(tmp_path / "monitoring", workspace) as running:
        yield running


def _alert(name: str, service: str, seconds_ago: int = 5, **more: Any) -> dict[str, Any]:
    labels = {"alertname": name, "service": service, "environment": "production", "severity": "critical"}
    start = datetime.now(UTC) - timedelta(seconds=seconds_ago)
    return {"labels": labels, "annotations": {"summary": f"{name} on {service}"}, "startsAt": start.isoformat()} | more


def _incidents(workspace: Path) -> list[Path]:
    return sorted((workspace / "incidents").rglob("INC-*.yaml"))


def test_from_an_alert_to_an_incident(monitoring: Monitoring, workspace: Path, run: Run, clock: Clock) -> None:
    down, errors = _alert("DatabaseDown", "payments", 9), _alert("HighErrorRate", "checkout")
    monitoring.send(down, errors)
    (log,) = monitoring.wait(lambda: _incidents(workspace))

    def names() -> set[str]:
        return {signal["name"] for signal in run("show", log.stem, "--json").json["signals"]}

    # Alertmanager sends at once what is older than group_wait: the first alert alone, if the second is not in yet.
    monitoring.wait(lambda: names() == {"DatabaseDown", "HighErrorRate"})
    monitoring.wait(lambda: git(workspace, "status", "--porcelain") == "")
    shown = run("show", log.stem, "--json").json
    assert sorted(shown["services"]) == ["checkout", "payments"]
    assert {event["by"] for event in shown["events"]} == {BOT}
    assert git(workspace, "status", "--porcelain") == ""

    head = git(workspace, "rev-parse", "HEAD").strip()
    monitoring.send(_alert("HighLatency", "web"))
    monitoring.wait(lambda: "HighLatency" in names())
    assert _incidents(workspace) == [log]
    monitoring.wait(lambda: git(workspace, "rev-list", "--count", f"{head}..HEAD").strip() == "1")

    done = monitoring.deliveries
    over = {"endsAt": datetime.now(UTC).isoformat()}
    monitoring.send(*(alert | over for alert in (down, errors)))
    monitoring.wait(lambda: monitoring.deliveries > done)
    assert _incidents(workspace) == [log]
    assert run("show", log.stem, "--json").json["status"] == "OPEN"
    clock.now = datetime.now(UTC)
    assert run("lint").exit_code == 0
    assert run("audit").exit_code == 0


def test_a_resolved_alert_alone_opens_nothing(monitoring: Monitoring, workspace: Path) -> None:
    monitoring.send(_alert("Flapping", "web"))
    monitoring.wait(lambda: _incidents(workspace))
    (log,) = _incidents(workspace)
    monitoring.wait(lambda: monitoring.deliveries)
    log.unlink()
    git(workspace, "commit", "-qam", "as if it had never been")
    done = monitoring.deliveries
    monitoring.send(_alert("Flapping", "web") | {"endsAt": datetime.now(UTC).isoformat()})
    monitoring.wait(lambda: monitoring.deliveries > done)
    assert _incidents(workspace) == []


def _deliver(monitoring: Monitoring, secret: str) -> tuple[int, bytes]:
    """What the webhook program answers to one delivery."""
    content = json.dumps({"alerts": [_alert("X", "web") | {"status": "firing"}], "groupKey": "{}"}).encode()
    headers = {"Content-Type": "application/json", "Authorization": f"Bearer {secret}"}
    request = urllib.request.Request(monitoring.hook, content, headers)
    try:
        with urllib.request.urlopen(request, timeout=20) as answer:
            return answer.status, answer.read()
    except urllib.error.HTTPError as refused:
        with refused:
            return refused.code, refused.read()


def test_a_stranger_is_refused_and_the_secret_lets_in(monitoring: Monitoring, workspace: Path) -> None:
    assert _deliver(monitoring, "guessed")[0] == 403
    assert _incidents(workspace) == []
    status, said = _deliver(monitoring, "change-me")
    assert (status, len(_incidents(workspace))) == (200, 1), said


def test_a_failure_is_answered_as_one_so_that_it_is_tried_again(monitoring: Monitoring, workspace: Path) -> None:
    (workspace / "revenant.yaml").write_text("broken: [", encoding="utf-8")
    status, said = _deliver(monitoring, "change-me")
    assert (status, b"revenant.yaml" in said) == (500, True)
    assert _incidents(workspace) == []


def test_absent_programs_are_a_reason_to_skip_but_not_in_ci(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "/nowhere")
    monkeypatch.delenv("CI", raising=False)
    with pytest.raises(pytest.skip.Exception, match="prometheus-alertmanager"):
        require_programs(PROGRAMS)
    monkeypatch.setenv("CI", "true")
    with pytest.raises(pytest.fail.Exception, match="apt-get install"):
        require_programs(PROGRAMS)
