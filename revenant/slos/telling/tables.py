"""The figures of error budgets, each kind in a table of its own: for screens, pages and files alike."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import timedelta
from zoneinfo import ZoneInfo

from revenant.core.tables import Block, Chart, Column, Shape, Shown, Table, Tone, Value
from revenant.core.text import how_many
from revenant.core.times import format_duration, format_time
from revenant.slos.budgeting.standing import Standing
from revenant.slos.telling.percents import percent, rate, share
from revenant.slos.telling.wording import allowed, allowed_cell, amount, left, target
from revenant.slos.usage import Unit

NAMED = (Column("slo", "slo"), Column("objective", "objective"))
GONE, NOT_MEASURED = "exhausted", "not measured"


def names_of(each: Standing) -> list[Value]:
    """The SLO, and its objective; where it has only one, people know it by its target."""
    only = len(each.slo.objectives) == 1
    return [each.slo.name, Shown(each.objective.name, target(each.objective)) if only else each.objective.name]


def latest_burn(each: Standing) -> float | None:
    """The burn rate over the shortest of the long windows for which there is any."""
    return next((burning.long for burning in each.burning if burning.long is not None), None)


def lasts(each: Standing) -> Value:
    """When the budget will be spent, or that it is; None where it is not foreseen to."""
    if not each.budget.is_measured:
        return None
    if each.counted.is_exhausted:
        return Shown(timedelta(), GONE)
    return each.exhausted_in


def all_tables(found: Sequence[Standing], *, gauges: bool = False) -> list[Block]:
    """Every figure of all objectives, each kind in a table of its own, for files that programs read.

    `gauges` leaves out what has no figure that is not in another of them.
    """
    tables = [budgets(found), burns(found), shares(found), downtimes(found)]
    return [table for table in (*tables, *([] if gauges else [measured(found)])) if table.rows]


def budgets(found: Iterable[Standing]) -> Table:
    """Everything a budget is, with and without accepted downtime; a row an objective."""
    columns = [
        *NAMED,
        Column("service", "service"),
        Column("target", "target", right=True),
        Column("good", "good_share", right=True),
        Column("allowed", "allowed", right=True),
        Column("spent", "spent", right=True),
        Column("left", "remaining", right=True),
        Column("left of it", "remaining_share", right=True),
        Column("spent, adjusted", "adjusted_spent", right=True),
        Column("left, adjusted", "adjusted_remaining", right=True),
        Column("left of it, adjusted", "adjusted_remaining_share", right=True),
        Column("gone in", "exhausted_in", right=True),
        Column("measured", "coverage", right=True),
        Column("until", "until", right=True),
    ]
    return Table("Error budgets", columns, [_budget_row(each) for each in found], key="budgets")


def _budget_row(each: Standing) -> list[Value]:
    bad = each.usage.share
    good = None if bad is None else Shown(1 - bad, f"{100 - 100 * bad:.3f} %")
    wanted = Shown(float(1 - each.objective.allowed), target(each.objective))
    names: list[Value] = [each.slo.name, each.objective.name, each.slo.service, wanted, good, allowed_cell(each)]
    known = each.budget if each.budget.is_measured else None
    adjusted = each.adjusted if known else None
    figures: list[Value] = []
    for one in (known, adjusted):
        unit, of = each.budget.unit, each.objective
        figures += [amount(one.spent, unit, of), left(one, of)] if one else [None, None]
        figures.append(share(one.remaining_share) if one else None)
    return [*names, *figures, lasts(each), share(each.coverage), each.until]


def burns(found: Iterable[Standing]) -> Table:
    """How fast each budget burns over the standard windows, and from which rate on it alerts."""
    columns = [
        *NAMED,
        Column("over", "long"),
        Column("burn", "long_burn", right=True),
        Column("and over", "short"),
        Column("burn", "short_burn", right=True),
        Column("alerts above", "factor", right=True),
        Column("", "fires", right=True),
    ]
    rows, tones = list[list[Value]](), list[Tone]()
    for each in found:
        for one in each.burning:
            long, short = format_duration(one.window.long), format_duration(one.window.short)
            fires = None if one.is_unknown else Shown(int(one.fires), "fires" if one.fires else "")
            rows.append([*names_of(each), long, rate(one.long), short, rate(one.short), rate(one.factor), fires])
            tones.append(Tone.WARN if one.fires else Tone.PLAIN)
    notes = ["1× spends the budget exactly by the end of its window; an alert needs both windows strictly above."]
    return Table("Burn", columns, rows, notes, tones, key="burn")


def shares(found: Iterable[Standing]) -> Table:
    """Which incidents spent how much, most first, and what none of them explains."""
    columns = [
        *NAMED,
        Column("incident", "incident"),
        Column("spent", "spent", right=True),
        Column("of the budget", "budget_share", right=True),
        Column("of what was spent", "spent_share", right=True),
    ]
    known = [each for each in found if each.budget.is_measured]
    rows = [row for each in known for row in _share_rows(each)]
    notes = ["Accepted downtime is in these figures."] if rows and any(each.accepted for each in known) else []
    notes += [_DIVIDED] if any(len(each.shares) > 1 for each in known) else []
    return Table("Who spent it", columns, rows, notes, key="incidents")


_DIVIDED = "Where incidents overlap, what was bad is divided between them: together they never spend more than was."


def _share_rows(each: Standing) -> list[list[Value]]:
    parts = [(one.incident, one.spent) for one in each.shares]
    if each.unexplained > 0:
        parts.append(("no incident", each.unexplained))
    return [
        [
            *names_of(each),
            name,
            amount(spent, each.budget.unit, each.objective),
            share(each.budget.share_of(spent)),
            share(spent / each.budget.spent if each.budget.spent else None),
        ]
        for name, spent in parts
    ]


def downtimes(found: Iterable[Standing]) -> Table:
    """What was accepted, by whom and why, and what was bad in it."""
    columns = [
        *NAMED,
        Column("from", "from"),
        Column("to", "to"),
        Column("not counted", "spent", right=True),
        Column("approved by", "approved_by"),
        Column("reason", "reason", wide=True),
    ]
    rows: list[list[Value]] = [
        [
            *names_of(each),
            one.adjustment.from_,
            one.adjustment.to,
            amount(one.spent, each.budget.unit, each.objective) if each.budget.is_measured else None,
            one.adjustment.approved_by,
            one.adjustment.reason,
        ]
        for each in found
        for one in each.accepted
    ]
    return Table("Accepted downtime", columns, rows, key="adjustments")


def measured(found: Iterable[Standing]) -> Table:
    """What all this is known from: the source, how much of the window it covers, and what is wrong with it."""
    columns = [
        *NAMED,
        Column("measured by", "source"),
        Column("covers", "coverage", right=True),
        Column("until", "until"),
        Column("missing or wrong", "flaws", wide=True),
    ]
    rows: list[list[Value]] = [
        [*names_of(each), each.source, share(each.coverage), each.until, "; ".join(_flaws(each)) or None]
        for each in found
    ]
    return Table("What is known", columns, rows, key="measured")


def _flaws(each: Standing) -> list[str]:
    missing = [coverage_words(each)] if each.coverage < 1 else []
    if each.budget.unit is Unit.SECONDS:
        missing = ["time for which nobody recorded an impact counts as good"]
    return missing + [
        f"{one.flaw}, {how_many(one.times, 'time')}, first {one.where}: {one.words}" for one in each.faults
    ]


def coverage_words(each: Standing) -> str:
    """How much of the window nobody measured; none of it is taken for good or for bad."""
    if not each.budget.is_measured:
        return f"{NOT_MEASURED} in this window" + (f", last {format_time(each.until)}" if each.until else "")
    missing = each.elapsed - min(each.usage.measured, each.elapsed)
    return f"{format_duration(missing)} of the window {NOT_MEASURED}, counted neither good nor bad"


def by_day(each: Standing) -> Chart:
    """What was left of the budget at the end of each day of its window."""
    columns = [
        Column("day", "day"),
        Column("left", "remaining_share", right=True),
        Column("spent", "spent", right=True),
    ]
    unit, of = each.budget.unit, each.objective
    zone = ZoneInfo(each.slo.window.zone)
    rows: list[list[Value]] = [
        [
            f"{day.span.start.astimezone(zone):%Y-%m-%d}",
            share(day.remaining),
            None if day.spent is None else amount(day.spent, unit, of),
        ]
        for day in each.days
    ]
    name = "-".join([each.slo.name, *([of.name] if len(each.slo.objectives) > 1 else [])])
    table = Table(f"{each.slo.name}, {target(of)}: left by day", columns, rows, key=f"days-{name}")
    left = each.budget.remaining_share
    said = NOT_MEASURED if left is None else f"{percent(left)} % left of {allowed(each).text}"
    said += ", accepted downtime included" if each.accepted else ""
    return Chart(table, Shape.LINE, "day", "remaining_share", summary=f"{said}.")
