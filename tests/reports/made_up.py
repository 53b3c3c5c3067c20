"""Incidents of an invented company, made of a few words each, and sixty of them for the golden screens."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

from revenant.core.settings import Person, Settings
from revenant.core.severity import Severity
from revenant.core.tables import Block, Chart, Table
from revenant.incidents.events import (
    AnyEvent,
    EffortLogged,
    ImpactRecorded,
    IncidentAssigned,
    IncidentLinked,
    IncidentOpened,
    IncidentStatusChanged,
    NoteAdded,
    SignalsCorrelated,
    Stamp,
)
from revenant.incidents.lifecycle import Status
from revenant.incidents.snapshot import IncidentSnapshot, fold
from revenant.render.plain import render_plain
from tests.incidents.making import ANA, BEN, LEA, numbered

CHI = "chi@example.com"
NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
SETTINGS = Settings(
    schema="revenant/workspace@1",
    people=[
        Person(email=ANA, team="platform", aliases=["ana@old.example.com"]),
        Person(email=LEA, team="platform"),
        Person(email=BEN, team="shop"),
        Person(email=CHI, team="shop", timezone="America/New_York"),
    ],
    bots=["bot@example.com"],
)
GOLDEN = Path(__file__).parent.parent / "golden"
_IDS = numbered()


def happened(
    number: int,
    detected: str | datetime = "2026-11-20T10:00",
    *,
    moves: Sequence[tuple[float, str]] = ((5, "ACKNOWLEDGED"), (60, "RESOLVED")),
    by: str = BEN,
    severity: str = "SEV2",
    services: Sequence[str] = ("checkout",),
    tags: Sequence[str] = (),
    started: float | None = None,
    late: float = 0,
    source: str = "",
    commander: str = "",
    alert: str = "",
    impact: tuple[float, float] | None = None,
    effort: Mapping[str, int] | None = None,
    notes: Sequence[float] = (),
    duplicate_of: str = "",
) -> IncidentSnapshot:
    """One incident; times are minutes after its detection, `late` those by which its opening was written down later."""
    at = detected if isinstance(detected, datetime) else datetime.fromisoformat(detected).replace(tzinfo=UTC)

    def stamp(minutes: float, recorded: float = 0) -> Stamp:
        when = at + timedelta(minutes=minutes)
        return Stamp(when, by, _IDS, when + timedelta(minutes=recorded) if recorded else None)

    events: list[AnyEvent] = [
        stamp(0, late).event(
            IncidentOpened,
            title=f"number {number}",
            severity=Severity(severity),
            services=list(services),
            tags=list(tags),
            source=source,
            started_at=None if started is None else at + timedelta(minutes=started),
        )
    ]
    status = Status.OPEN
    for minutes, word in moves:
        events.append(stamp(minutes, 9999 if source else 0).event(IncidentStatusChanged, from_=status, to=Status(word)))
        status = Status(word)
    if commander:
        events.append(stamp(1).event(IncidentAssigned, commander=commander))
    if alert:
        events.append(stamp(0).event(SignalsCorrelated, name=alert, service=services[0] if services else ""))
    if impact:
        first, last = (at + timedelta(minutes=each) for each in impact)
        events.append(stamp(0).event(ImpactRecorded, started_at=first, ended_at=last))
    if duplicate_of:
        events.append(stamp(0).event(IncidentLinked, relation="duplicate_of", target=duplicate_of))
    events += [stamp(2).event(EffortLogged, minutes=spent, person=who) for who, spent in (effort or {}).items()]
    events += [stamp(minutes).event(NoteAdded, text="still looking") for minutes in notes]
    return fold(f"INC-{at:%Y%m%d}-{number:05}", events)


def invented() -> list[IncidentSnapshot]:
    """Sixty incidents of a year: open, imported, in retrospect, written down late, commanded, and coming back."""
    return list(_invented(random.Random(60)))


def _invented(dice: random.Random) -> Iterator[IncidentSnapshot]:
    at = datetime(2026, 1, 5, 8, tzinfo=UTC)
    for number in range(1, 61):
        at += timedelta(minutes=dice.randint(600, 14_000))
        lasts = round(dice.lognormvariate(4.25, 1.25)) + 3
        answered = min(dice.choice((1, 4, 9, 40, 300)), lasts - 1)
        yield happened(
            number,
            at,
            moves=_moves(number, answered, lasts),
            by=dice.choice((ANA, ANA, ANA, BEN, BEN, LEA, CHI)),
            severity=dice.choice(("SEV1", "SEV2", "SEV2", "SEV3", "SEV3", "SEV4")),
            services=dice.choice((["checkout"], ["payments"], ["checkout", "payments"], [])),
            tags=dice.choice(([], [], ["database"], ["certificates"])),
            alert=dice.choice(("", "", "ErrorRate", "DiskFull")),
            started=dice.choice((None, -7)),
            late=dice.choice((0, 0, 0, 25, 180)),
            source="elsewhere:1" if number % 11 == 0 else "",
            commander=dice.choice(("", LEA)),
            impact=dice.choice((None, (-7, lasts))),
            effort=dice.choice(({}, {BEN: 45})),
            duplicate_of="INC-20260101-00001" if number == 23 else "",
        )


def _moves(number: int, answered: int, lasts: int) -> list[tuple[float, str]]:
    if number % 17 == 0:
        return [(0, "RESOLVED")]
    if number % 13 == 0:
        return [(lasts, "INVESTIGATING"), (lasts + 5, "RESOLVED")]
    if number > 57:
        return [] if number == 60 else [(answered, "ACKNOWLEDGED")]
    over: list[tuple[float, str]] = [(lasts, "RESOLVED"), (lasts + 9, "INVESTIGATING"), (lasts + 40, "RESOLVED")]
    return [(answered, "ACKNOWLEDGED"), *(over if number % 19 == 0 else over[:1])]


def table(blocks: Sequence[Block], key: str) -> Table:
    """The table with that key, drawn or not."""
    tables = [block.table if isinstance(block, Chart) else block for block in blocks]
    return next(each for each in tables if isinstance(each, Table) and each.key == key)


def holds(name: str, blocks: Sequence[Block], update: bool) -> None:
    """Compare a whole report with its golden file."""
    shown, golden = render_plain(blocks), GOLDEN / f"report-{name}.txt"
    if update:
        golden.write_text(shown, encoding="utf-8")
    assert shown == golden.read_text(encoding="utf-8")
