"""What is said of error budgets, as blocks: all objectives in a table, or one of them in full."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import timedelta

from revenant.core.tables import Block, Column, Fact, Facts, Heading, Note, Shown, Table, Tone, Value
from revenant.core.text import how_many
from revenant.core.times import format_duration
from revenant.slos.budgeting.budget import Budget
from revenant.slos.budgeting.standing import Standing
from revenant.slos.telling.percents import percent, rate, share
from revenant.slos.telling.tables import (
    NOT_MEASURED,
    burns,
    coverage_words,
    downtimes,
    lasts,
    latest_burn,
    measured,
    names_of,
    shares,
)
from revenant.slos.telling.wording import allowed, allowed_cell, amount, count, left, promise
from revenant.slos.usage import Unit


def status_blocks(found: Sequence[Standing], *, in_full: bool = False) -> list[Block]:
    """All objectives in a table, or where one SLO was asked for, all there is to say of each."""
    if not found:
        return [Note("There is no SLO in slos/; docs/how-to/slos.md shows one.")]
    if in_full:
        return [block for each in found for block in full(each)]
    return [overview(found), *remarks(found)]


# --- all objectives -------------------------------------------------------------------------


def overview(found: Iterable[Standing]) -> Table:
    """A row an objective: what is allowed, spent and left, how fast it burns, how long it lasts."""
    known = list(found)
    columns = [
        Column("slo", "slo", at_most=28),
        Column("objective", "objective", at_most=14),
        Column("allowed", "allowed", right=True),
        Column("spent", "counted_spent", right=True),
        Column("left", "counted_remaining_share", right=True),
        Column("burn", "burn", right=True),
        Column("gone in", "exhausted_in", right=True),
    ]
    rows = [_overview_row(each) for each in known]
    return Table("Error budgets", columns, rows, [_BURN_IS], [tone(each) for each in known], key="overview")


_BURN_IS = (
    "Burn: 1× spends the budget exactly by the end of its window; over the last hour, or over the next longer time "
    "that was measured. Accepted downtime is not in what was spent."
)


def _overview_row(each: Standing) -> list[Value]:
    counted = each.counted
    spent = amount(counted.spent, counted.unit, each.objective) if counted.is_measured else None
    left = share(counted.remaining_share)
    return [*names_of(each), allowed_cell(each), spent, left, rate(latest_burn(each)), lasts(each)]


def tone(each: Standing) -> Tone:
    """Bad where nothing is left, a warning where it burns, dim where nothing is known."""
    if each.counted.is_exhausted:
        return Tone.BAD
    if each.is_burning:
        return Tone.WARN
    return Tone.PLAIN if each.budget.is_measured else Tone.DIM


def remarks(found: Iterable[Standing]) -> list[Block]:
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
        f"{_left_of(each, each.budget)} left with accepted downtime counted" if _has_accepted(each) else "",
    ]
    said = "; ".join(part for part in parts if part)
    return f"{_name(each)}: {said}" if said else ""


def _name(each: Standing) -> str:
    return each.slo.name if len(each.slo.objectives) == 1 else f"{each.slo.name}, {each.objective.name}"


def _has_accepted(each: Standing) -> bool:
    return each.adjusted is not None and each.budget.is_measured


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
    if each.budget.unit is not Unit.EVENTS:
        return f"{allowed(each).text} may be bad"
    if not each.budget.is_measured:
        return ""
    return f"{allowed(each).text} events of the {count(each.usage.all)} there were may be bad"


def _spent_words(each: Standing) -> str:
    return _words(each, each.budget.spent, each.budget.spent_share) if each.budget.is_measured else NOT_MEASURED


def _left_words(each: Standing) -> str:
    if not each.budget.is_measured:
        return ""
    return _left_of(each, each.budget)


def _left_of(each: Standing, budget: Budget) -> str:
    said, part = left(budget, each.objective).text, budget.remaining_share
    return said if part is None else f"{said} ({percent(part)} %)"


def _words(each: Standing, value: float, of: float | None) -> str:
    said = amount(value, each.budget.unit, each.objective).text
    return said if of is None else f"{said} ({percent(of)} %)"


def _accepted_words(each: Standing) -> str:
    """What is left if accepted downtime does not count."""
    if each.adjusted is None or not each.budget.is_measured:
        return ""
    taken = amount(sum(one.spent for one in each.accepted), each.budget.unit, each.objective).text
    return f"{taken} of it in accepted downtime; without that {_left_of(each, each.adjusted)} left"


def _burn_words(each: Standing) -> str:
    burn, goes = rate(latest_burn(each)), lasts(each)
    if burn is None:
        return ""
    said = "; exhausted" if isinstance(goes, Shown) else ""
    said = f"; gone in {format_duration(goes)} if it goes on like this" if isinstance(goes, timedelta) else said
    return f"{burn.text}{said}"
