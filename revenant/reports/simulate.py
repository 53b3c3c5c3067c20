"""How far the figures move where nothing has changed: one's own incidents, divided at random again and again."""

from __future__ import annotations

from revenant.core.tables import Block, Column, Fact, Facts, Interval, Note, Shown, Table, Tone, Value
from revenant.reports.comparing.overall import signed
from revenant.reports.measuring.samples import Reading, Sample, readings
from revenant.reports.population import Population
from revenant.reports.question import PERIODS, Form, Question, grouped_places
from revenant.reports.statistics.drawing import generator
from revenant.reports.statistics.location import geometric_mean, log_deviation, mean, median
from revenant.reports.statistics.lognormal import power_of_cut
from revenant.reports.statistics.splitting import Experiment, Parts, experiment, runs_for
from revenant.reports.wording import duration, percent

TITLE = "What chance alone does to the figures"
FORM = Form(groups=PERIODS, measures=True, simulates=True)
FEWEST = 6


_FIGURES = ("mean", "median", "geometric mean")


def build(found: Population, question: Question) -> list[Block]:
    """The experiment: two halves of one's incidents, or two periods of the usual size, with no change between them."""
    (reading,) = readings(found.counted, [question.measurement], question.now)
    sample = reading.whole
    size, what = _size(reading, question)
    defined = Fact("measured", f"{question.measurement.name}: {question.measurement.definition}")
    why = _refusal(size, sample.n)
    if why:
        return [Facts([defined, Fact("verdict", f"cannot be simulated: {why}.", Tone.WARN)])]
    whole = sample.n - 2 * size <= 1
    runs = runs_for(sample.n if whole else sample.n + 4 * size, question.runs)
    done = experiment(sample.recorded, size, runs, generator())
    method = f"{what}, n = {size:,} and as many, drawn {done.runs:,} times at random from {sample.n:,} (fixed seed)"
    return [
        Facts(
            [
                defined,
                Fact("simulated", method),
                Fact("in short", _in_short(done, question.cut), Tone.STRONG),
                *_tested(sample, size, question.cut),
            ]
        ),
        _table(done, sample, question),
        *_notes(sample),
    ]


def _size(reading: Reading, question: Question) -> tuple[int, str]:
    """How many incidents each part has, and what it stands for."""
    if question.by is None:
        return reading.whole.n // 2, "two halves"
    groups = grouped_places(reading.incidents, question.by, question).values()
    sizes = [reading.sample(places).n for places in groups]
    return round(median(sizes) or 0), f"two usual {question.by}s (median of {len(sizes)})"


def _refusal(size: int, n: int) -> str:
    if size < FEWEST:
        return f"each part would have {size} measured, {FEWEST} are needed (n = {n:,})"
    return f"two parts of {size:,} are more than the {n:,} measured" if 2 * size > n else ""


def _in_short(done: Experiment, cut: float) -> str:
    better, worse = (_share(seen, done.runs).text for seen in (done.mean.looks_better(cut), done.mean.looks_worse(cut)))
    return (
        f"with nothing changed the mean of the second part looks {percent(cut)} better, or more, in {better} of cases; "
        f"with each incident in it {percent(cut)} shorter it looks no better in {worse}."
    )


def _tested(sample: Sample, size: int, cut: float) -> list[Fact]:
    """How often a test of two such parts would notice the cut; where the spread of what is above zero is known."""
    above = [seconds for seconds in sample.recorded if seconds > 0]
    n, spread = size * len(above) // sample.n, log_deviation(above)
    if n < FEWEST or not spread or min(above) == max(above):
        return []
    noticed = percent(power_of_cut(cut, n, n, spread))
    said = f"notices {percent(cut)} shorter in {noticed} of cases (Welch's, of logarithms, n = {n:,} and as many)"
    return [Fact("a test", said)]


def _table(done: Experiment, sample: Sample, question: Question) -> Table:
    above = [seconds for seconds in sample.recorded if seconds > 0]
    values = (mean(sample.recorded), median(sample.recorded), geometric_mean(above))
    parts = (done.mean, done.median, done.geometric)
    rows = [
        _row(name, value, each, question.cut)
        for name, value, each in zip(_FIGURES, values, parts, strict=True)
        if value is not None and each is not None
    ]
    return Table("", _COLUMNS, rows, _explained(percent(question.cut)), key="simulated")


_COLUMNS = [
    Column("figure", "figure"),
    Column("of all", "value", right=True),
    Column("moves by (90 %)", "difference", right=True),
    Column("of the figure", "relative", right=True),
    Column("looks better", "better", right=True),
    Column("looks no better", "worse", right=True),
]


def _explained(cut: str) -> list[str]:
    return [
        "Moves by: the second part less the first in 90 % of cases, with nothing changed; within that it says nothing.",
        f"Looks better: by {cut} or more, with nothing changed. Looks no better: with each incident of the second part "
        f"{cut} shorter.",
        "The mean is what is usually called MTTR. It moves most, since a few long incidents carry it.",
    ]


def _row(name: str, value: float, parts: Parts, cut: float) -> list[Value]:
    bounds = parts.difference()
    return [
        name,
        duration(value),
        Interval(signed(bounds.low), signed(bounds.high)),
        Interval(_relative(bounds.low, value), _relative(bounds.high, value)),
        _share(parts.looks_better(cut), len(parts.first)),
        _share(parts.looks_worse(cut), len(parts.first)),
    ]


def _relative(seconds: float, value: float) -> Shown | None:
    if not value:
        return None
    points = seconds / value * 100
    return Shown(seconds / value, f"{points:+.0f} %" if abs(points) >= 10 else f"{points:+.1f} %")


def _share(seen: float, runs: int) -> Shown:
    """What no run has seen may still happen."""
    return Shown(seen, percent(seen) if seen else f"under {percent(1 / runs)}")


def _notes(sample: Sample) -> list[Block]:
    said = []
    if sample.pending:
        said.append(f"Left out: {len(sample.pending)} still open, so the longest may be missing.")
    if sample.zeros:
        said.append(f"{sample.zeros} of no length are not in the geometric mean.")
    return [Note(text) for text in said]
