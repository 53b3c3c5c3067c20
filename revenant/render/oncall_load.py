"""What being on call took, as people and machines read it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from revenant.core.tables import Block, Column, Note, Shown, Table, Value
from revenant.oncall.loading.load import Balance, Load
from revenant.render.oncall_pay import hours
from revenant.reports.statistics.evenness import gini


def load_blocks(found: Sequence[Load], even: Balance | None, by: str, words: str) -> list[Block]:
    """One row a person, team or month; below it how evenly hours fell, and to how many."""
    titles = ("shifts", "hours", "nights", "night h", "weekends", "weekend h", "holidays", "holiday h", "longest h")
    columns = [Column(by, by), *(Column(title, title.replace(" ", "_"), right=True) for title in titles)]
    columns.append(Column("share", "share", right=True))
    notes = [words, *([_evenness(found, even)] if even is not None else [])]
    return [Table("", columns, [_row(each) for each in found]), *map(Note, notes)]


def load_data(found: Sequence[Load], even: Balance | None) -> dict[str, Any]:
    """The same as data; `even` is left out unless people are told apart."""
    rows = [
        {
            "name": each.name,
            "shifts": each.shifts,
            "hours": hours(each.hours),
            "nights": each.nights,
            "night_hours": hours(each.night),
            "weekends": each.weekends,
            "weekend_hours": hours(each.weekend),
            "holidays": each.holidays,
            "holiday_hours": hours(each.holiday),
            "longest_hours": hours(each.longest),
            "share": each.share,
        }
        for each in found
    ]
    if even is None:
        return {"load": rows}
    fairness = {"people": even.people, "gini": _gini(found), "pairwise": even.pairwise}
    return {"load": rows, "fairness": fairness}


def _row(each: Load) -> list[Value]:
    spans = [Shown(hours(span), f"{hours(span):.1f}") for span in (each.hours, each.night, each.weekend, each.holiday)]
    longest = Shown(hours(each.longest), f"{hours(each.longest):.1f}")
    share = None if each.share is None else Shown(each.share, f"{each.share:.0%}")
    total, night, weekend, holiday = spans
    counted: list[Value] = [each.nights, night, each.weekends, weekend, each.holidays, holiday]
    return [each.name, each.shifts, total, *counted, longest, share]


def _gini(found: Sequence[Load]) -> float | None:
    return gini([hours(each.hours) for each in found])


def _evenness(found: Sequence[Load], even: Balance) -> str:
    index, pairwise = _gini(found), even.pairwise
    told = [
        f"pairwise {pairwise:.2f} (1: all the same)" if pairwise is not None else "",
        f"Gini {index:.2f} (0: all the same)" if index is not None else "",
    ]
    known = ", ".join(each for each in told if each) or "too few to say how evenly hours fell"
    return f"fairness over {even.people} people: {known}"
