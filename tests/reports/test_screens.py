"""The three reports of durations as a terminal of 80 columns shows them: what people read is held in golden files."""

from __future__ import annotations

import random
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from revenant.core.ids import base32
from revenant.core.severity import Severity
from revenant.core.tables import Table
from revenant.incidents.events import AnyEvent, ImpactRecorded, IncidentOpened, IncidentStatusChanged, Stamp
from revenant.incidents.lifecycle import Status
from revenant.incidents.snapshot import IncidentSnapshot, fold
from revenant.render.console import show
from revenant.reports import compose, load_report
from revenant.reports.population import population
from revenant.reports.question import By, Question
from tests.reports.making import in_minutes, lasting, records, tables

GOLDEN = Path(__file__).parent.parent / "golden"
FIRST, NOW = datetime(2024, 2, 10, 9, tzinfo=UTC), datetime(2026, 11, 23, 12, tzinfo=UTC)
SERVICES = ("checkout", "payments", "search")


def made_up(count: int = 90) -> list[IncidentSnapshot]:
    """A fictitious history of ten quarters: few long incidents, two posted in retrospect, the last three still open."""
    dice = random.Random(7)
    return [_incident(number, count, dice) for number in range(count)]


def _incident(number: int, count: int, dice: random.Random) -> IncidentSnapshot:
    ids = (f"{number:04}{place:04}" for place in range(99))
    at = FIRST + timedelta(hours=270 * number + dice.randrange(200))
    minutes = round(dice.lognormvariate(4.2, 1.1))

    def stamp(after: float) -> Stamp:
        return Stamp(at=at + timedelta(minutes=after), by="ben@example.com", ids=ids)

    def moved(after: float, status: Status) -> AnyEvent:
        before = Status.OPEN if status is Status.ACKNOWLEDGED else Status.ACKNOWLEDGED
        return stamp(after).event(IncidentStatusChanged, from_=before, to=status)

    service = SERVICES[dice.choice((0, 0, 0, 1, 1, 2)) if number else 0]
    severity = dice.choice((Severity.SEV2, Severity.SEV3, Severity.SEV3))
    events: list[AnyEvent] = [
        stamp(0).event(IncidentOpened, title=f"{service} is slow <b>", severity=severity, services=[service])
    ]
    if number in (40, 61):
        return fold(f"INC-20261123-{base32(number, 5)}", [*events, moved(0, Status.RESOLVED)])
    events.append(moved(min(minutes, dice.randrange(1, 30)), Status.ACKNOWLEDGED))
    if number < count - 3:
        events.append(moved(minutes, Status.RESOLVED))
    if number % 9 == 0:
        window = {"started_at": at - timedelta(minutes=12), "ended_at": at + timedelta(minutes=minutes)}
        events.append(stamp(minutes + 5).event(ImpactRecorded, **window))
    return fold(f"INC-20261123-{base32(number, 5)}", events)


def asked(by: By | None = None) -> Question:
    its = made_up()
    return Question(by=by, now=NOW, record=lambda: its, commit=lambda: "commit 1a2b3c4d5e6f")


@pytest.mark.parametrize(
    ("name", "by"), [("mttx", None), ("mttx", By.SERVICE), ("trends", None), ("distribution", By.SERVICE)]
)
def test_golden(name: str, by: By | None, update_golden: bool, capsys: pytest.CaptureFixture[str]) -> None:
    show(compose(name, asked(by)), color=False, width=80)
    screen = capsys.readouterr().out
    golden = GOLDEN / f"report-{name}{f'-by-{by}' if by else ''}.txt"
    if update_golden:
        golden.write_text(screen, encoding="utf-8")
    assert screen == golden.read_text(encoding="utf-8")
    assert max(map(len, screen.splitlines())) <= 80


# --- what holds for any incidents -----------------------------------------------------------

_LENGTHS = st.one_of(st.none(), st.integers(-30, 3000))
_ANY = st.lists(st.builds(lasting, st.integers(0, 90_000), _LENGTHS), max_size=12)


@given(_ANY)
def test_every_incident_has_one_outcome_of_every_measurement(incidents: list[IncidentSnapshot]) -> None:
    question = Question(now=NOW)
    found = population(incidents, question)
    for row in records(tables(load_report("mttx").build(found, question))["measurements"]):
        if in_minutes(row["counted"]) == "all" and row["not_applicable"] is not None:
            outcomes = [row[key] for key in ("n", "pending", "not_applicable", "invalid")]
            assert sum(each for each in outcomes if isinstance(each, int)) == len(found.counted)


@pytest.mark.parametrize("name", ["mttx", "trends", "distribution"])
@given(incidents=_ANY, seed=st.randoms(use_true_random=False))
def test_the_order_of_incidents_changes_no_figure(
    name: str, incidents: list[IncidentSnapshot], seed: random.Random
) -> None:
    question = Question(By.MONTH, now=NOW)
    shuffled = list(incidents)
    seed.shuffle(shuffled)
    assert figures(name, shuffled, question) == figures(name, incidents, question)


def figures(name: str, incidents: list[IncidentSnapshot], question: Question) -> dict[str, Table]:
    """The tables, those that list incidents in the order of the record sorted."""
    found = tables(load_report(name).build(population(incidents, question), question))
    return {
        key: table._replace(rows=sorted(table.rows, key=str)) if key.endswith("-few") else table
        for key, table in found.items()
    }
