"""One measurement in full: its histogram, its quantiles, how skewed it is, and the longest incidents."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import timedelta

from revenant.core.tables import Block, Chart, Column, Note, Shape, Table, Tone, Value
from revenant.core.text import how_many
from revenant.core.times import format_duration
from revenant.reports.measuring.distribution_tables import (
    Group,
    below_mean,
    curve_tables,
    longest_table,
    percent_of,
    quantiles_by_table,
    quantiles_table,
    shape_table,
)
from revenant.reports.measuring.histogram import histogram
from revenant.reports.measuring.sample_tables import FEW, right
from revenant.reports.measuring.samples import ALL, Reading, Sample, readings
from revenant.reports.population import Population
from revenant.reports.question import By, Form, Question, grouped_places
from revenant.reports.statistics.counts import wilson
from revenant.reports.statistics.location import mean, quantile_of_ranked
from revenant.reports.statistics.order import fewest
from revenant.reports.statistics.shape import share_of_largest
from revenant.reports.wording import percent, share

TITLE = "Distribution"
FORM = Form(groups=frozenset(By), measures=True)


def build(found: Population, question: Question) -> list[Block]:
    """The report: of all incidents, and with `by` of each group beside."""
    (read,) = readings(found.counted, [question.measurement], question.now)
    everyone = Group(ALL, read.sample(range(len(found.counted))))
    by = question.by
    places: Mapping[str, Sequence[int]] = {} if by is None else grouped_places(found.counted, by, question)
    groups = [everyone, *(Group(name, read.sample(of)) for name, of in places.items())]
    label = Column(by or "counted", "group")
    return [
        _outcomes(read, groups, label),
        *([_histogram(read, everyone, 0)] if everyone.sample.n else []),
        *(Note(text, Tone.PLAIN) for text in _why(read, everyone.sample)),
        *(_histogram(read, group, number) for number, group in enumerate(groups) if number and group.sample.n),
        quantiles_table(everyone),
        *([quantiles_by_table(groups, label)] if by is not None else []),
        shape_table(groups, label),
        *curve_tables(groups),
        *([longest_table(read)] if everyone.sample.n or everyone.sample.pending else []),
        *(Note(text) for text in _notes(read)),
    ]


# --- tables ---------------------------------------------------------------------------------


def _outcomes(read: Reading, groups: Sequence[Group], label: Column) -> Table:
    columns = [
        label, right("n", "n"), right("pending", "pending"), right("n/a", "not_applicable"), right("invalid", "invalid")
    ]  # fmt: skip
    rows: list[list[Value]] = [
        [name, sample.n, len(sample.pending), sample.not_applicable, sample.invalid] for name, sample in groups
    ]
    return Table(f"{read.measurement.name}: {read.measurement.definition}", columns, rows, key="outcomes")


def _histogram(read: Reading, group: Group, number: int) -> Chart:
    n = group.sample.n
    columns = [
        Column("lasted", "lasted"), right("incidents", "incidents"), right("share", "share"),
        right("up to here", "cumulative"),
    ]  # fmt: skip
    rows: list[list[Value]] = [
        [each.name, each.n, percent_of(each.n, n), percent_of(each.cumulative, n)]
        for each in histogram(group.sample.recorded)
    ]
    of = "" if group.name == ALL else f", {group.name}"
    key = f"histogram-{number}" if number else "histogram"
    table = Table(f"How long they took{of} (n = {n:,})", columns, rows, key=key)
    return Chart(table, Shape.BARS, "lasted", "incidents", summary=_shape_in_words(read, group))


def _shape_in_words(read: Reading, group: Group) -> str:
    """Where most of them lie, if that can be said."""
    bins = histogram(group.sample.recorded)
    fullest = max(bins, key=lambda each: each.n)
    if group.sample.n < FEW or sum(each.n == fullest.n for each in bins) > 1:
        return f"{read.measurement.name} of {how_many(group.sample.n, 'incident')}."
    return f"{read.measurement.name}: most often {fullest.name}, {share(fullest.n, group.sample.n).text}."


# --- words ----------------------------------------------------------------------------------


def _why(read: Reading, sample: Sample) -> Iterator[str]:
    """What the mean says of these incidents, in numbers."""
    if sample.n < FEW:
        few = f"Only {sample.n} {'was' if sample.n == 1 else 'were'} recorded"
        yield f"{few}: too few to say how they are distributed (n < {FEW})."
        return
    average, middle = mean(sample.recorded) or 0.0, quantile_of_ranked(sample.recorded, 0.5)
    below = below_mean(sample)
    bounds = wilson(below, sample.n)
    shown = f"{format_duration(timedelta(seconds=average))} (n = {sample.n:,})"
    if bounds is None or bounds.low <= 0.5:
        yield f"The mean is {shown}; whether it misleads cannot be told: {share(below, sample.n).text} are shorter."
        return
    half = format_duration(timedelta(seconds=middle))
    tail = share_of_largest(sample.recorded, 0.1)
    carried = (
        f" The longest tenth holds {percent(tail)} of all the time."
        if tail is not None and sample.n >= fewest(0.9)
        else ""
    )
    yield (
        f"The mean of {read.measurement.name} misleads here: it is {shown}, but {share(below, sample.n).text} are "
        f"shorter, and the median is {half}.{carried} One long incident more or less moves the mean, not the median."
    )


def _notes(read: Reading) -> Iterator[str]:
    posted = sum(read.in_retrospect)
    if posted and read.is_falsified_in_retrospect:
        yield f"{posted} posted in retrospect count with no length at all: --exclude retrospect leaves them out."
