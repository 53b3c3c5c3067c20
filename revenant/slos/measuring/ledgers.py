"""One reading of an SLO's data, by any of the three methods, for all that is asked of it at a time."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import Protocol

from revenant.slos.measuring.events import EventLedger
from revenant.slos.measuring.faults import Faults
from revenant.slos.measuring.moments import length, micros
from revenant.slos.measuring.runs import Run, Scope
from revenant.slos.measuring.slices import SliceLedger, Slicer, Slices
from revenant.slos.slo import Method, Objective
from revenant.slos.usage import Asked, Flaw, Usage

_Key = tuple[int, float | None]


class Ledger(Protocol):
    """Takes runs in order, then tells the usages that were asked for, in that order."""

    def add(self, run: Run) -> None: ...

    def usages(self) -> list[Usage]: ...


def scope_of(method: Method, asked: Sequence[Asked], now: datetime) -> Scope:
    """What of the data must be looked at: of slices also what lies before the span in which they end."""
    start = min((each.span.start for each in asked), default=now)
    if method is not Method.OCCURRENCES:
        start -= max((each.objective.slice for each in asked), default=timedelta())
    return Scope(micros(start), micros(now))


def ledger_of(method: Method, asked: Sequence[Asked], now: datetime, faults: Faults) -> Ledger:
    """What counts by this method."""
    if method is Method.OCCURRENCES:
        return _EventsAsked(asked, now)
    return _SlicesAsked(method, asked, now, faults)


class _EventsAsked:
    """All objectives count the same events."""

    def __init__(self, asked: Sequence[Asked], now: datetime) -> None:
        self._spans = _spans(asked, now)
        self._ledger = EventLedger(self._spans)
        self.add = self._ledger.add

    def usages(self) -> list[Usage]:
        return [self._ledger.spread.usage(*span) for span in self._spans]


class _SlicesAsked:
    """Objectives with slices of one length share a slicer; those that judge them alike share a ledger."""

    def __init__(self, method: Method, asked: Sequence[Asked], now: datetime, faults: Faults) -> None:
        self._spans, self._faults = _spans(asked, now), faults
        self._keys = [_key(method, each.objective) for each in asked]
        spans: dict[_Key, list[tuple[int, int]]] = {}
        for key, span in zip(self._keys, self._spans, strict=True):
            spans.setdefault(key, []).append(span)
        self._ledgers = {key: SliceLedger(key[1], of_key) for key, of_key in spans.items()}
        self._slicers = {key[0]: Slicer(key[0], micros(now), faults) for key in spans}

    def add(self, run: Run) -> None:
        if run.total.count(0):
            self._note_empty(run)
        for size, slicer in self._slicers.items():
            self._judge(size, slicer.add(run))

    def usages(self) -> list[Usage]:
        for size, slicer in self._slicers.items():
            self._judge(size, slicer.rest())
        return [self._ledgers[key].spread.usage(*span) for key, span in zip(self._keys, self._spans, strict=True)]

    def _judge(self, size: int, made: Iterable[Slices]) -> None:
        ledgers = [ledger for key, ledger in self._ledgers.items() if key[0] == size]
        for slices in made:
            for ledger in ledgers:
                ledger.add(slices)

    def _note_empty(self, run: Run) -> None:
        first = next(place for place, total in enumerate(run.total) if not total)
        self._faults.add(Flaw.NO_EVENTS, run.line + first, times=run.total.count(0))


def _key(method: Method, objective: Objective) -> _Key:
    if method is Method.RATIO_TIMESLICES:
        return length(objective.slice), None
    return length(objective.slice), 1.0 if objective.slice_target is None else objective.slice_target


def _spans(asked: Sequence[Asked], now: datetime) -> list[tuple[int, int]]:
    """Each span up to now."""
    return [(micros(each.span.start), min(micros(each.span.end), micros(now))) for each in asked]
