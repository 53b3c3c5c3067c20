"""`slo burn` as tables: a row a pair of windows, and what follows from them for each objective."""

from __future__ import annotations

from collections.abc import Sequence

from revenant.core.tables import Block, Column, Note, Shown, Table, Tone, Value
from revenant.core.text import how_many
from revenant.core.times import format_duration, format_span
from revenant.slos.burning.alarms import Alarm, verdict
from revenant.slos.burning.floor import above, gone_in, times
from revenant.slos.burning.pairs import Burning, Rate
from revenant.slos.usage import Flaw

_PAIRS = [
    Column("slo", "slo"),
    Column("objective", "objective"),
    Column("windows", "windows"),
    Column("long", "long_rate", right=True),
    Column("short", "short_rate", right=True),
    Column("alerts above", "factor", right=True),
    Column("asks for", "urgency"),
    Column("fires", "verdict", wide=True),
]
_FOLLOWS = [
    Column("slo", "slo"),
    Column("objective", "objective"),
    Column("service", "service"),
    Column("budget left", "remaining_share", right=True),
    Column("gone in", "exhausted_in", right=True),
    Column("at least", "floor"),
    Column("because", "because", wide=True),
]


def burn_blocks(found: Sequence[Alarm]) -> list[Block]:
    """All pairs, then what follows for the objectives that burn or of which too little is known."""
    if not found:
        return [Note("no SLO is in slos/, so no budget can burn")]
    pairs = [(alarm, each) for alarm in found for each in alarm.standing.burning]
    rows = [_pair(alarm, each) for alarm, each in pairs]
    tones = [_tone(each) for _, each in pairs]
    sources = list(dict.fromkeys(map(_source, found)))
    blocks: list[Block] = [Table("Burn rates", _PAIRS, rows, sources, tones, key="burn")]
    told = [each for each in found if each.fires]
    if told:
        tones = [Tone.BAD if each.pages else Tone.WARN for each in told]
        blocks.append(Table("What fires", _FOLLOWS, [_alarm(each) for each in told], tones=tones, key="firing"))
    return blocks


def summary(found: Sequence[Alarm]) -> str:
    """How many objectives fire, page, or are not known, in one line."""
    firing, paging = sum(each.fires for each in found), sum(each.pages for each in found)
    unknown = sum(each.is_unknown for each in found)
    said = (
        f"{firing or 'none'} of {len(found)} objective{'' if len(found) == 1 else 's'} fire{'' if firing > 1 else 's'}"
    )
    pages = f", {paging} of them page{'' if paging > 1 else 's'}" if paging else ""
    return said + pages + (f"; of {unknown} it is not known, as not enough was measured" if unknown else "")


def _source(alarm: Alarm) -> str:
    """Where its rates come from, and whether something is wrong there."""
    standing = alarm.standing
    flaws = sum(
        fault.times for fault in standing.faults if fault.flaw is not Flaw.FUTURE
    )  # as all is, seen from before
    more = f"; {how_many(flaws, 'flaw')}: revenant slo status {standing.slo.name}" if flaws else ""
    return f"{standing.slo.name}: {standing.source}{more}"


def _pair(alarm: Alarm, each: Burning) -> list[Value]:
    standing = alarm.standing
    return [
        standing.slo.name,
        standing.objective.name,
        f"{format_span(each.window.long)}/{format_span(each.window.short)}",
        _rate(each.over_long, each.factor),
        _rate(each.over_short, each.factor),
        Shown(each.factor, times(each.factor)),
        "page" if each.window.pages else "ticket",
        verdict(each, standing),
    ]


def _rate(rate: Rate, factor: float) -> Value:
    return None if rate.per_budget is None else Shown(rate.per_budget, above(rate.per_budget, factor))


def _alarm(alarm: Alarm) -> list[Value]:
    standing, floor = alarm.standing, alarm.floor
    left, gone = standing.counted.remaining_share, gone_in(standing)
    return [
        standing.slo.name,
        standing.objective.name,
        standing.slo.service,
        None if left is None else Shown(left, f"{left:.1%}".replace("%", " %")),
        None if gone is None else Shown(gone, format_duration(gone)),
        floor.severity if floor else None,
        floor.why if floor else None,
    ]


def _tone(each: Burning) -> Tone:
    if each.is_unknown:
        return Tone.WARN
    return (Tone.BAD if each.window.pages else Tone.WARN) if each.fires else Tone.PLAIN
