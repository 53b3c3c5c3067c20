"""The tables of samples: the middle, the spread, what is still going on, and the incidents where they are few."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import timedelta
from math import isfinite
from typing import NamedTuple

from revenant.core.tables import Column, Interval, Shown, Table, Value
from revenant.core.times import format_duration
from revenant.incidents.measurements import Outcome
from revenant.reports.measuring.samples import ALL, LIVE, Line, Sample
from revenant.reports.statistics.location import geometric_mean, mean, quantile_of_ranked
from revenant.reports.statistics.order import fewest, quantile_interval
from revenant.reports.statistics.survival import (
    restricted_mean_interval,
    surviving,
    time_until,
    time_until_interval,
)
from revenant.reports.wording import duration, duration_interval

MEDIAN, P90, P95 = 0.5, 0.9, 0.95
HORIZON = 7 * 86400.0
FEW = fewest(MEDIAN)
LONGEST_NAME = 16  # with it the tables of groups fit into eighty columns
_SHORT = {ALL: ALL, LIVE: "live"}

MIDDLE_NOTES = (
    "n: recorded. Pending: still going on. N/a: the incident ended without that milestone, or never had its start. "
    "Invalid: it ends before it starts.",
    f"Intervals are 95 % confidence intervals from the order of the values. A median needs n ≥ {FEW}, p90 "
    f"{fewest(P90)}, p95 {fewest(P95)}: below that no two values of the sample are far enough apart for one.",
)
SPREAD_NOTES = (
    "* The mean is not for comparison: a few long incidents carry it. Geo.: the geometric mean, of durations above "
    "zero.",
)
CENSORED_NOTES = (
    "What is pending has lasted at least until now. The median of the ended ones alone leaves that out and is too "
    "short; the one beside it (Kaplan and Meier) does not.",
)
_UP_TO = f"mean up to {HORIZON / 86400:.0f} d"
RESTRICTED_NOTES = (
    f"{_UP_TO.capitalize()}: whatever takes longer counts as {HORIZON / 86400:.0f} d. It is no MTTR. Seen: nobody was "
    "watched for so long. Most longer: it would tell more of the horizon than of the incidents.",
)


class Labels(NamedTuple):
    """How rows are told apart: the columns before the figures, and what each label means where that stands behind."""

    columns: tuple[Column, Column]
    definitions: Mapping[str, str]
    key: str

    def begin(self, line: Line) -> list[Value]:
        return [line.label, Shown(line.counted, _SHORT[line.counted])]


def right(title: str, key: str) -> Column:
    return Column(title, key, right=True)


def middle_table(title: str, labels: Labels, lines: Iterable[Line], notes: Sequence[str] = ()) -> Table:
    """How many have it, how many not, and the median."""
    columns = [
        *labels.columns, right("n", "n"), right("pending", "pending"), right("n/a", "not_applicable"),
        right("invalid", "invalid"), right("median", "median"), right("95 % interval", "median_interval"),
    ]  # fmt: skip
    if labels.definitions:
        columns.append(Column("definition", "definition", wide=True))
    rows = [[*labels.begin(line), *_middle(line.sample), *_definition(labels, line)] for line in lines]
    return Table(title, columns, rows, notes, key=labels.key)


def _definition(labels: Labels, line: Line) -> list[Value]:
    return [labels.definitions[line.label]] if labels.definitions else []


def _middle(sample: Sample) -> list[Value]:
    counts: list[Value] = [sample.n, len(sample.pending), sample.not_applicable, sample.invalid]
    return [*counts, quantile_of(sample, MEDIAN), interval_of(sample, MEDIAN)]


def spread_table(title: str, labels: Labels, lines: Iterable[Line], notes: Sequence[str] = ()) -> Table | None:
    """The geometric mean, p90, p95 and the mean; None where no sample carries even a median."""
    columns = [
        *labels.columns, right("n", "n"), right("geo.", "geometric_mean"), right("p90", "p90"),
        right("95 % interval", "p90_interval"), right("p95", "p95"), right("mean*", "mean"),
    ]  # fmt: skip
    rows = [[*labels.begin(line), *_spread(line.sample)] for line in lines if line.sample.n >= FEW]
    return Table(title, columns, rows, notes, key=f"{labels.key}-spread") if rows else None


def _spread(sample: Sample) -> list[Value]:
    return [
        sample.n,
        geometric_of(sample),
        quantile_of(sample, P90),
        interval_of(sample, P90),
        quantile_of(sample, P95),
        duration(mean(sample.recorded)),
    ]


def geometric_of(sample: Sample) -> Value:
    """The geometric mean of what took any time at all, with how many that were where others took none."""
    figure = geometric_mean(sample.recorded)
    if sample.positive < FEW or figure is None:
        return Shown(None, f"n < {FEW}") if sample.n else None
    span = timedelta(seconds=figure)
    return span if sample.positive == sample.n else Shown(span, f"{format_duration(span)} (n = {sample.positive:,})")


def quantile_of(sample: Sample, share: float) -> Value:
    """The quantile of what was recorded, or why the sample does not carry it."""
    needed = fewest(share)
    if sample.n < needed:
        return Shown(None, f"n < {needed}") if sample.n else None
    return duration(quantile_of_ranked(sample.recorded, share))


def interval_of(sample: Sample, share: float) -> Interval | None:
    """The 95 % confidence interval of the quantile."""
    return duration_interval(quantile_interval(sample.recorded, share))


def censored_table(title: str, labels: Labels, lines: Iterable[Line], notes: Sequence[str] = ()) -> Table | None:
    """The median that counts what is still going on beside the one that does not; None where nothing is, or little."""
    columns = [
        *labels.columns, right("n", "n"), right("pending", "pending"), right("ended only", "median"),
        right("with pending", "median_with_pending"), right("95 % interval", "median_with_pending_interval"),
    ]  # fmt: skip
    rows = [
        [
            *labels.begin(line),
            line.sample.n,
            len(line.sample.pending),
            quantile_of(line.sample, MEDIAN),
            *medians_with_pending(line.sample),
        ]
        for line in lines
        if line.sample.pending and line.sample.watched >= FEW
    ]
    return Table(title, columns, rows, notes, key=f"{labels.key}-censored") if rows else None


def medians_with_pending(sample: Sample) -> list[Value]:
    """The median that counts what is pending, and its interval; without an end where that cannot be told."""
    half = time_until(sample.curve, MEDIAN)
    if half is None:
        return [Shown(None, "not reached"), None]
    low, high = time_until_interval(sample.curve, MEDIAN)
    return [duration(half), Interval(duration(low), duration(high) if isfinite(high) else None)]


def restricted_table(title: str, labels: Labels, lines: Iterable[Line], notes: Sequence[str] = ()) -> Table | None:
    """The mean up to the horizon, where anything is still going on; of incidents alone, as services work far longer."""
    columns = [
        *labels.columns, right("n", "n"), right("pending", "pending"), right(_UP_TO, "restricted_mean"),
        right("95 % interval", "restricted_mean_interval"),
    ]  # fmt: skip
    rows = [
        [*labels.begin(line), line.sample.n, len(line.sample.pending), *_restricted(line.sample)]
        for line in lines
        if line.sample.pending and line.sample.watched >= FEW and line.sample.not_applicable is not None
    ]
    return Table(title, columns, rows, notes, key=f"{labels.key}-restricted") if rows else None


def _restricted(sample: Sample) -> list[Value]:
    """The restricted mean, where it says more of the incidents than of the horizon.

    It says nothing if none was watched for so long, and little if most take longer.
    """
    curve = sample.curve
    longest = max([*sample.recorded[-1:], *sample.pending[-1:]])
    if longest < HORIZON and curve.ends_at > 0:
        return [Shown(None, f"seen {format_duration(timedelta(seconds=longest))}"), None]
    if surviving(curve, HORIZON) >= MEDIAN:
        return [Shown(None, "most longer"), None]
    found = restricted_mean_interval(curve, HORIZON)
    return [duration(found.estimate), duration_interval(found.bounds)]


def few_table(title: str, labels: Labels, lines: Iterable[Line], notes: Sequence[str] = ()) -> Table | None:
    """The incidents themselves, of samples too small for a median; None where there is no such sample."""
    label = labels.columns[0]
    columns = [label, Column("incident", "incident"), right("lasted", "duration"), Column("", "outcome")]
    rows: list[list[Value]] = [
        [line.label, each.id, each.lasted, str(Outcome.RECORDED if each.ended else Outcome.PENDING)]
        for line in lines
        if line.counted == ALL
        for each in line.listed
    ]
    pending = any(row[-1] == Outcome.PENDING for row in rows)
    said = ["Pending: how long it has been going on."] if pending else []
    return Table(title, columns, rows, [*notes, *said], key=f"{labels.key}-few") if rows else None
