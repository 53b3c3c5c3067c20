"""schemas/*.json are current, are draft-07, accept what init and the commands write, and refuse what lint refuses."""

from __future__ import annotations

import json
from typing import Any

import pytest
from jsonschema import Draft7Validator

from revenant.render.schemas import DRAFT, schema_files
from revenant.store.yaml_io import load
from tests.conftest import ROOT, SERVICES, SETTINGS

LOG = """\
schema: revenant/incident@1
id: INC-20261123-7F3K9
events:
- {id: k3v9x2qd, at: 2026-11-23T10:15:00Z, type: INCIDENT_OPENED, by: a@example.com, title: Checkout, severity: SEV2}
- {id: 9d2mw7ca, at: 2026-11-23T10:18:40Z, type: INCIDENT_STATUS_CHANGED, by: b@example.com, from: OPEN, to: RESOLVED}
- {id: x1c4t8re, at: 2026-11-23T10:31:05Z, type: EVENT_AMENDED, by: b@example.com, target: k3v9x2qd, set: {title: x}}
- {id: y1c4t8re, at: 2026-11-23T10:31:06Z, type: FROM_THE_FUTURE, by: b@example.com, anything: [1, {a: b}]}
"""
DRILLS = """\
schema: revenant/drills@1
drills:
- {id: k3v9x2qd, at: 2026-11-20T09:30:00Z, type: DRILLED, by: b@e.com, runbook: lag, outcome: failed, failed: [M2]}
- {id: 9d2mw7ca, at: 2026-11-24T08:02:11Z, type: REVIEWED, by: a@e.com, runbook: lag, incident: I, decision: no-change}
"""
CHANGES = """\
schema: revenant/changes@1
changes:
- {id: k3v9x2qd, at: 2026-11-23T10:03:00Z, kind: deployment, service: checkout, by: b@example.com, summary: Pool of 20}
- {id: 9d2mw7ca, at: 2026-11-23T10:40:00Z, kind: FROM_THE_FUTURE, service: web, by: b@example.com, summary: x, key: 1}
"""
POSTMORTEM = (
    "schema: revenant/postmortem@1\nincident: INC-20261123-7F3K9\nstatus: draft\nreviewers: [lea@example.com]\n"
)
TABLE_MAP = """\
schema: revenant/table-map@1
source: servicenow
kind: events
columns: {id: number, at: sys_updated_at, status: state, services: [cmdb_ci, service]}
times: ["%d/%m/%Y %H:%M", iso]
values:
  status: {New: OPEN, Awaiting Vendor: null}
"""
ADJUSTMENTS = """\
schema: revenant/slo-adjustments@1
adjustments:
- slo: checkout-availability
  from: 2026-11-20T02:00:00Z
  to: 2026-11-20T03:00:00Z
  reason: Announced.
  approved_by: lea@example.com
"""
HANDOFF = """\
schema: revenant/handoff@1
schedule: primary
from: [ana@example.com]
to: [ben@example.com]
at: 2026-11-23T08:00:00Z
since: 2026-11-20T08:00:00Z
incidents: []
accepted: null
"""
SAMPLES = {
    "workspace.json": SETTINGS + "severities:\n  SEV1: {acknowledge: 5m, postmortem: true}\n",
    "services.json": SERVICES,
    "incident.json": LOG,
    "postmortem.json": POSTMORTEM,
    "changes.json": CHANGES,
    "drills.json": DRILLS,
    "table-map.json": TABLE_MAP,
    "slo-adjustments.json": ADJUSTMENTS,
    "handoff.json": HANDOFF,
    "oncall.json": (ROOT / "oncall" / "platform.yaml").read_text(encoding="utf-8").split("---")[0],
    "openslo.json": (ROOT / "slos" / "checkout-availability.yaml").read_text(encoding="utf-8"),
}
BAD = [
    ("handoff.json", "to: [ben@example.com]\n", ""),
    ("oncall.json", "every: 1w", "every: weekly"),
    ("oncall.json", "  members: [ana, lea]\n", ""),
    ("oncall.json", "name: weekly", "nick: weekly"),
    ("workspace.json", "roles: [ORG_ADMIN]", "roles: [KING]"),
    ("workspace.json", "SEV1:", "SEV9:"),
    ("workspace.json", "5m", "soon"),
    ("workspace.json", "teams:", "groups:"),
    ("services.json", "tier: 2", "tier: 7"),
    ("services.json", "schema: revenant/services@1\n", ""),
    ("incident.json", "to: RESOLVED", "to: DONE"),
    ("incident.json", "id: k3v9x2qd", "id: 1"),
    ("incident.json", "id: INC-20261123-7F3K9", "id: INC-1"),
    ("incident.json", "by: a@example.com, ", ""),
    ("incident.json", "incident@1", "incident@2"),
    ("postmortem.json", "status: draft", "status: done"),
    ("changes.json", "id: k3v9x2qd", "id: 1"),
    ("drills.json", "outcome: failed", "outcome: splendid"),
    ("drills.json", "decision: no-change", "decision: perhaps"),
    ("drills.json", "drills@1", "drills@2"),
    ("changes.json", "service: checkout, ", ""),
    ("changes.json", "changes@1", "changes@2"),
    ("changes.json", "2026-11-23T10:40:00Z", "7"),
    ("postmortem.json", "incident: INC-20261123-7F3K9\n", ""),
    ("slo-adjustments.json", "  reason: Announced.\n", ""),
    ("slo-adjustments.json", "approved_by", "approved"),
    ("slo-adjustments.json", "2026-11-20T03:00:00Z", "7"),
    ("openslo.json", "budgetingMethod: Occurrences", "budgetingMethod: occurrences"),
    ("openslo.json", "target: 0.999", "target: 99.9"),
    ("openslo.json", "duration: 4w", "duration: 4 weeks"),
    ("openslo.json", "  service: checkout\n", ""),
    ("table-map.json", "kind: events", "kind: stories"),
    ("table-map.json", "id: number, ", ""),
    ("table-map.json", "status: state", "priority: state"),
    ("table-map.json", "New: OPEN", "New: FRESH"),
    ("table-map.json", "source: servicenow", "source: Service Now"),
]


