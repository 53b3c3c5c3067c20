"""The measurements over many incidents: how many have each, its median, quantiles and means, and what is pending."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import NamedTuple

from revenant.core.tables import Block, Column, Note
from revenant.incidents.failures import failures
from revenant.incidents.measurements import IMPACT, MTBF, MTTF, Measurement
from revenant.reports.errors import UnknownMeasurementError
from revenant.reports.measuring import sample_tables as tables
from revenant.reports.measuring.downtime import downtime_table
from revenant.reports.measuring.sample_tables import FEW, Labels
from revenant.reports.measuring.samples import ALL, LIVE, Line, Reading, Sample, readings
from revenant.reports.measuring.uptimes import Record, exposure_table, record
from revenant.reports.population import Population
from revenant.reports.question import MTTR, By, Form, Question, grouped_places
from revenant.reports.statistics.location import quantile_of_ranked

TITLE = "Measurements"
FORM = Form(groups=frozenset(By), measures=True)
_COUNTED = Column("counted", "counted")
_BETWEEN: dict[Measurement, Callable[[Record, int], Line]] = {
    MTTF: Record.time_to_failure,
    MTBF: Record.between_failures,
}


class Measured(NamedTuple):
    """One measurement, and a line for each group."""

    measurement: Measurement
    lines: list[Line]

    @property
    def key(self) -> str:
        return self.measurement.name.casefold().replace(" ", "-")


def build(found: Population, question: Question) -> list[Block]:
    """The report: tables of all measurements together, or with `by` tables of each."""
    groups = _groups(found, question)
    read = readings(found.counted, _of_incidents(question), question.now)
    records = _records(found, question)
    between = [each for each in _BETWEEN if records and _is_wanted(each, question)]
    measured = [Measured(each.measurement, _lines(each, groups)) for each in read]
    measured += [Measured(each, [_BETWEEN[each](known, FEW) for known in records]) for each in between]
    label = Column(question.by or _COUNTED.title, "group", at_most=tables.LONGEST_NAME)
    return [
        *(_together(measured) if question.by is None else _apart(measured, label)),
        *(exposure_table(label, records) for each in between if each is MTTF),
        *(downtime_table(label, groups, each, question.now) for each in read if each.measurement.name == IMPACT.name),
        *map(Note, _notes(found, question.by, read)),
    ]


def _groups(found: Population, question: Question) -> Mapping[str, Sequence[int]]:
    if question.by is None:
        return {ALL: range(len(found.counted))}
    return grouped_places(found.counted, question.by, question)


# --- what is measured -----------------------------------------------------------------------


def _is_wanted(measurement: Measurement, question: Question) -> bool:
    return question.measure.strip().casefold() in ("", measurement.name.casefold())


def _of_incidents(question: Question) -> list[Measurement]:
    """All of them, or the one that was asked for; what lies between incidents is measured otherwise.

    Raises:
        UnknownMeasurementError.
    """
    known = [*question.measurements, *_BETWEEN]
    if not any(_is_wanted(each, question) for each in known):
        raise UnknownMeasurementError(question.measure, [each.name for each in known])
    return [each for each in question.measurements if _is_wanted(each, question)]


def _lines(read: Reading, groups: Mapping[str, Sequence[int]]) -> list[Line]:
    return [line for name, places in groups.items() for line in read.lines(name, places, FEW)]


def _records(found: Population, question: Question) -> list[Record]:
    """The failures of all services together, or of each; groups of another kind are none that fail."""
    end = min(question.selection.until or question.now, question.now)
    by_service = failures(found.counted)
    if question.by is None:
        return [record(ALL, by_service.values(), end)]
    return [record(name, [its], end) for name, its in sorted(by_service.items())] if question.by is By.SERVICE else []


# --- tables ---------------------------------------------------------------------------------


def _together(measured: Sequence[Measured]) -> Iterator[Block]:
    """One row a measurement, with its definition behind."""
    definitions = {each.measurement.name: each.measurement.definition for each in measured}
    lines = [line._replace(label=each.measurement.name) for each in measured for line in each.lines]
    labels = Labels((Column("measured", "name"), _COUNTED), definitions, "measurements")
    yield tables.middle_table("Counts and medians", labels, lines, tables.MIDDLE_NOTES)
    yield from _further("", labels, lines, with_notes=True)


def _apart(measured: Sequence[Measured], label: Column) -> Iterator[Block]:
    """Tables of one measurement each, its definition above; notes stand under the first of their kind."""
    for number, each in enumerate(measured):
        labels = Labels((label, _COUNTED), {}, each.key)
        title = f"{each.measurement.name}: {each.measurement.definition}"
        yield tables.middle_table(title, labels, each.lines, () if number else tables.MIDDLE_NOTES)
        yield from _further(f"{each.measurement.name}: ", labels, each.lines, with_notes=not number)


def _further(name: str, labels: Labels, lines: Sequence[Line], *, with_notes: bool) -> Iterator[Block]:
    for title, make, notes in (
        ("means and high quantiles", tables.spread_table, tables.SPREAD_NOTES),
        ("medians with what is pending", tables.censored_table, tables.CENSORED_NOTES),
        ("means with what is pending", tables.restricted_table, tables.RESTRICTED_NOTES),
        (f"one by one, where n < {FEW}", tables.few_table, ()),
    ):
        table = make(name + title if name else title.capitalize(), labels, lines, notes if with_notes else ())
        if table is not None:
            yield table


# --- notes ----------------------------------------------------------------------------------


def _notes(found: Population, by: By | None, read: Sequence[Reading]) -> Iterator[str]:
    resolve = next((each for each in read if each.measurement.name == MTTR), None)
    posted = sum(it.in_retrospect for it in found.counted)
    if posted and resolve is not None:
        yield _in_retrospect(posted, resolve)
    if by is By.SERVICE:
        yield "An incident with two services counts in both."
    elif by is not None:
        yield f"{MTTF.name} and {MTBF.name} are per service: see --by service."


def _in_retrospect(posted: int, resolve: Reading) -> str:
    """How many were posted after the fact, and what the median time to resolve is without them."""
    sample = resolve.lines(LIVE, range(len(resolve.incidents)), FEW)[-1].sample
    return (
        f"{posted} posted in retrospect: detected and resolved in one instant, so their length says nothing; "
        f"without them {_median(sample)}, n = {sample.n}. '{LIVE}' ('live') leaves them out."
    )


def _median(sample: Sample) -> str:
    if sample.n < FEW:
        return "too few are left for a median"
    return f"the median {MTTR} is {quantile_of_ranked(sample.recorded, 0.5) / 60:.1f} min"
