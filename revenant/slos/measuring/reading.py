"""From the periods of a file to what was asked; if some came late, once more with all of them in order."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import datetime
from typing import Protocol, TypeVar

from revenant.slos.measuring.disorder import merged, punctual
from revenant.slos.measuring.faults import Faults
from revenant.slos.measuring.ledgers import ledger_of, scope_of
from revenant.slos.measuring.moments import micros, moment
from revenant.slos.measuring.runs import Run, Scope
from revenant.slos.measuring.sequence import in_sequence
from revenant.slos.slo import Method
from revenant.slos.usage import Asked, Flaw, Reading

T = TypeVar("T")


class Source(Protocol):
    """Where periods come from; may be read again. `until` is known once all have been read.

    `by_time`: periods have no lines, but moments.
    """

    by_time: bool
    until: int | None

    def periods(self, scope: Scope, faults: Faults) -> Iterator[Run]: ...


class Shelf(Protocol):
    """Takes runs of one period each, and gives them back in order of keys and lines."""

    def add(self, run: Run) -> None: ...

    def in_order(self) -> Iterable[Run]: ...


def measure(source: Source, path: str, method: Method, asked: Sequence[Asked], now: datetime, shelf: Shelf) -> Reading:
    """What was asked of a source; `shelf` is empty, and keeps what came late."""
    scope = scope_of(method, asked, now)

    def counted(faults: Faults, runs: Iterable[Run]) -> Reading:
        ledger = ledger_of(method, asked, now, faults)
        for run in in_sequence(runs, faults):
            ledger.add(run)
        usages = ledger.usages()
        return Reading(usages, faults.all, None if source.until is None else moment(source.until))

    return _read(source, path, scope, shelf, counted)


def survey(source: Source, path: str, now: datetime, shelf: Shelf) -> Faults:
    """What is wrong with all of a source, whatever one asks of it."""

    def exhausted(faults: Faults, runs: Iterable[Run]) -> Faults:
        for _ in in_sequence(runs, faults):
            pass
        return faults

    return _read(source, path, Scope(0, micros(now)), shelf, exhausted)


def _read(source: Source, path: str, scope: Scope, shelf: Shelf, take: Callable[[Faults, Iterable[Run]], T]) -> T:
    """What `take` makes of the periods in order; where some came late, of a second reading."""
    faults = Faults(path, by_time=source.by_time)
    late = Faults(path, by_time=source.by_time)

    def aside(run: Run) -> None:
        late.add(Flaw.OUT_OF_ORDER, run.line)
        shelf.add(run)

    taken = take(faults, punctual(source.periods(scope, faults), aside))
    if not late.seen:
        return taken
    rest = punctual(source.periods(scope, late), _let_go)
    return take(late, merged(rest, shelf.in_order()))


def _let_go(run: Run) -> None:
    """It is on the shelf already."""
