"""An objective whose outages are known to the second, and how it stands then."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from revenant.slos.budgeting.standing import Standing, standings
from revenant.slos.burning.rates import STANDARD, BurnWindow
from revenant.slos.slo import Objective, Slo
from revenant.slos.spans import Span
from revenant.slos.usage import Asked, Reading, Unit, Usage
from revenant.slos.window import Window

T0 = datetime(2026, 11, 23, 12, tzinfo=UTC)
MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
THREE_NINES = Objective(name="three nines", target=0.999)


def slo(target: float = 0.999, days: int = 30, name: str = "checkout-availability", service: str = "checkout") -> Slo:
    window = Window(length=timedelta(days=days), text=f"{days}d")
    objective = Objective(name="the objective", target=target)
    return Slo(name=name, title=name, service=service, window=window, objectives=(objective,))


class OutageMeter:
    """A thousand events a second, of which a share is bad in these spans; measured from `since` up to `until`."""

    unit = Unit.EVENTS
    source = "a test"

    def __init__(
        self,
        outages: Sequence[tuple[datetime, datetime, float]],
        since: datetime = T0 - 400 * DAY,
        until: datetime = T0 + 400 * DAY,
    ) -> None:
        self._outages = [(Span(start, end), share) for start, end, share in outages]
        self._measured = Span(since, until)
        self.readings = 0

    def read(self, asked: Sequence[Asked], now: datetime) -> Reading:
        self.readings += 1
        spans = [Span(each.span.start, min(each.span.end, now)) for each in asked]
        return Reading(list(map(self._usage, spans)), [], min(now, self._measured.end))

    def _usage(self, span: Span) -> Usage:
        known = span.clipped(self._measured)
        if known is None:
            return Usage(0.0, 0.0, timedelta())
        parts = [(part, share) for outage, share in self._outages if (part := outage.clipped(known))]
        bad = sum(1000 * part.length.total_seconds() * share for part, share in parts)
        return Usage(bad, 1000 * known.length.total_seconds(), known.length)


def standing(
    meter: OutageMeter, now: datetime = T0, of: Slo | None = None, burns: Sequence[BurnWindow] = STANDARD
) -> Standing:
    """How it stands."""
    (found,) = standings(of or slo(), meter, [], [], now, burns)
    return found


def burning_at(
    rate: float, *, target: float = 0.999, days: int = 30, left: float = 1.0, now: datetime = T0
) -> Standing:
    """A budget that has burned at this rate for the last three days, of which about so much is left."""
    allowed = 1 - target
    earlier = (1 - left) * days - rate * 3
    outages = [(now - 3 * DAY, now, rate * allowed)]
    if earlier > 0:
        rest = (days - 3) * DAY
        outages.append((now - days * DAY, now - 3 * DAY, earlier * DAY / rest * allowed))
    return standing(OutageMeter(outages), now, slo(target, days))
