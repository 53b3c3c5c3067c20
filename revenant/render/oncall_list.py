"""Schedules and escalation policies as people and machines read them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from revenant.core.tables import Column, Table, Value
from revenant.core.text import one_line
from revenant.core.times import format_span, format_time
from revenant.oncall.escalating.policy import Policy, Step
from revenant.oncall.layer import Layer
from revenant.oncall.schedule import Schedule

_FOR_NONE = "what is named in a policy"


def schedules_table(schedules: Sequence[Schedule]) -> Table:
    """One line a layer."""
    columns = [
        Column("schedule", "schedule"),
        Column("layer", "layer"),
        Column("every", "every"),
        Column("members", "members", wide=True),
        Column("for", "for"),
        Column("zone", "zone"),
    ]
    rows: list[list[Value]] = [
        [it.name, one_line(layer.name), _every(layer), _members(layer), _whose(it), str(it.zone)]
        for it in schedules
        for layer in it.layers
    ]
    return Table("Schedules", columns, rows, [] if rows else ["There are none; docs/how-to/on-call.md shows one."])


def policies_table(policies: Sequence[Policy]) -> Table:
    """One line a policy."""
    columns = [
        Column("policy", "policy"),
        Column("steps", "steps", wide=True),
        Column("for", "for"),
        Column("severities", "severities"),
    ]
    rows: list[list[Value]] = [
        [it.name, "; ".join(map(_step, it.steps)), _whose(it), ", ".join(it.severities) or "all"] for it in policies
    ]
    return Table("Escalation policies", columns, rows, [] if rows else ["There are none."])


def listed_data(schedules: Sequence[Schedule], policies: Sequence[Policy]) -> dict[str, Any]:
    """What `oncall list --json` says."""
    return {"schedules": [_schedule_data(it) for it in schedules], "policies": [_policy_data(it) for it in policies]}


def _schedule_data(it: Schedule) -> dict[str, Any]:
    layers = [
        {
            "name": layer.name,
            "every": _every(layer),
            "members": [list(people) for people in layer.members],
            "from": format_time(layer.since),
            "until": format_time(layer.until) if layer.until else None,
            "priority": layer.priority,
        }
        for layer in it.layers
    ]
    return {**_about(it), "timezone": str(it.zone), "layers": layers, "overrides": len(it.overrides)}


def _policy_data(it: Policy) -> dict[str, Any]:
    steps = [
        {
            "after_seconds": int(step.after.total_seconds()),
            "if": step.condition.value,
            "notify": [str(target) for target in step.targets],
        }
        for step in it.steps
    ]
    return {**_about(it), "severities": list(it.severities), "steps": steps, "triggers": len(it.triggers)}


def _about(it: Schedule | Policy) -> dict[str, Any]:
    return {
        "name": it.name,
        "description": it.description,
        "services": list(it.services),
        "teams": list(it.teams),
        "path": it.path,
        "line": it.line,
    }


def _every(layer: Layer) -> str:
    return f"{layer.rotation.count}{layer.rotation.unit}"


def _members(layer: Layer) -> str:
    return one_line(", ".join(" + ".join(people) for people in layer.members)) or "nobody"


def _whose(it: Schedule | Policy) -> str:
    named = [*it.services, *(f"team {team}" for team in it.teams)]
    return one_line(", ".join(named)) or _FOR_NONE


def _step(step: Step) -> str:
    after = format_span(step.after) if step.after else "at once"
    return one_line(f"{after} {', '.join(map(str, step.targets))}")
