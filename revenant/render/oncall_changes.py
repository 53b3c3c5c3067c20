"""Overrides and swaps, as people and machines read them: what is changed, who was on before, who is after."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta, tzinfo
from typing import Any

from revenant.core.tables import Block, Column, Note, Table, Tone, Value
from revenant.core.text import one_line
from revenant.core.times import format_duration, format_time
from revenant.oncall.changing.entries import Cancelled, Overridden, override_from
from revenant.oncall.changing.overriding import Planned
from revenant.oncall.changing.swapping import Swap
from revenant.oncall.changing.turns import Span
from revenant.oncall.overrides import EVERYBODY, Override
from revenant.oncall.schedule import Schedule
from revenant.oncall.stretches import Stretch


def local(at: datetime, here: tzinfo) -> str:
    """The clock on the wall, with its day and its offset, which tells the two of a doubled hour apart."""
    return at.astimezone(here).strftime("%a %Y-%m-%d %H:%M %Z")


def span_words(start: datetime, end: datetime, here: tzinfo) -> str:
    """From one time on the wall clock to another."""
    return f"{local(start, here)} to {local(end, here)} ({format_duration(end - start)})"


def what(override: Override) -> str:
    """What an override does, in words."""
    add, remove = ", ".join(override.add), ", ".join(override.remove)
    if not remove:
        return f"{add} besides whoever is on"
    if not add:
        return f"without {'anybody' if EVERYBODY in override.remove else remove}"
    return f"{add} in place of {'whoever is on' if EVERYBODY in override.remove else remove}"


def override_line(entry: Overridden, here: tzinfo) -> str:
    """One line of what was logged."""
    reason = f": {entry.reason}" if entry.reason else ""
    return one_line(
        f"{entry.schedule}  {what(override_from(entry))}  {span_words(entry.start, entry.end, here)}{reason}"
    )


def changed_blocks(planned: Planned) -> list[Block]:
    """Who is on call in its span before and after, where it makes a difference."""
    columns = [Column("from", "from"), Column("to", "to"), Column("before", "before"), Column("after", "after")]
    here = planned.schedule.zone
    rows: list[list[Value]] = [
        [local(start, here), local(end, here), _people(before), _people(after)]
        for start, end, before, after in changed(planned.before, planned.after)
    ]
    gaps = [Note(f"nobody is on call {span_words(each.start, each.end, here)}", Tone.WARN) for each in planned.gaps]
    return [Table("", columns, rows), *gaps]


def changed(
    before: Sequence[Stretch], after: Sequence[Stretch]
) -> list[tuple[datetime, datetime, tuple[str, ...], tuple[str, ...]]]:
    """Where two calendars of the same span differ."""
    found = []
    for old in before:
        for new in after:
            start, end = max(old.start, new.start), min(old.end, new.end)
            if start < end and old.people != new.people:
                found.append((start, end, old.people, new.people))
    return found


def override_data(entry: Overridden, planned: Planned | None, *, dry_run: bool = False) -> dict[str, Any]:
    """What `oncall override --json` says."""
    data: dict[str, Any] = {
        "id": entry.id,
        "schedule": entry.schedule,
        "from": format_time(entry.start),
        "to": format_time(entry.end),
        "add": entry.add,
        "remove": entry.remove,
        "reason": entry.reason or None,
        "by": entry.by,
        "at": format_time(entry.at),
        "recorded": not dry_run,
    }
    if planned is not None:
        data |= {"before": _data(planned.before), "after": _data(planned.after), "gaps": _data(planned.gaps)}
    return data


def cancelled_data(entry: Cancelled, taken_back: Overridden, *, dry_run: bool) -> dict[str, Any]:
    """What `oncall override --cancel --json` says."""
    head = {"id": entry.id, "cancels": entry.cancels, "at": format_time(entry.at), "by": entry.by}
    return head | {
        "schedule": taken_back.schedule,
        "reason": entry.reason or None,
        "in_effect_until": format_time(max(entry.at, taken_back.start)) if entry.at > taken_back.start else None,
        "recorded": not dry_run,
    }


def swap_lines(found: Swap, schedule: Schedule) -> list[str]:
    """Both turns, and who has more hours for it."""
    lines = [
        f"{schedule.name}: {found.other} takes {span_words(*found.first, schedule.zone)} from {found.one}",
        f"{schedule.name}: {found.one} takes {span_words(*found.second, schedule.zone)} from {found.other}",
        _balance(found),
    ]
    return [one_line(line) for line in lines]


def _balance(found: Swap) -> str:
    if not found.more:
        return "each is on call for as long as before"
    more, fewer = (found.one, found.other) if found.more > timedelta() else (found.other, found.one)
    span = format_duration(abs(found.more))
    return f"{more} is on call {span} longer than before, {fewer} {span} less"


def swap_data(found: Swap, entries: Sequence[Overridden], *, dry_run: bool) -> dict[str, Any]:
    """What `oncall swap --json` says."""
    return {
        "schedule": found.planned[0].schedule.name,
        "one": found.one,
        "other": found.other,
        "turn_of_one": _span(found.first),
        "turn_of_other": _span(found.second),
        "more_seconds": {found.one: int(found.more.total_seconds()), found.other: -int(found.more.total_seconds())},
        "overrides": [override_data(entry, None, dry_run=dry_run) for entry in entries],
    }


def _span(span: Span) -> dict[str, str]:
    return {"from": format_time(span.start), "to": format_time(span.end)}


def _data(stretches: Sequence[Stretch]) -> list[dict[str, Any]]:
    return [
        {"from": format_time(each.start), "to": format_time(each.end), "on_call": list(each.people)}
        for each in stretches
    ]


def _people(people: Sequence[str]) -> str:
    return one_line(", ".join(people)) or "nobody"
