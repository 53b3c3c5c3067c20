"""From the periods of a file to what was asked; if they are in disorder, once more and sorted."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import datetime
from typing import Protocol

from revenant.slos.measuring.faults import Faults
from revenant.slos.measuring.ledgers import ledger_of, scope_of
from revenant.slos.measuring.moments import micros, moment
from revenant.slos.measuring.runs import Run, Scope, singly
from revenant.slos.measuring.sequence import OutOfOrderError, in_sequence
from revenant.slos.slo import Method
from revenant.slos.usage import Asked, Flaw, Reading


class Source(Protocol):
    """Where periods come from; may be read again. `until` is known once all have been read.

    `by_time`: periods have no lines, but moments.
    """

    by_time: bool
    until: int | None

    def periods(self, scope: Scope, faults: Faults) -> Iterator[Run]: ...


Sorter = Callable[[Iterable[Run]], Iterable[Run]]


def measure(
    source: Source, path: str, method: Method, asked: Sequence[Asked], now: datetime, sorter: Sorter
) -> Reading:
    """What was asked of a source; `sorter` puts runs of one period in order of keys and lines."""

    def counted(faults: Faults, sorter: Sorter | None) -> Reading:
        ledger = ledger_of(method, asked, now, faults)
        for run in _ordered(source, scope_of(method, asked, now), faults, sorter):
            ledger.add(run)
        usages = ledger.usages()
        return Reading(usages, faults.all, None if source.until is None else moment(source.until))

    try:
        return counted(Faults(path, by_time=source.by_time), None)
    except OutOfOrderError:
        return counted(Faults(path, by_time=source.by_time), sorter)


def survey(source: Source, path: str, now: datetime, sorter: Sorter) -> Faults:
    """What is wrong with all of a source, whatever one asks of it."""
    scope = Scope(0, micros(now))
    try:
        faults = Faults(path, by_time=source.by_time)
        _exhaust(_ordered(source, scope, faults, None))
    except OutOfOrderError:
        faults = Faults(path, by_time=source.by_time)
        _exhaust(_ordered(source, scope, faults, sorter))
    return faults


def _exhaust(runs: Iterable[Run]) -> None:
    deque(runs, maxlen=0)


def _ordered(source: Source, scope: Scope, faults: Faults, sorter: Sorter | None) -> Iterator[Run]:
    """The periods of a source, each moment once.

    Raises:
        OutOfOrderError: they are in disorder, and there is no sorter.
    """
    runs: Iterable[Run] = source.periods(scope, faults)
    if sorter is not None:
        runs = sorter(_noting_order(singly(runs), faults))
    return in_sequence(runs, faults)


def _noting_order(runs: Iterable[Run], faults: Faults) -> Iterator[Run]:
    latest: tuple[int, int] | None = None
    for run in runs:
        if latest is not None and run.key < latest:
            faults.add(Flaw.OUT_OF_ORDER, run.line)
        latest = run.key
        yield run
