"""Trials of the rules: made-up hours in which all is well and then nothing is, and when the page must fire.

The minute follows from window and share alone, so that a query which finds the wrong thing is found out.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import timedelta
from math import floor
from typing import NamedTuple

from revenant.slos.alerting.promql import RANGE, SELECTOR, duration, selector, series, whole
from revenant.slos.alerting.recordings import BURN, Recorder
from revenant.slos.alerting.samples import Selector, read_selector, series_of
from revenant.slos.burning.rates import BurnWindow
from revenant.slos.errors import NotExpressibleError
from revenant.slos.slo import Indicator, Query

_RANGED = re.compile(rf"({SELECTOR})\s*\[{RANGE}")
_SUMS = re.compile(rf"(?:\s|sum|rate|increase|(?:by|without)\s*\([\w\s,]*\)|[()\[\]{RANGE}])*")
_PER_MINUTE = 60
_MINUTE = timedelta(minutes=1)


class MadeUp(NamedTuple):
    """A series with a value a minute, `well` while all is well and `ill` while nothing is; or it grows by as much."""

    series: str
    well: float
    ill: float
    grows: bool = False


class Check(NamedTuple):
    """After so many minutes an expression gives this one number, for this reason."""

    minute: int
    expr: str
    value: float
    why: str


class Trial(NamedTuple):
    """Series of one objective and what must hold: `well` minutes, then `ill` ones, then `after` that are well again."""

    name: str
    well: int
    ill: int
    after: int
    series: list[MadeUp]
    checks: list[Check]


def trial(recorder: Recorder, pairs: Sequence[BurnWindow]) -> Trial:
    """A trial of the fastest page of an objective.

    Raises:
        NotExpressibleError: it has none, or no series comes to mind that its queries find.
    """
    paging = [pair for pair in pairs if pair.pages]
    if not paging:
        raise NotExpressibleError("it has no alert that pages")
    pair = min(paging, key=lambda each: each.long)
    if recorder.interval is not None and recorder.interval > _MINUTE:
        raise NotExpressibleError("promtool evaluates every rule each minute, and its slices are longer")
    share = pair.factor(recorder.slo.window.length) * recorder.objective.allowed
    well = pair.long // _MINUTE + 1
    ill = floor(share * (pair.long // _MINUTE)) + 1
    after = pair.short // _MINUTE + 1
    return Trial(recorder.name, well, ill, after, _series(recorder), _checks(recorder, pair, well, well + ill, after))


def _checks(recorder: Recorder, pair: BurnWindow, well: int, fires: int, after: int) -> list[Check]:
    windows = {"long_window": duration(pair.long), "short_window": duration(pair.short)}
    alert = series("ALERTS", recorder.labels | windows | {"alertstate": "firing"})
    firing = f'count({alert[:-1]},severity_floor!="SEV1"}}) or vector(0)'
    burn = f"sum({series(f'{BURN}{duration(pair.long)}', recorder.labels)})"
    return [
        Check(well, burn, 0.0, "All is well, and it is measured."),
        Check(fires - 1, firing, 0.0, "Not enough of the budget is spent yet."),
        Check(fires, firing, 1.0, "So much of the budget is spent that somebody is paged."),
        Check(fires + after, firing, 0.0, "Nothing bad is left in the short window."),
    ]


# --- series that the queries find ---------------------------------------------------------


def _series(recorder: Recorder) -> list[MadeUp]:
    it, objective = recorder.indicator, recorder.objective
    if it.value is not None and objective.value is not None:
        away = 1.0 if objective.op in ("lte", "lt") else -1.0
        return [MadeUp(_one(_plain(it.value)), objective.value - away, objective.value + away)]
    if it.raw is not None:
        return [MadeUp(_one(_plain(it.raw)), *((0, 1) if it.raw_is_failure else (1, 0)))]
    return _events(it)


def _events(it: Indicator) -> list[MadeUp]:
    """What is good flows and stops, what is bad begins; where they are the same metric, in two of its series."""
    part, total = _counted(it.good or it.bad), _counted(it.total)
    grows = it.is_counter or _RANGED.search(_text(it.total)) is not None
    flows, stops = (_PER_MINUTE, 0), (0, _PER_MINUTE)
    if part.name != total.name:
        of_part = flows if it.good else stops
        return [MadeUp(_one(part), *of_part, grows), MadeUp(_one(total), _PER_MINUTE, _PER_MINUTE, grows)]
    inside, outside = _one(part, total), series_of([total], [part])
    if outside is None:
        raise NotExpressibleError("no series comes to mind that counts as one and not as the other")
    of_good, of_bad = (inside, outside) if it.good else (outside, inside)
    return [MadeUp(of_good, *flows, grows), MadeUp(of_bad, *stops, grows)]


def _one(*selectors: Selector) -> str:
    found = series_of(selectors)
    if found is None:
        raise NotExpressibleError("no series comes to mind that its query finds")
    return found


def _plain(query: Query | None) -> Selector:
    found = selector(_text(query))
    return _known(read_selector(found) if found else None)


def _counted(query: Query | None) -> Selector:
    """The selector of a query that adds up what a range holds, and does nothing else with it."""
    text = _text(query)
    ranged = _RANGED.findall(text)
    if len(ranged) == 1 and _SUMS.fullmatch(text.replace(ranged[0], "", 1)):
        return _known(read_selector(ranged[0]))
    return _plain(query)


def _text(query: Query | None) -> str:
    return whole(query.query) if query else ""


def _known(found: Selector | None) -> Selector:
    if found is None:
        raise NotExpressibleError("no series can be made up for a query that is more than a selector and a sum")
    return found
