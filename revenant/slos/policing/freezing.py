"""Since when a budget is exhausted, and when some of it is left again if nothing more goes wrong.

A budget moves with its window, and its past is stored nowhere: it is asked for anew at some moments, and again at some
between the two where it turned.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from itertools import chain, pairwise
from typing import NamedTuple

from revenant.slos.budgeting.adjustments import Adjustment
from revenant.slos.budgeting.budget import budget
from revenant.slos.budgeting.coarse import bad_within, widened
from revenant.slos.slo import Objective, Slo
from revenant.slos.spans import Span, union
from revenant.slos.usage import Asked, Meter, Unit, Usage

_MOMENTS = 48


class Turn(NamedTuple):
    """It was exhausted at `exhausted` and was not at `other`, the two moments closest to each other that are known.

    `other` is None where it was exhausted at every moment asked about.
    """

    exhausted: datetime
    other: datetime | None


class Freeze(NamedTuple):
    """When it was exhausted, and when it no longer will be if nothing more is bad and traffic stays as it was."""

    since: Turn
    until: Turn


def freeze(slo: Slo, objective: Objective, meter: Meter, adjustments: Sequence[Adjustment], now: datetime) -> Freeze:
    """Both turns of a budget that is exhausted now; the data is read twice.

    They are found within 1/2304 of the window: 18 minutes of 28 days. What turned and turned back in between is missed.
    """
    asking = _Asking(slo, objective, meter, adjustments, now)
    step = slo.window.length / _MOMENTS
    back = [now - step * number for number in range(1, _MOMENTS + 1)]
    ahead = _ahead(slo, now)
    told = asking.exhausted([*back, *ahead])
    since = _turn(now, back, told[: len(back)])
    until = _turn(now, ahead, told[len(back) :])
    finer = [list(_between(turn)) for turn in (since, until)]
    told = asking.exhausted([*finer[0], *finer[1]])
    return Freeze(_finer(since, finer[0], told[: len(finer[0])]), _finer(until, finer[1], told[len(finer[0]) :]))


def _ahead(slo: Slo, now: datetime) -> list[datetime]:
    """Moments to come: until all of a rolling window lies ahead, or the next period of a calendar begins.

    In that period too a budget of events may open, since it grows with traffic.
    """
    rest = slo.window.length if slo.window.is_rolling else slo.window.span(now).end - now
    return [now + rest * number / _MOMENTS for number in range(1, _MOMENTS + 1)]


def _turn(now: datetime, moments: Sequence[datetime], told: Sequence[bool]) -> Turn:
    for (before, _), (moment, is_spent) in pairwise(zip([now, *moments], [True, *told], strict=True)):
        if not is_spent:
            return Turn(before, moment)
    return Turn(moments[-1], None)


def _between(turn: Turn) -> Iterator[datetime]:
    """Moments between the two, from the one at which it was exhausted."""
    if turn.other is not None:
        step = (turn.other - turn.exhausted) / _MOMENTS
        yield from (turn.exhausted + step * number for number in range(1, _MOMENTS))


def _finer(turn: Turn, moments: Sequence[datetime], told: Sequence[bool]) -> Turn:
    if turn.other is None or not moments:
        return turn
    found = _turn(turn.exhausted, moments, told)
    return Turn(found.exhausted, found.other or turn.other)


class _Asking(NamedTuple):
    """Asks at moments before and after now; nothing bad is assumed of what is to come."""

    slo: Slo
    objective: Objective
    meter: Meter
    adjustments: Sequence[Adjustment]
    now: datetime

    def exhausted(self, moments: Sequence[datetime]) -> list[bool]:
        """Whether the budget was, or will be, exhausted at each; where nothing was measured it was not.

        Of events as many a minute are taken for what is to come as were measured, where any were, of what is left.
        """
        parts = [(moment, self._seen(moment), self._accepted(moment)) for moment in moments]
        spans = [span for _, seen, forgiven in parts for span in (seen, *chain.from_iterable(map(widened, forgiven)))]
        usages = iter(self.meter.read([Asked(self.objective, span) for span in spans], self.now).usages)
        return [
            self._is_exhausted(moment, next(usages), sum(bad_within(each, usages) for each in forgiven))
            for moment, _, forgiven in parts
        ]

    def _seen(self, moment: datetime) -> Span:
        """What has come of the window at that moment."""
        return Span(min(self.slo.window.span(moment).start, self.now), min(moment, self.now))

    def _accepted(self, moment: datetime) -> list[Span]:
        seen = self._seen(moment)
        clipped = (each.span.clipped(seen) for each in self.adjustments if each.slo == self.slo.name)
        return union(span for span in clipped if span is not None)

    def _is_exhausted(self, moment: datetime, usage: Usage, forgiven: float) -> bool:
        if not usage.all:
            return False
        if self.meter.unit is Unit.EVENTS and moment > self.now:
            usage = usage._replace(all=usage.all * (1 + (moment - self.now) / usage.measured))
        whole = budget(self.objective, usage, self.meter.unit, self.slo.window.span(moment))
        return whole._replace(spent=whole.spent - forgiven).is_exhausted
