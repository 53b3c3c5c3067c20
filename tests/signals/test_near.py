"""What stands before an incident is the same whether all changes are looked at or only the near ones."""

from __future__ import annotations

import csv
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from revenant.signals.changes import Change, latest_before, suspects
from revenant.signals.near import Changelog
from tests.signals.test_changes import GRAPH, START, change

_MADE = st.lists(
    st.builds(
        change,
        st.integers(-20, 400),
        id=st.integers(0, 30).map("{:08}".format),
        service=st.sampled_from(["web", "checkout", "payments", "search"]),
        environment=st.sampled_from(["", "production", "staging"]),
        kind=st.sampled_from(["deployment", "flag"]),
        status=st.sampled_from(["", "failed"]),
    ),
    max_size=12,
)
_SERVICES = st.lists(st.sampled_from(["web", "checkout", "search"]), max_size=2)


@given(_MADE, _SERVICES, st.sampled_from(["", "production"]), st.sampled_from([None, 0, 60, 240]))
def test_near_ones_are_those_of_all(
    made: list[Change], services: list[str], environment: str, minutes: int | None
) -> None:
    window = None if minutes is None else timedelta(minutes=minutes)
    found = Changelog(made, GRAPH).suspects(services, environment, START, window)
    if window is None:
        latest = latest_before(made, services, environment, START)
        assert found == ([] if latest is None else [latest])
    else:
        assert found == suspects(made, services, environment, START, GRAPH, window)


def test_a_window_may_reach_before_all_time() -> None:
    assert len(Changelog([change(5)], GRAPH).suspects(["checkout"], "", START, timedelta(days=999_999_999))) == 1


def test_the_latest_deployment_is_none_that_failed_or_goes_back() -> None:
    old = change(90_000, id="00000001")
    others = [
        change(60, id="00000002", status="failed"),
        change(50, id="00000003", rollback_of="00000002"),
        change(40, id="00000004", kind="flag"),
        change(30, id="00000005", environment="staging"),
        change(20, id="00000006", service="payments"),
        change(-1, id="00000007"),
    ]
    found = latest_before([*others, old], ["checkout"], "production", START)
    assert found is not None
    assert (found.change.id, found.lag) == ("00000001", timedelta(minutes=90_000))
    assert latest_before(others, ["checkout"], "production", START) is None


# --- what another tool links ----------------------------------------------------------------


@pytest.mark.data
def test_the_six_links_of_devlake_and_how_old_they_are(shared_data: Path) -> None:
    """It blames the latest deployment, whenever that was. Five of its six are 39 to 65 days old: hence our window."""
    folder = shared_data / "incidents" / "deployments"
    project = {(row["table"], row["row_id"]): row["project_name"] for row in _rows(folder / "project_mapping.csv")}
    deployments = _rows(folder / "cicd_deployment_commits_after.csv")
    made = [_change(row, project.get(("cicd_scopes", row["cicd_scope_id"]), "")) for row in deployments]
    pipelines = {one.id: row["cicd_deployment_id"] for one, row in zip(made, deployments, strict=True)}
    log, found, ages = Changelog(made, GRAPH), {}, []
    for row in _rows(folder / "incidents.csv"):
        start = datetime.fromisoformat(row["created_date"]).replace(tzinfo=UTC)
        services = [name] if (name := project.get((row["table"], row["scope_id"]))) else []
        for suspect in log.suspects(services, "PRODUCTION", start, None):
            found[row["id"]] = pipelines[suspect.change.id]
            ages.append(round(suspect.lag / timedelta(days=1)))
    expected = {
        row["id"]: row["deployment_id"] for row in _rows(folder / "project_incident_deployment_relationships.csv")
    }
    assert found == expected
    assert sorted(ages) == [1, 39, 50, 51, 54, 65]


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def _change(row: dict[str, str], project: str) -> Change:
    return Change(
        id=f"{int(row['id']):08}",
        at=datetime.fromisoformat(row["finished_date"]),
        kind="deployment",
        service=project or "none",
        environment=row["environment"] or "unknown",
        by="ci@example.com",
        summary=row["cicd_deployment_id"],
        status="succeeded" if row["result"] == "SUCCESS" else "failed",
    )
