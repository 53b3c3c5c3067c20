"""Two periods compared: how long incidents take and how many there are, and what samples this small could show."""

from __future__ import annotations

from collections.abc import Sequence

from revenant.core.tables import Block, Column, Fact, Facts, Note, Table, Tone, Value
from revenant.incidents.measurements import Outcome, measure
from revenant.incidents.snapshot import IncidentSnapshot
from revenant.reports.comparing import mix, rates
from revenant.reports.comparing.comparison import FEWEST, Comparison, Verdict, compare, in_words, refusal
from revenant.reports.comparing.groups import group_tables
from revenant.reports.comparing.overall import periods_table, tests_table
from revenant.reports.comparing.sides import Side, remarks, shared, sides
from revenant.reports.population import Population
from revenant.reports.question import PERIODS, By, Form, Question

TITLE = "Two periods compared"
FORM = Form(groups=frozenset(By) - PERIODS, periods=2, measures=True)

_TIMED = (Outcome.RECORDED, Outcome.PENDING)
_REMEDY = "Compare what is alike: --by severity, --severity, --exclude."


def build(found: Population, question: Question) -> list[Block]:
    """The verdict, what it rests on, how many incidents there were, and what makes the periods unlike each other."""
    first, second = sides(found.counted, question)
    why = shared(first, second) or refusal(first.sample, second.sample, (first.name, second.name))
    compared = None if why else compare(first.sample, second.sample)
    return [
        _verdict(first, second, compared, why, question),
        periods_table(first, second),
        *_tests(first, second, compared, question),
        *_listed(first, second, question),
        _counts(first, second, found.counted, question),
        *_notes(first, second, found.counted, question),
    ]


def _verdict(first: Side, second: Side, compared: Comparison | None, why: str, question: Question) -> Facts:
    measurement = question.measurement
    names = (first.name, second.name)
    said = in_words(compared, names) if compared else f"{Verdict.REFUSED}: {why}."
    return Facts(
        [
            Fact("measured", f"{measurement.name}: {measurement.definition}"),
            Fact("verdict", said, Tone.STRONG if compared else Tone.WARN),
        ]
    )


def _tests(first: Side, second: Side, compared: Comparison | None, question: Question) -> list[Block]:
    if question.by is not None and not shared(first, second):
        return [*group_tables(first, second, question.by, question)]
    return [tests_table(first, second, compared)] if compared else []


def _listed(first: Side, second: Side, question: Question) -> list[Block]:
    """Of a period with too few to count, the incidents themselves."""
    columns = [
        Column("incident", "incident"),
        Column("detected", "detected"),
        Column("severity", "severity"),
        Column(question.measurement.name, "duration", right=True),
        Column("outcome", "outcome"),
        Column("title", "title", wide=True, at_most=80),
    ]
    measurable = [
        (side, [it for it, outcome in zip(side.its, side.reading.spans.outcomes, strict=True) if outcome in _TIMED])
        for side in (first, second)
    ]
    return [
        Table(f"The incidents of {side.name}", columns, [_incident(it, question) for it in its], key="incidents")
        for side, its in measurable
        if side.sample.n < FEWEST and 0 < len(its) <= 2 * FEWEST
    ]


def _incident(it: IncidentSnapshot, question: Question) -> list[Value]:
    (span,) = measure(it, [question.measurement])
    outcome = "" if span.outcome is Outcome.RECORDED else span.outcome.value
    return [it.id, it.detected_at, it.severity.value if it.severity else None, span.duration, outcome, it.title]


def _counts(first: Side, second: Side, counted: Sequence[IncidentSnapshot], question: Question) -> Table:
    earliest = min((it.detected_at for it in counted if it.detected_at), default=None)
    early, late = (rates.watched(side.period, side.its, question.now, earliest) for side in (first, second))
    return rates.table(early, late, apart=not shared(first, second))


def _notes(first: Side, second: Side, counted: Sequence[IncidentSnapshot], question: Question) -> list[Block]:
    said = remarks(first, second, counted, question)
    unlike = mix.changed(first.its, second.its, question.settings.reports.drill_names)
    if unlike and not shared(first, second):
        said.append(f"The periods hold other kinds of incidents: {'; '.join(unlike)}. {_REMEDY}")
    return [Note(text, Tone.WARN) for text in said]