def validator(name: str) -> Draft7Validator:
    return Draft7Validator(json.loads(schema_files()[name]))


@pytest.mark.parametrize("name", SAMPLES)
def test_file_is_current(name: str) -> None:
    assert (ROOT / "schemas" / name).read_text(encoding="utf-8") == schema_files()[name], "run `make schemas`"


def test_no_other_schema_lies_there() -> None:
    assert {path.name for path in (ROOT / "schemas").glob("*.json")} == set(schema_files()) == set(SAMPLES)


@pytest.mark.parametrize("name", SAMPLES)
def test_schema_is_draft_07_throughout(name: str) -> None:
    schema = json.loads(schema_files()[name])
    Draft7Validator.check_schema(schema)
    assert schema["$schema"] == DRAFT
    assert schema["title"]
    assert not {"$defs", "discriminator", "prefixItems"} & keys(schema)
    assert all(len(node) == 1 for node in nodes(schema) if "$ref" in node), "draft-07 ignores what is beside a $ref"


@pytest.mark.parametrize("name", SAMPLES)
def test_real_sample_passes(name: str) -> None:
    assert [error.message for error in validator(name).iter_errors(load(SAMPLES[name]))] == []


@pytest.mark.parametrize(("name", "right", "wrong"), BAD)
def test_what_is_wrong_is_refused(name: str, right: str, wrong: str) -> None:
    assert right in SAMPLES[name]
    assert not validator(name).is_valid(load(SAMPLES[name].replace(right, wrong)))


def nodes(schema: Any) -> list[dict[str, Any]]:
    """Every object in the schema."""
    if isinstance(schema, list):
        return [node for item in schema for node in nodes(item)]
    if isinstance(schema, dict):
        return [schema, *(node for value in schema.values() for node in nodes(value))]
    return []


def keys(schema: Any) -> set[str]:
    return {key for node in nodes(schema) for key in node}
