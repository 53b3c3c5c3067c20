"""The tables of a distribution beside its histogram: quantiles, skewness, what is still going on, the longest."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import timedelta
from typing import NamedTuple

from revenant.core.tables import Column, Interval, Shown, Table, Value
from revenant.incidents.measurements import Outcome
from revenant.reports.measuring.histogram import BOUNDARIES
from revenant.reports.measuring.sample_tables import FEW, geometric_of, interval_of, quantile_of, right
from revenant.reports.measuring.samples import ALL, Reading, Sample
from revenant.reports.statistics.location import log_deviation, mean
from revenant.reports.statistics.order import fewest
from revenant.reports.statistics.shape import log_skewness
from revenant.reports.statistics.survival import surviving, surviving_interval
from revenant.reports.wording import duration, percent, share

SHARES = {"p10": 0.1, "p25": 0.25, "median": 0.5, "p75": 0.75, "p90": 0.9, "p95": 0.95}
LONGEST = 10

_QUANTILE_NOTE = (
    "Intervals are 95 % confidence intervals from the order of the values; a quantile is shown where there are enough "
    f"for one: {', '.join(f'{name} from n = {fewest(of)}' for name, of in SHARES.items())}."
)
_SHAPE_NOTE = (
    "Below the mean: how many are shorter than it. Sdlog: the standard deviation of the logarithms; log-skew: their "
    "skewness, 0 where the durations are lognormal. Both, and the geometric mean, are of those above zero."
)
_CURVE_NOTE = (
    "Going on: the share still going on after that time, with what is pending counted for as long as it has been "
    "(Kaplan and Meier), and its 95 % interval. Ended only: the same if what is pending were left out."
)


class Group(NamedTuple):
    name: str
    sample: Sample


def percent_of(part: int, whole: int) -> Shown:
    return Shown(part / whole, percent(part / whole))


def quantiles_table(group: Group) -> Table:
    columns = [
        Column("quantile", "quantile"), right("n", "n"), right("duration", "duration"),
        right("95 % interval", "duration_interval"),
    ]  # fmt: skip
    rows: list[list[Value]] = [
        [name, group.sample.n, quantile_of(group.sample, of), interval_of(group.sample, of)]
        for name, of in SHARES.items()
    ]
    return Table("Quantiles", columns, rows, [_QUANTILE_NOTE], key="quantiles")


def quantiles_by_table(groups: Sequence[Group], label: Column) -> Table:
    columns = [label, right("n", "n"), *(right(name, name) for name in SHARES)]
    rows: list[list[Value]] = [
        [name, sample.n, *(quantile_of(sample, of) for of in SHARES.values())] for name, sample in groups
    ]
    return Table(f"Quantiles by {label.title}", columns, rows, key="quantiles-by-group")


def shape_table(groups: Sequence[Group], label: Column) -> Table:
    columns = [
        label, right("n", "n"), right("mean", "mean"), right("below the mean", "below_mean"),
        right("geo. mean", "geometric_mean"), right("sdlog", "sdlog"), right("log-skew", "log_skewness"),
    ]  # fmt: skip
    rows: list[list[Value]] = [[group.name, *_skew(group.sample)] for group in groups]
    return Table("How skewed", columns, rows, [_SHAPE_NOTE], key="shape")


def _skew(sample: Sample) -> list[Value]:
    if sample.n < FEW:
        return [sample.n, Shown(None, f"n < {FEW}") if sample.n else None, None, None, None, None]
    average = mean(sample.recorded)
    return [
        sample.n,
        duration(average),
        share(below_mean(sample), sample.n),
        geometric_of(sample),
        _signed(log_deviation(sample.recorded), "") if sample.positive >= FEW else None,
        _signed(log_skewness(sample.recorded), "+") if sample.positive >= FEW else None,
    ]


def _signed(figure: float | None, sign: str) -> Shown | None:
    return None if figure is None else Shown(figure, f"{figure:{sign}.2f}")


def below_mean(sample: Sample) -> int:
    average = mean(sample.recorded) or 0.0
    return sum(seconds < average for seconds in sample.recorded)


def curve_tables(groups: Sequence[Group]) -> Iterator[Table]:
    """Of each group in which something is pending, and of which there are enough."""
    columns = [
        Column("after", "after"), right("going on", "surviving"), right("95 % interval", "surviving_interval"),
        right("watched", "at_risk"), right("ended only", "ended_only"),
    ]  # fmt: skip
    for number, (name, sample) in enumerate(groups):
        if sample.pending and sample.watched >= FEW:
            of = "" if name == ALL else f", {name}"
            title = f"Still going on{of} (n = {sample.n:,} and {len(sample.pending):,} pending)"
            key = f"still-going-on-{number}" if number else "still-going-on"
            yield Table(title, columns, list(_curve(sample)), [] if number else [_CURVE_NOTE], key=key)


def _curve(sample: Sample) -> Iterator[list[Value]]:
    """The curve at the steps of the histogram, for as long as anybody was watched."""
    curve = sample.curve
    everything = [*sample.recorded, *sample.pending]
    for seconds, name in BOUNDARIES:
        watched = sum(each >= seconds for each in everything)
        if not watched:
            break
        left, bounds = surviving(curve, seconds), surviving_interval(curve, seconds)
        ends = None if bounds is None else Interval(*(Shown(end, f"{end:.0%}".replace("%", " %")) for end in bounds))
        ended = sum(each > seconds for each in sample.recorded)
        yield [name, Shown(left, percent(left)), ends, watched, percent_of(ended, sample.n) if sample.n else None]


def longest_table(read: Reading) -> Table:
    """The longest that ended, and the longest still going on among them."""
    known = (Outcome.RECORDED, Outcome.PENDING)
    places = [place for place, outcome in enumerate(read.spans.outcomes) if outcome in known]
    places.sort(key=lambda place: (-read.lengths[place], read.incidents[place].id))
    columns = [
        Column("incident", "incident"), right("lasted", "duration"), Column("", "outcome"),
        Column("severity", "severity"), Column("title", "title", wide=True, at_most=100),
    ]  # fmt: skip
    rows: list[list[Value]] = [
        [
            read.incidents[place].id,
            timedelta(seconds=read.lengths[place]),
            str(read.spans.outcomes[place]),
            str(read.incidents[place].severity or "–"),
            read.incidents[place].title,
        ]
        for place in places[:LONGEST]
    ]
    return Table("The longest", columns, rows, ["Pending: so long until now."], key="longest")
