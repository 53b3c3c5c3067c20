"""What comes back: how many incidents recurred, how soon, what it was, and whether anything had been learned before."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Sequence
from datetime import timedelta
from heapq import nlargest
from math import inf
from typing import NamedTuple

from revenant.core.tables import Block, Chart, Column, Interval, Note, Shape, Shown, Table, Value
from revenant.core.times import format_duration
from revenant.incidents.snapshot import IncidentSnapshot
from revenant.postmortems.actions.recurrence import judged_from
from revenant.postmortems.sections import own_words
from revenant.reports.judging.returning import Followed, Following, Likeness, observations, within
from revenant.reports.patterns import has_impact, recorded_impact
from revenant.reports.population import Population, population
from revenant.reports.question import By, Form, Question, grouped
from revenant.reports.statistics.order import fewest
from revenant.reports.statistics.survival import (
    Curve,
    kaplan_meier,
    surviving,
    surviving_interval,
    time_until,
    time_until_interval,
)
from revenant.reports.wording import duration, percent, share, share_interval

TITLE = "Recurrence"
FORM = Form(groups=frozenset(By), bulky=frozenset({"signals", "changes"}))
MOST = 10
SPANS = (30, 90)
CURVE = (1, 7, 14, 30, 60, 90, 180, 365)
_DAY = 86400.0
_BACK = (
    Column("within", "within"),
    Column("came back", "share", right=True),
    Column("95 %", "interval", right=True),
)


class Asked(NamedTuple):
    """What every table of this report needs."""

    incidents: Sequence[IncidentSnapshot]
    question: Question
    alike: Following
    postmortems: frozenset[str]
    curve: Curve


def build(found: Population, question: Question) -> list[Block]:
    """The report over the incidents counted; what they came back as is looked for in the whole record."""
    record = _whole(found, question)
    likeness = Likeness(record, question.settings.reports.drill_names)
    alike = likeness.follow(found.counted, question.now)
    curve = kaplan_meier(observations(alike.found))
    asked = Asked(found.counted, question, alike, frozenset(question.postmortems()), curve)
    return [
        _returned(asked),
        Note("\n".join(_notes(asked))),
        _curve(alike.found, curve),
        _marks(asked),
        _learned(asked),
        _reopened(found.counted),
        _fixes(asked, likeness),
    ]


def _whole(found: Population, question: Question) -> list[IncidentSnapshot]:
    """All that count, whatever the filters say; without filters they are found already."""
    record = question.record()
    looked_at = len(found.counted) + sum(found.left_out.values())
    return found.counted if len(record) <= looked_at else population(record, question).counted


# --- how many, how soon ---------------------------------------------------------------------


def _returned(asked: Asked) -> Table:
    """How many of each group came back, and of all; by service unless something else is asked for."""
    by = asked.question.by or By.SERVICE
    of = {each.incident.id: each for each in asked.alike.found}
    rows: list[list[Value]] = []
    for name, its in grouped((each.incident for each in asked.alike.found), by, asked.question).items():
        found = [of[it.id] for it in its]
        half = _half(found, kaplan_meier(observations(found)))
        rows += [[name, len(found), half, *cells] for cells in _back(found)]
    everyone = asked.alike.found
    rows += [["all", len(everyone), _half(everyone, asked.curve), *cells] for cells in _back(everyone)]
    columns = [
        Column(by.value, "group"),
        Column("n", "n", right=True),
        Column("half after", "median", right=True),
        *_BACK,
    ]
    return Table("How many came back", columns, rows, key="returned")


def _back(found: Sequence[Followed]) -> list[list[Value]]:
    """For each span how many of those followed so long came back within it."""
    cells: list[list[Value]] = []
    for days in SPANS:
        n, returned = within(found, days * _DAY)
        cells.append([f"{days} d", share(returned, n), share_interval(returned, n)])
    return cells


def _half(found: Sequence[Followed], curve: Curve) -> timedelta | None:
    """When half of them had come back; None for too few, and where fewer have."""
    return duration(time_until(curve, 0.5)) if len(found) >= fewest(0.5) else None


def _notes(asked: Asked) -> list[str]:
    alike = asked.alike
    common = f" Marks of most incidents tell none apart and do not count: {', '.join(alike.too_common[:5])}."
    return [
        f"n: those that have ended and can be recognised. The others: {alike.still_open:,} still open, "
        f"{alike.without_marks:,} without signals, tags or causes by which they could be.",
        "Alike: the same alert series, group of signals or alert on one service, the same tag, or the same cause on "
        "one service. It came back when the next one like it began after it was resolved; that one may lie outside of "
        "the filters." + (common if alike.too_common else ""),
        "Within 30 or 90 days: of those resolved at least so long ago. Half after: by Kaplan and Meier, from resolved "
        f"to the next start, those that have not come back censored; it needs {fewest(0.5)} and a half that did. "
        "Incidents of one chain are not independent, so that the intervals are rather too narrow.",
    ]


def _curve(found: Sequence[Followed], curve: Curve) -> Chart:
    """The share that has come back by a day, as estimated from all that were followed."""
    spans = sorted(each.seconds for each in found)
    days = [each for each in CURVE if each * _DAY <= spans[-1]] if len(found) >= fewest(0.5) else []
    rows: list[list[Value]] = []
    for day in days:
        bounds = surviving_interval(curve, day * _DAY)
        back = 1 - surviving(curve, day * _DAY)
        rows.append(
            [
                f"{day} d",
                len(found),
                len(spans) - bisect_left(spans, day * _DAY),
                Shown(back, percent(back)),
                Interval(_part(1 - bounds.high), _part(1 - bounds.low)) if bounds else None,
            ]
        )
    columns = [
        Column("after", "after"),
        Column("n", "n", right=True),
        Column("still followed", "at_risk", right=True),
        Column("came back", "share", right=True),
        Column("95 %", "interval", right=True),
    ]
    notes = [_middle(found, curve) if rows else f"Fewer than {fewest(0.5)} can be followed: too few for a curve."]
    table = Table("How soon they came back", columns, rows, notes, key="curve")
    return Chart(table, Shape.LINE, "after", "share", "interval", "The share that has come back by each day.")


def _middle(found: Sequence[Followed], curve: Curve) -> str:
    middle = _half(found, curve)
    if middle is None:
        return f"Fewer than half of {len(found):,} had come back as far as they could be followed."
    low, high = time_until_interval(curve, 0.5)
    end = format_duration(timedelta(seconds=high)) if high < inf else "not known"
    start = format_duration(timedelta(seconds=low))
    return f"Half of {len(found):,} had come back after {format_duration(middle)} (95 %: {start} … {end})."


def _part(ratio: float) -> Shown:
    return Shown(ratio, percent(ratio))


# --- what, and in spite of what -------------------------------------------------------------


def _marks(asked: Asked) -> Table:
    """What came back most, with what it cost in all incidents that came back by it."""
    by_words: dict[str, list[Followed]] = {}
    for each in asked.alike.found:
        if each.next:
            by_words.setdefault(each.words, []).append(each)
    worst = nlargest(MOST, by_words.items(), key=lambda one: (len(one[1]), one[0]))
    rows: list[list[Value]] = [[words, *_cost([each.incident for each in its], asked)] for words, its in worst]
    columns = [
        Column("came back by", "mark", wide=True),
        Column("times", "times", right=True),
        Column("down in all", "downtime", right=True),
        Column("n", "timed", right=True),
        Column("impact recorded", "impact", right=True),
        Column("n", "with_impact", right=True),
        Column("postmortems", "postmortems", right=True),
    ]
    rest = len(by_words) - len(worst)
    notes = [
        "By the mark shared with the next one; down: detected → resolved, of those not posted in retrospect. "
        "`revenant patterns` has every alert, cause, tag and service that recurs.",
        *([f"{rest:,} more came back, less often."] if rest else []),
    ]
    return Table(
        "What came back most", columns, rows, notes if rows else ["Nothing is known to have come back."], key="marks"
    )


def _cost(its: Sequence[IncidentSnapshot], asked: Asked) -> list[Value]:
    lasted = [it.resolved_at - it.detected_at for it in its if it.resolved_at and it.detected_at]
    known = [span for span in lasted if span > timedelta()]
    affected = [it for it in its if has_impact(it)]
    return [
        len(its),
        sum(known, timedelta()) if known else None,
        len(known),
        recorded_impact(affected) if affected else None,
        len(affected),
        sum(it.id in asked.postmortems for it in its),
    ]


def _learned(asked: Asked) -> Table:
    """Whether those with a postmortem came back less: two rows, and no claim that one follows from the other."""
    has: Callable[[Followed], bool] = lambda each: each.incident.id in asked.postmortems  # noqa: E731
    groups = {
        "with a postmortem": [each for each in asked.alike.found if has(each)],
        "without": [each for each in asked.alike.found if not has(each)],
    }
    rows: list[list[Value]] = [[name, len(its), *cells] for name, its in groups.items() for cells in _back(its)]
    note = (
        "No proof of what postmortems do: it is the grave incidents that get one, and those differ in more than that."
    )
    return Table(
        "Postmortems",
        [Column("incidents", "incidents"), Column("n", "n", right=True), *_BACK],
        rows,
        [note],
        key="postmortems",
    )


def _reopened(incidents: Sequence[IncidentSnapshot]) -> Table:
    """Incidents taken up again after somebody had called them mitigated or resolved."""
    again = [it for it in incidents if it.came_back]
    most = nlargest(MOST, again, key=lambda it: (it.came_back, it.id))
    columns = [
        Column("incident", "incident"),
        Column("severity", "severity"),
        Column("times", "times", right=True),
        Column("title", "title", wide=True, at_most=60),
    ]
    rows: list[list[Value]] = [[it.id, it.severity.value if it.severity else "", it.came_back, it.title] for it in most]
    interval = share_interval(len(again), len(incidents))
    ends = f", 95 %: {interval.low.text} to {interval.high.text}" if interval else ""  # type: ignore[union-attr]
    notes = [
        f"Taken up again after they had been called mitigated or over: {share(len(again), len(incidents)).text}{ends}.",
        *([f"{len(again) - len(most):,} more are not listed."] if len(again) > len(most) else []),
    ]
    return Table("Reopened", columns, rows, notes if incidents else [], key="reopened")


def _fixes(asked: Asked, likeness: Likeness) -> Table:
    """How many of the fixes that were done did not hold; which, the report on action items says."""
    settings, known = asked.question.settings.postmortems, {it.id: it for it in asked.incidents}
    extra = own_words(settings.sections, settings.titles)
    done = [
        (known[card.incident], day)
        for card in asked.question.postmortems().values()
        for item in (card.actions(extra) if card.incident in known else ())
        if (day := judged_from(item)) is not None
    ]
    failed = sum(likeness.began_after(it, day) for it, day in done)
    columns = [
        Column("action items", "items"),
        Column("n", "n", right=True),
        Column("did not hold", "failed", right=True),
        Column("share", "share", right=True),
        Column("95 %", "interval", right=True),
    ]
    rows: list[list[Value]] = [
        ["done on a known day", len(done), failed, share(failed, len(done)), share_interval(failed, len(done))]
    ]
    note = "Something alike began on a later day than the fix was done. `revenant report actions` lists them."
    return Table("Fixes", columns, rows, [note], key="fixes")
