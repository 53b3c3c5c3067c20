"""The measurements over many incidents: how many have each, and its median, p90 and mean."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import timedelta
from typing import NamedTuple

from revenant.core.tables import Block, Column, Note, Table, Value
from revenant.incidents.measurements import MTTF, Measurement, Outcome, definitions, measure, time_to_failure
from revenant.incidents.snapshot import IncidentSnapshot
from revenant.reports.population import Population
from revenant.reports.question import By, Form, Question, grouped
from revenant.reports.statistics.location import mean, median, quantile
from revenant.reports.wording import duration

TITLE = "Measurements"
FORM = Form(groups=frozenset(By))
FEWEST_FOR_P90 = 10
ALL, LIVE = "all", "posted live"
_FIGURES = [
    Column("counted", "counted"),
    Column("n", "n", right=True),
    Column("pending", "pending", right=True),
    Column("not appl.", "not_applicable", right=True),
    Column("invalid", "invalid", right=True),
    Column("median", "median", right=True),
    Column("p90", "p90", right=True),
    Column("mean", "mean", right=True),
]
_NOTES = (
    "Not appl.: the incident ended without that milestone, or never had its start. Invalid: it ends before it starts.",
    f"p90 needs at least {FEWEST_FOR_P90} values. The mean comes last: a few long incidents carry it, so compare "
    "medians.",
)


class Sample(NamedTuple):
    """One measurement over some incidents: the recorded durations, and how many have each other outcome."""

    durations: list[timedelta]
    outcomes: Counter[Outcome]

    def row(self) -> list[Value]:
        """The cells from n to mean."""
        enough = len(self.durations) >= FEWEST_FOR_P90
        seconds = [each.total_seconds() for each in self.durations]
        return [
            len(self.durations),
            self.outcomes[Outcome.PENDING],
            self.outcomes[Outcome.NOT_APPLICABLE],
            self.outcomes[Outcome.INVALID],
            duration(median(seconds)),
            duration(quantile(seconds, 0.9)) if enough else None,
            duration(mean(seconds)),
        ]


def sample(incidents: Iterable[IncidentSnapshot], measurement: Measurement) -> Sample:
    """Measure `incidents`, one measurement."""
    spans = [measure(it, [measurement])[0] for it in incidents]
    durations = [span.duration for span in spans if span.duration is not None]
    return Sample(durations, Counter(span.outcome for span in spans))


def build(found: Population, question: Question) -> list[Block]:
    """The report: one table of all measurements, or with `by` one table a measurement."""
    counted, table = found.counted, question.measurements
    figures = [_overall(counted, table)] if question.by is None else _by_group(counted, table, question.by, question)
    return [*figures, *_notes(counted, question.by)]


# --- over all -------------------------------------------------------------------------------


def _overall(incidents: Sequence[IncidentSnapshot], table: list[Measurement]) -> Table:
    rows: list[list[Value]] = []
    for measurement in table:
        rows += [[measurement.name, *cells, measurement.definition] for cells in _rows(incidents, measurement)]
    gaps = [gap for found in time_to_failure(incidents).values() for gap in found]
    rows.append([MTTF.name, *_gap_cells(gaps), MTTF.definition])
    columns = [Column("measured", "name"), *_FIGURES, Column("definition", "definition", wide=True)]
    return Table("", columns, rows, _NOTES)


def _rows(incidents: Sequence[IncidentSnapshot], measurement: Measurement) -> list[list[Value]]:
    """The figures over all, and beside them those without incidents posted in retrospect, where these count."""
    everyone = sample(incidents, measurement)
    rows: list[list[Value]] = [[ALL, *everyone.row()]]
    if not _lasts(measurement):
        return rows
    posted_live = [it for it in incidents if not it.in_retrospect]
    if len(posted_live) < len(incidents):
        live = sample(posted_live, measurement)
        rows += [[LIVE, *live.row()]] if len(live.durations) < len(everyone.durations) else []
    return rows


def _lasts(measurement: Measurement) -> bool:
    """Whether posting in retrospect falsifies it: it runs from detection, which was then no detection."""
    return "detected" in measurement.starts


def _gap_cells(gaps: list[timedelta]) -> list[Value]:
    """Gaps lie between incidents, so the outcomes of single incidents do not apply."""
    n, *_, middle, high, average = Sample(gaps, Counter()).row()
    return [ALL, n, None, None, None, middle, high, average]


# --- by group -------------------------------------------------------------------------------


def _by_group(
    incidents: Sequence[IncidentSnapshot], table: list[Measurement], by: By, question: Question
) -> list[Block]:
    groups = grouped(incidents, by, question)
    blocks: list[Block] = [_group_table(groups, measurement, by) for measurement in table]
    if by is By.SERVICE:
        gaps = time_to_failure(incidents)
        rows: list[list[Value]] = [[name, *_gap_cells(gaps[name])] for name in groups if name in gaps]
        blocks.append(Table(f"{MTTF.name}: {MTTF.definition}", [Column(by.value, "group"), *_FIGURES], rows))
    return blocks


def _group_table(groups: dict[str, list[IncidentSnapshot]], measurement: Measurement, by: By) -> Table:
    rows: list[list[Value]] = [[name, *cells] for name, its in groups.items() for cells in _rows(its, measurement)]
    title = f"{measurement.name}: {measurement.definition}"
    return Table(title, [Column(by.value, "group"), *_FIGURES], rows)


def _notes(incidents: Sequence[IncidentSnapshot], by: By | None) -> list[Block]:
    notes = [*_retrospect_note(incidents), *(_NOTES if by else ())]
    if by is By.SERVICE:
        notes.append("An incident with two services counts in both.")
    if by not in (None, By.SERVICE):
        notes.append(f"{MTTF.name} is per service: see --by service.")
    return [Note(text) for text in notes]


def _retrospect_note(incidents: Sequence[IncidentSnapshot]) -> list[str]:
    """How many were posted after the fact, and what the median time to resolve is without them."""
    posted = sum(it.in_retrospect for it in incidents)
    if not posted:
        return []
    resolve = next(known for known in definitions() if known.name == "MTTR")
    live = [
        each.total_seconds() for each in sample([it for it in incidents if not it.in_retrospect], resolve).durations
    ]
    middle = median(live)
    shown = f"{middle / 60:.1f} min" if middle is not None else "not known"
    return [
        f"{posted} posted in retrospect: detected and resolved in one instant, so their length says nothing; "
        f"without them the median MTTR is {shown}, n = {len(live)}. '{LIVE}' leaves them out."
    ]
