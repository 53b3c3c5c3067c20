"""Durations and counts by period, and whether they rise or fall: tested, and never from a few periods."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import timedelta
from typing import NamedTuple

from revenant.core.tables import Block, Chart, Column, Interval, Note, Series, Shape, Shown, Table, Tone, Value
from revenant.core.times import format_duration
from revenant.reports.measuring.calendar import Slot, slots, window
from revenant.reports.measuring.downtime import count_interval
from revenant.reports.measuring.policy_shifts import shifts
from revenant.reports.measuring.sample_tables import FEW, MEDIAN, interval_of, medians_with_pending, quantile_of, right
from revenant.reports.measuring.samples import Reading, Sample, readings
from revenant.reports.nothing import nothing
from revenant.reports.population import Population
from revenant.reports.question import PERIODS, By, Form, Question
from revenant.reports.statistics.location import quantile_of_ranked
from revenant.reports.statistics.survival import time_until
from revenant.reports.statistics.trend import FEWEST, mann_kendall
from revenant.reports.wording import chance

TITLE = "Trends"
FORM = Form(groups=PERIODS, measures=True)
LEVEL = 0.05

_MEDIAN_NOTE = (
    f"Intervals are 95 % confidence intervals. A period needs {FEW} incidents for a median; where some are pending, it "
    "counts them for as long as they have been going on (Kaplan and Meier)."
)
_TEST_NOTE = (
    "Mann and Kendall's test of the periods that were looked at as a whole; tau: from -1 (falls) to 1 (rises). Change: "
    f"the median slope (Theil and Sen), with its 95 % interval. Fewer than {FEWEST} periods claim no trend, since "
    "chance alone would show one."
)


class Step(NamedTuple):
    """A slot with its sample."""

    slot: Slot
    sample: Sample

    @property
    def name(self) -> Shown:
        name = self.slot.period.name
        return Shown(name, name if self.slot.whole else f"{name} (part)")

    @property
    def median(self) -> float | None:
        """That of what ended; where something is pending, the one that counts it."""
        if self.sample.watched < FEW:
            return None
        if self.sample.pending:
            return time_until(self.sample.curve, MEDIAN)
        return quantile_of_ranked(self.sample.recorded, MEDIAN)

    @property
    def cells(self) -> list[Value]:
        """The median and its interval."""
        if self.sample.pending and self.sample.watched >= FEW:
            return medians_with_pending(self.sample)
        return [quantile_of(self.sample, MEDIAN), interval_of(self.sample, MEDIAN)]


class Course(NamedTuple):
    """A series over the whole periods, None where one has no value, and what is said of it."""

    name: str
    values: list[float | None]
    is_duration: bool

    @property
    def known(self) -> list[float]:
        return [value for value in self.values if value is not None]


def build(found: Population, question: Question) -> list[Block]:
    """The report: a chart of medians and one of counts, the tests of both, and what may explain them."""
    by = question.by or By.QUARTER
    (read,) = readings(found.counted, [question.measurement], question.now)
    steps = [Step(slot, read.sample(slot.places)) for slot in slots(found, by, question)]
    if not steps:
        return [nothing("no incident is counted, so there is no course over time")]
    name = read.measurement.name
    whole = [step for step in steps if step.slot.whole]
    courses = [
        Course(f"median {name}", [step.median for step in whole], is_duration=True),
        Course("incidents", [float(len(step.slot.places)) for step in whole], is_duration=False),
    ]
    summaries = [_said(course, by) for course in courses]
    return [
        _medians(read, steps, by, summaries[0]),
        _counts(steps, by, summaries[1]),
        _tests(courses, by),
        *(Note(text, Tone.WARN) for text in shifts(found.counted, [step.slot for step in whole])),
        *(Note(text) for text in [*_ended(found, question), *_notes(read, steps)]),
    ]


# --- tables ---------------------------------------------------------------------------------


def _medians(read: Reading, steps: Sequence[Step], by: By, summary: str) -> Chart:
    columns = [
        Column(by, "period"), right("n", "n"), right("pending", "pending"), right("median", "median"),
        right("95 % interval", "median_interval"),
    ]  # fmt: skip
    rows: list[list[Value]] = [[step.name, step.sample.n, len(step.sample.pending), *step.cells] for step in steps]
    title = f"{read.measurement.name}: {read.measurement.definition}"
    table = Table(title, columns, rows, [_MEDIAN_NOTE], key="medians")
    return Chart(table, Shape.INTERVALS, "period", "median", "median_interval", summary, log=True)


def _counts(steps: Sequence[Step], by: By, summary: str) -> Chart:
    columns = [Column(by, "period"), right("incidents", "incidents"), right("95 % interval", "incidents_interval")]
    rows: list[list[Value]] = [
        [step.name, len(step.slot.places), count_interval(len(step.slot.places))] for step in steps
    ]
    note = "Incidents detected in the period, with the exact 95 % interval of a Poisson count."
    return Chart(
        Table("How often", columns, rows, [note], key="counts"),
        Shape.BARS, "period", "incidents", "incidents_interval", summary,
    )  # fmt: skip


def _tests(courses: Sequence[Course], by: By) -> Table:
    columns = [
        Column("series", "series"), right("periods", "periods"), right("tau", "tau"), right("p", "p"),
        right(f"change a {by}", "slope"), right("95 % interval", "slope_interval"),
        Column("course", "course", wide=True),
    ]  # fmt: skip
    rows = [[course.name, len(course.known), *_figures(course), Series(tuple(course.values))] for course in courses]
    return Table("Do they rise or fall?", columns, rows, [_TEST_NOTE], key="trend")


def _figures(course: Course) -> list[Value]:
    trend = mann_kendall(course.known)
    if trend is None:
        return [None, Shown(None, f"n < {FEWEST}"), None, None]
    ends = Interval(*(_change(course, end) for end in trend.bounds))
    return [Shown(trend.tau, f"{trend.tau:+.2f}"), chance(trend.p), _change(course, trend.slope), ends]


def _change(course: Course, slope: float) -> Shown:
    if not course.is_duration:
        return Shown(slope, f"{slope:+.2f}")
    span = timedelta(seconds=slope)
    return Shown(span, f"{'+' if slope > 0 else ''}{format_duration(span)}")


# --- words ----------------------------------------------------------------------------------


def _said(course: Course, by: By) -> str:
    """The verdict on one series in a sentence."""
    name, n = course.name[0].upper() + course.name[1:], len(course.known)
    trend = mann_kendall(course.known)
    if trend is None:
        return f"{name}: no trend is claimed, since only {n} of the {by}s could be tested and {FEWEST} are needed."
    if trend.p >= LEVEL:
        return f"{name}: no trend can be told from chance ({n} {by}s, {chance(trend.p).text})."
    verb = "rise" if trend.tau > 0 else "fall"
    return (
        f"{name}: tends to {verb}, by {_change(course, trend.slope).text} a {by} ({n} {by}s, {chance(trend.p).text})."
    )


def _ended(found: Population, question: Question) -> Iterator[str]:
    """A record that stopped looks calm: nothing after its last incident is taken as observed, and that is said."""
    seen = window(found, question)
    if seen is not None and question.selection.until is None and seen.end == seen.last < question.now:
        yield (
            f"None counted is later than {seen.last:%Y-%m-%d}, for longer than chance allows: the record is taken to "
            "end there. If it goes on and is calm, say so: --until now."
        )


def _notes(read: Reading, steps: Sequence[Step]) -> Iterator[str]:
    parts = [step.slot.period.name for step in steps if not step.slot.whole]
    if parts:
        yield (
            f"(part): {' and '.join(parts)}, of which only a part was looked at: it began before the first incident or "
            "before --since, or is not over (nor is one in which the record ends). Shown, and left out of the tests."
        )
    posted = sum(read.in_retrospect[place] for step in steps for place in step.slot.places)
    if posted and read.is_falsified_in_retrospect:
        yield f"{posted} posted in retrospect count with no length at all: --exclude retrospect leaves them out."
    missing = sum(it.detected_at is None for it in read.incidents)
    if missing:
        yield f"{missing} without a time of detection belong to no period."
