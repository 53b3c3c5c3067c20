"""Who is on call, who is next, where nobody is: as people and machines read it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta, tzinfo
from typing import Any

from revenant.core.tables import Block, Column, Note, Table, Tone, Value
from revenant.core.text import how_many, one_line
from revenant.core.times import format_duration, format_span, format_time
from revenant.oncall.asking.answering import Answer, Turned
from revenant.oncall.asking.gaps import length
from revenant.oncall.asking.standing import Standing
from revenant.oncall.overrides import Override
from revenant.oncall.schedule import Schedule
from revenant.oncall.stretches import People, Stretch

_NONE = "There are no schedules; docs/how-to/on-call.md shows one."


def clock(at: datetime, here: tzinfo, beside: datetime) -> str:
    """The clock on the wall, with its day; with the year where that is another than `beside`, in minutes."""
    local = at.astimezone(here)
    year = "" if local.year == beside.astimezone(here).year else f" {local.year}"
    return f"{local:%a} {local.day} {local:%b}{year} {local:%H:%M}"


# --- who ------------------------------------------------------------------------------------


def standing_table(stands: Sequence[Standing]) -> Table:
    """One line a schedule."""
    columns = [
        Column("schedule", "schedule"),
        Column("on call", "on_call"),
        Column("until", "until"),
        Column("then", "next"),
        Column("through", "through", wide=True),
    ]
    rows: list[list[Value]] = [
        [it.schedule.name, named(it.people), _until(it), _following(it), _through(it)] for it in stands
    ]
    zones = sorted({str(it.schedule.zone) for it in stands})
    return Table("", columns, rows, [f"Times are those of {', '.join(zones)}."] if rows else [_NONE])


def standing_data(it: Standing) -> dict[str, Any]:
    """What `oncall who --json` says of one schedule."""
    return {
        "schedule": it.schedule.name,
        "at": format_time(it.at),
        "on_call": list(it.people),
        "since": _time(it.since),
        "until": _time(it.until),
        "next": list(it.following),
        "planned": list(it.planned),
        "layers": list(it.layers),
        "overrides": [_override_data(each) for each in it.overrides],
        "timezone": str(it.schedule.zone),
    }


def named(people: People) -> str:
    """People in one harmless line."""
    return one_line(", ".join(people)) or "nobody"


def _until(it: Standing) -> str:
    return clock(it.until, it.schedule.zone, it.at) if it.until else "further notice"


def _following(it: Standing) -> str:
    return named(it.following) if it.until else ""


def _through(it: Standing) -> str:
    if not it.overrides:
        return one_line(", ".join(it.layers))
    reasons = ", ".join(each.reason for each in it.overrides if each.reason)
    return one_line(f"override{f': {reasons}' if reasons else ''} (planned: {named(it.planned)})")


def _override_data(override: Override) -> dict[str, Any]:
    return {
        "id": override.key or None,
        "from": format_time(override.start),
        "to": format_time(override.end),
        "add": list(override.add),
        "remove": list(override.remove),
        "reason": override.reason or None,
    }


# --- who --service --------------------------------------------------------------------------


def answering_blocks(it: Answer) -> list[Block]:
    """Whom to turn to for a service, in order."""
    columns = [Column("", "order"), Column("after", "after"), Column("whom", "on_call"), Column("through", "through")]
    rows: list[list[Value]] = [
        [_order(number), _after(each), named(each.people), _targets(each, it)] for number, each in enumerate(it.steps)
    ]
    by = f"policy {it.policy.name}" if it.policy else f"schedule {it.schedule.name}" if it.schedule else ""
    owner = f", of team {it.owner}" if it.owner else ""
    title = one_line(f"{it.service}{owner}: {by}")
    remarks = [Note(one_line(remark), Tone.WARN) for each in it.steps for remark in each.remarks]
    return [Table(title, columns, rows), *remarks]


def answering_data(it: Answer) -> dict[str, Any]:
    """What `oncall who --service NAME --json` says."""
    reached = [each.people for each in it.steps if each.people]
    return {
        "service": it.service,
        "owner": it.owner or None,
        "policy": it.policy.name if it.policy else None,
        "schedule": it.schedule.name if it.schedule else None,
        "at": format_time(it.at),
        "on_call": list(reached[0]) if reached else [],
        "backup": list(reached[1]) if len(reached) > 1 else [],
        "steps": [
            {
                "after_seconds": int(each.step.after.total_seconds()) if each.step else 0,
                "if": each.step.condition.value if each.step else None,
                "notify": [str(target) for target in each.step.targets] if each.step else [],
                "on_call": list(each.people),
                "remarks": list(each.remarks),
            }
            for each in it.steps
        ],
    }


def _order(number: int) -> str:
    return ("first", "backup")[number] if number < 2 else "then"


def _after(each: Turned) -> str:
    if each.step is None:
        return ""
    return f"{format_span(each.step.after)}, {each.step.condition}" if each.step.after else "at once"


def _targets(each: Turned, it: Answer) -> str:
    if each.step is None:
        return f"schedule:{it.schedule.name}" if it.schedule else ""
    return one_line(", ".join(str(target) for target in each.step.targets))


# --- next and gaps --------------------------------------------------------------------------


def shifts_table(found: Sequence[tuple[Schedule, Sequence[Stretch]]], now: datetime) -> Table:
    """The next shifts, one line each."""
    columns = [
        Column("schedule", "schedule"),
        Column("on call", "on_call"),
        Column("from", "from"),
        Column("to", "to"),
        Column("for", "length", right=True),
    ]
    rows: list[list[Value]] = [
        [schedule.name, named(each.people), *_span(each, schedule, now)] for schedule, its in found for each in its
    ]
    return Table("", columns, rows, [] if rows else ["Nobody is on call in the next two years." if found else _NONE])


def shifts_data(schedule: Schedule, found: Sequence[Stretch]) -> dict[str, Any]:
    """What `oncall next --json` says of one schedule."""
    return {"schedule": schedule.name, "shifts": [stretch_data(each) for each in found]}


def gaps_table(found: Sequence[tuple[Schedule, Sequence[Stretch]]], since: datetime, until: datetime) -> Table:
    """When nobody is on call, one line each."""
    columns = [
        Column("schedule", "schedule"),
        Column("nobody from", "from"),
        Column("to", "to"),
        Column("for", "length", right=True),
    ]
    rows: list[list[Value]] = [
        [schedule.name, *_span(each, schedule, since)] for schedule, its in found for each in its
    ]
    span = f"{format_time(since)} to {format_time(until)}"
    if not found:
        return Table("", columns, [], [_NONE])
    whole = sum((length(its) for _, its in found), timedelta())
    note = f"{how_many(len(rows), 'gap')}, {format_duration(whole)} in all" if rows else "No gaps"
    return Table("", columns, rows, [f"{note}: {how_many(len(found), 'schedule')}, {span}."])


def gaps_data(schedule: Schedule, found: Sequence[Stretch], since: datetime, until: datetime) -> dict[str, Any]:
    """What `oncall gaps --json` says of one schedule."""
    return {
        "schedule": schedule.name,
        "since": format_time(since),
        "until": format_time(until),
        "gap_seconds": int(length(found).total_seconds()),
        "gaps": [{"from": format_time(each.start), "to": format_time(each.end)} for each in found],
    }


def stretch_data(each: Stretch) -> dict[str, Any]:
    """A stretch of a calendar."""
    return {"from": format_time(each.start), "to": format_time(each.end), "on_call": list(each.people)}


def _span(each: Stretch, schedule: Schedule, now: datetime) -> list[Value]:
    here = schedule.zone
    return [clock(each.start, here, now), clock(each.end, here, now), format_duration(each.end - each.start)]


def _time(at: datetime | None) -> str | None:
    return None if at is None else format_time(at)
