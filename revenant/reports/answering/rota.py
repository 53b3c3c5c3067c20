"""Who was on call beside who answered: the load that schedules put on people, whether anything happened or not."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import datetime, timedelta

from revenant.core.tables import Block, Column, Note, Table, Value
from revenant.oncall.schedule import Schedule
from revenant.reports.answering.answers import Answer, Names
from revenant.reports.wording import duration, share, share_interval

WEEK = timedelta(weeks=1)
FEWEST_WEEKS = 1.0


def on_call_table(
    schedules: Sequence[Schedule], answers: Sequence[Answer], names: Names, span: tuple[datetime, datetime]
) -> list[Block]:
    """By person: how long on call, what was answered then, and what was answered by somebody who was not.

    Nothing where there are no schedules, or no span of time.
    """
    if not schedules or span[0] >= span[1]:
        return []
    spent = hours_on_call(schedules, names, span)
    own, others = Counter[str](), Counter[str]()
    for each in answers:
        on_call = {names.email(who) for schedule in schedules for who in schedule.on_call(each.at)}
        (own if each.who in on_call else others)[each.who] += 1
    people = sorted(spent.keys() | own.keys() | others.keys(), key=lambda who: (-_seconds(spent, who), who))
    rows: list[list[Value]] = [
        [who, duration(_seconds(spent, who)), own[who], _weekly(own[who], spent.get(who)), others[who]]
        for who in people
    ]
    columns = [
        Column("person", "person"),
        Column("on call", "on_call", right=True),
        Column("answered then", "answered_on_call", right=True),
        Column("a week on call", "a_week", right=True),
        Column("answered at other times", "answered_off_call", right=True),
    ]
    notes = [
        "On call: by the schedules in oncall/, from the first incident that is counted, or --since, until now or "
        f"--until; in several at once counts once. A week on call: answers ÷ weeks, with {FEWEST_WEEKS:g} week or more."
    ]
    return [Table("Who was on call", columns, rows, notes, key="on_call"), Note(_covered(own, others))]


def hours_on_call(schedules: Sequence[Schedule], names: Names, span: tuple[datetime, datetime]) -> dict[str, timedelta]:
    """How long each person was on call in any of the schedules."""
    pieces: dict[str, list[tuple[datetime, datetime]]] = {}
    for schedule in schedules:
        for start, end, people in schedule.calendar(*span):
            for who in people:
                pieces.setdefault(names.email(who), []).append((start, end))
    return {who: _together(its) for who, its in pieces.items()}


def _together(pieces: list[tuple[datetime, datetime]]) -> timedelta:
    """How long they cover."""
    whole, until = timedelta(), datetime.min.replace(tzinfo=pieces[0][0].tzinfo)
    for start, end in sorted(pieces):
        whole += max(end - max(start, until), timedelta())
        until = max(until, end)
    return whole


def _seconds(spent: dict[str, timedelta], who: str) -> float:
    return spent.get(who, timedelta()).total_seconds()


def _weekly(answered: int, spent: timedelta | None) -> float | None:
    weeks = spent / WEEK if spent else 0.0
    return round(answered / weeks, 2) if weeks >= FEWEST_WEEKS else None


def _covered(own: Counter[str], others: Counter[str]) -> str:
    whole = own.total() + others.total()
    if not whole:
        return "Nobody is known to have answered, so whether it was whoever was on call cannot be told."
    interval = share_interval(others.total(), whole)
    bounds = "" if interval is None else f", 95 % interval {_plain(interval.low)} to {_plain(interval.high)}"
    return f"Answered by somebody who was not on call: {share(others.total(), whole).text}{bounds}."


def _plain(bound: object) -> str:
    return str(getattr(bound, "text", bound))
