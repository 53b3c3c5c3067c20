"""What is said of error budgets, as blocks: all objectives in a table, or one of them in full."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import timedelta

from revenant.core.tables import (
    Block,
    Chart,
    Column,
    Fact,
    Facts,
    Heading,
    Note,
    Shape,
    Shown,
    Table,
    Tone,
    Value,
)
from revenant.core.text import how_many
from revenant.core.times import format_duration, format_time
from revenant.slos.standing import Standing
from revenant.slos.usage import Unit
from revenant.slos.wording import allowed, amount, count, percent, promise, rate, share, target

_NAMED = (Column("slo", "slo"), Column("objective", "objective"))
GONE, NOT_MEASURED = "exhausted", "not measured"


def status_blocks(found: Sequence[Standing], *, in_full: bool = False) -> list[Block]:
    """All objectives in a table, or where one SLO was asked for, all there is to say of each."""
    if not found:
        return [Note("There is no SLO in slos/; docs/how-to/slos.md shows one.")]
    if in_full:
        return [block for each in found for block in full(each)]
    return [overview(found), *_remarks(found)]


def all_tables(found: Sequence[Standing], *, gauges: bool = False) -> list[Block]:
    """Every figure of all objectives, each kind in a table of its own, for files that programs read.

    `gauges` leaves out what has no figure that is not in another of them.
    """
    tables = [budgets(found), burns(found), shares(found), downtimes(found)]
    return [table for table in (*tables, *([] if gauges else [measured(found)])) if table.rows]


# --- all objectives -------------------------------------------------------------------------


def overview(found: Iterable[Standing]) -> Table:
    """A row an objective: what is allowed, spent and left, how fast it burns, how long it lasts."""
    known = list(found)
    columns = [
        *_NAMED,
        Column("allowed", "allowed", right=True),
        Column("spent", "spent", right=True),
        Column("left", "remaining_share", right=True),
        Column("burn", "burn", right=True),
        Column("gone in", "exhausted_in", right=True),
    ]
    rows = [_overview_row(each) for each in known]
    return Table("Error budgets", columns, rows, [_BURN_IS], [tone(each) for each in known], key="budgets")


_BURN_IS = (
    "Burn: over the last hour, of what spends the budget exactly by the end of its window; over a longer time where "
    "the last hour was not measured. Accepted downtime is not in what was spent."
)


def _overview_row(each: Standing) -> list[Value]:
    counted = each.counted
    spent = amount(counted.spent, counted.unit, each.objective) if counted.is_measured else None
    left = share(counted.remaining_share)
    return [*_names(each), allowed(each), spent, left, rate(latest_burn(each)), lasts(each)]


def _names(each: Standing) -> list[Value]:
    """The SLO, and its objective; where it has only one, people know it by its target."""
    only = len(each.slo.objectives) == 1
    return [each.slo.name, Shown(each.objective.name, target(each.objective)) if only else each.objective.name]


def tone(each: Standing) -> Tone:
    """Bad where nothing is left, a warning where it burns, dim where nothing is known."""
    if each.counted.is_exhausted:
        return Tone.BAD
    if each.is_burning:
        return Tone.WARN
    return Tone.PLAIN if each.budget.is_measured else Tone.DIM


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


def _remarks(found: Iterable[Standing]) -> list[Block]:
    """What cannot be seen from the figures, a line an objective."""
    said = [(remark, tone(each)) for each in found if (remark := _remark(each))]
    return [Note("\n".join(remark for remark, _ in said), _loudest(tones for _, tones in said))] if said else []


def _loudest(tones: Iterable[Tone]) -> Tone:
    known = set(tones)
    return next((each for each in (Tone.BAD, Tone.WARN) if each in known), Tone.DIM)


def _remark(each: Standing) -> str:
    parts = [
        "its budget is exhausted" if each.counted.is_exhausted else "",
        f"burns too fast (`revenant slo burn {each.slo.name}`)" if each.is_burning else "",
        coverage_words(each) if each.coverage < 1 else "",
        how_many(len(each.faults), "flaw") + " in its data" if each.faults else "",
    ]
    said = "; ".join(part for part in parts if part)
    return f"{each.slo.name}: {said}" if said else ""


# --- one objective in full ------------------------------------------------------------------


def full(each: Standing) -> list[Block]:
    """Budget, burn, who spent it, what was accepted, and what all that is known from."""
    named = [burns([each]), shares([each]), downtimes([each]), measured([each])]
    bare = [table._replace(columns=table.columns[2:], rows=[row[2:] for row in table.rows]) for table in named]
    title = f"{each.slo.name}  {each.slo.title}" if each.slo.title != each.slo.name else each.slo.name
    return [Heading(title), Facts(_facts(each)), *(table for table in bare if table.rows)]


def _facts(each: Standing) -> list[Fact]:
    rows = [
        Fact("service", each.slo.service),
        Fact("objective", each.objective.name if len(each.slo.objectives) > 1 else ""),
        Fact("promised", promise(each)),
        Fact("budget", _budget_words(each)),
        Fact("spent", _spent_words(each), tone(each)),
        Fact("left", _left_words(each), tone(each)),
        Fact("accepted", _accepted_words(each)),
        Fact("burn", _burn_words(each)),
    ]
    return [row for row in rows if row.value]


def _budget_words(each: Standing) -> str:
    unit = " events" if each.budget.unit is Unit.EVENTS else ""
    of = f" of the {count(each.usage.all)} there were" if unit else ""
    return f"{allowed(each).text}{unit}{of} may be bad"


def _spent_words(each: Standing) -> str:
    return _words(each, each.budget.spent, each.budget.spent_share) if each.budget.is_measured else NOT_MEASURED


def _left_words(each: Standing) -> str:
    if not each.budget.is_measured:
        return ""
    return _words(each, each.budget.remaining, each.budget.remaining_share)


def _words(each: Standing, value: float, of: float | None) -> str:
    said = amount(value, each.budget.unit, each.objective).text
    return said if of is None else f"{said} ({percent(of)} %)"


def _accepted_words(each: Standing) -> str:
    """What is left if accepted downtime does not count."""
    if each.adjusted is None or not each.budget.is_measured:
        return ""
    taken = amount(sum(one.spent for one in each.accepted), each.budget.unit, each.objective).text
    left = _words(each, each.adjusted.remaining, each.adjusted.remaining_share)
    return f"{taken} of it in accepted downtime; without that {left} left"


def _burn_words(each: Standing) -> str:
    burn, goes = rate(latest_burn(each)), lasts(each)
    if burn is None:
        return ""
    said = "; exhausted" if isinstance(goes, Shown) else ""
    said = f"; gone in {format_duration(goes)} if it goes on like this" if isinstance(goes, timedelta) else said
    return f"{burn.text}{said}"


# --- each kind of figure --------------------------------------------------------------------


def budgets(found: Iterable[Standing]) -> Table:
    """Everything a budget is, with and without accepted downtime; a row an objective."""
    columns = [
        *_NAMED,
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
    names: list[Value] = [each.slo.name, each.objective.name, each.slo.service, wanted, good, allowed(each)]
    known = each.budget if each.budget.is_measured else None
    adjusted = each.adjusted if known else None
    figures: list[Value] = []
    for one in (known, adjusted):
        unit, of = each.budget.unit, each.objective
        figures += [amount(one.spent, unit, of), amount(one.remaining, unit, of)] if one else [None, None]
        figures.append(share(one.remaining_share) if one else None)
    return [*names, *figures, lasts(each), share(each.coverage), each.until]


def burns(found: Iterable[Standing]) -> Table:
    """How fast each budget burns over the standard windows, and from which rate on it alerts."""
    columns = [
        *_NAMED,
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
            fires = Shown(int(one.fires), "fires" if one.fires else "")
            rows.append([*_names(each), long, rate(one.long), short, rate(one.short), rate(one.factor), fires])
            tones.append(Tone.WARN if one.fires else Tone.PLAIN)
    notes = ["1× spends the budget exactly by the end of its window; an alert needs both windows strictly above."]
    return Table("Burn", columns, rows, notes, tones, key="burn")


def shares(found: Iterable[Standing]) -> Table:
    """Which incidents spent how much, most first, and what none of them explains."""
    columns = [
        *_NAMED,
        Column("incident", "incident"),
        Column("spent", "spent", right=True),
        Column("of the budget", "budget_share", right=True),
        Column("of what was spent", "spent_share", right=True),
    ]
    rows = [row for each in found if each.budget.is_measured for row in _share_rows(each)]
    notes = ["Where incidents overlap, what was bad is divided between them: together they never spend more than was."]
    return Table("Who spent it", columns, rows, notes if len(rows) > 1 else [], key="incidents")


def _share_rows(each: Standing) -> list[list[Value]]:
    parts = [(one.incident, one.spent) for one in each.shares]
    if each.unexplained > 0:
        parts.append(("no incident", each.unexplained))
    return [
        [
            *_names(each),
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
        *_NAMED,
        Column("from", "from"),
        Column("to", "to"),
        Column("not counted", "spent", right=True),
        Column("approved by", "approved_by"),
        Column("reason", "reason", wide=True),
    ]
    rows: list[list[Value]] = [
        [
            *_names(each),
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
        *_NAMED,
        Column("measured by", "source"),
        Column("covers", "coverage", right=True),
        Column("until", "until"),
        Column("what is missing or wrong", "flaws", wide=True),
    ]
    rows: list[list[Value]] = [
        [*_names(each), each.source, share(each.coverage), each.until, "; ".join(_flaws(each)) or "nothing"]
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
    rows: list[list[Value]] = [
        [
            Shown(day.span.start, f"{day.span.start:%Y-%m-%d}"),
            share(day.remaining),
            None if day.spent is None else amount(day.spent, unit, of),
        ]
        for day in each.days
    ]
    table = Table(f"{each.slo.name}, {target(of)}: left by day", columns, rows, key="days")
    left = each.budget.remaining_share
    said = NOT_MEASURED if left is None else f"{percent(left)} % left of {allowed(each).text}"
    return Chart(table, Shape.LINE, "day", "remaining_share", summary=f"{said}, accepted downtime counted.")
