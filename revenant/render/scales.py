"""Where a number stands on an axis, and the round numbers that people find there."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from datetime import timedelta
from typing import NamedTuple

from revenant.core.times import format_duration
from revenant.render.units import Unit

_MINUTE, _HOUR, _DAY = 60, 3600, 86400
_SPANS = (
    *(1, 2, 5, 10, 15, 30),
    *(_MINUTE * n for n in (1, 2, 5, 10, 15, 30)),
    *(_HOUR * n for n in (1, 2, 3, 6, 12)),
    *(_DAY * n for n in (1, 2, 7, 14, 30, 90, 180, 365)),
)
_DECADES = (1, 10, _MINUTE, 10 * _MINUTE, _HOUR, 6 * _HOUR, _DAY, 7 * _DAY, 30 * _DAY, 365 * _DAY)
_YEAR = 365 * _DAY
_NARROW = 2  # times the lowest: below there are no two marks of a logarithmic scale
_ABOUT = 1e-9  # of a step: what multiples may be off as floating point numbers
_WIDE = 200  # times the lowest: from there on the marks of a logarithmic scale are decades
_NOTHING = 1e-9  # what is smaller stands at the edge of a logarithmic scale, where zero does


class Scale(NamedTuple):
    """From `low` to `high`, in base units; a logarithmic one has `low` above zero."""

    low: float
    high: float
    log: bool = False

    def at(self, value: float) -> float:
        """Where `value` stands, from 0 to 1; what lies outside stands at the edge."""
        if self.high <= self.low:
            return 0.0
        if self.log:
            first, last = math.log(self.low), math.log(self.high)
            return min((math.log(max(value, self.low)) - first) / (last - first), 1.0)
        return min(max((value - self.low) / (self.high - self.low), 0.0), 1.0)


def scale_for(values: Iterable[float], *, log: bool = False) -> Scale:
    """The scale that holds `values`: from zero, or from the lowest above zero on a logarithmic one."""
    numbers = list(values)
    above = [value for value in numbers if value > _NOTHING]
    if log and above and min(above) < max(above):
        return Scale(min(above), max(above), log=True)
    return Scale(min([0.0, *numbers]), max([0.0, *numbers]))


def rounded(scale: Scale, unit: Unit) -> Scale:
    """The scale widened to the ticks around it, so that an axis begins and ends at a round number."""
    for _ in range(4):  # a wider scale may have coarser ticks, and needs their ends
        scale = _widened(scale, unit)
    return scale


def _widened(scale: Scale, unit: Unit) -> Scale:
    if scale.log and not _is_narrow(scale):
        marks = list(_decades(unit, scale))
        low = max((mark for mark in marks if mark <= scale.low), default=marks[0])
        high = min((mark for mark in marks if mark >= scale.high), default=marks[-1])
        return Scale(low, high, log=True) if low < high else Scale(0, high)
    step = _step(scale, unit)
    low = math.floor(scale.low / step + _ABOUT) * step
    return Scale(low, max(math.ceil(scale.high / step - _ABOUT), 1) * step, scale.log and low > 0)


def _is_narrow(scale: Scale) -> bool:
    """Whether a logarithmic scale is so short that it has the ticks of a plain one."""
    return scale.high <= scale.low * _NARROW


def ticks(scale: Scale, unit: Unit) -> list[float]:
    """Round numbers on the scale, about five of them."""
    if scale.log and not _is_narrow(scale):
        return [tick for tick in _decades(unit, scale) if scale.low <= tick <= scale.high]
    step = _step(scale, unit)
    first, last = math.ceil(scale.low / step - _ABOUT), math.floor(scale.high / step + _ABOUT)
    return [number * step for number in range(first, last + 1)]


def tick_label(value: float, unit: Unit) -> str:
    """How a tick reads: 0, 30m, 2h, 1d, 25 %, 1,000."""
    if value == 0:
        return "0"
    if unit is Unit.SECONDS and value % _DAY == 0:
        return f"{value / _DAY:,.0f}d"
    if unit is Unit.SECONDS:
        return format_duration(timedelta(seconds=value)).replace(" 00s", "").replace(" 00m", "").replace(" 00h", "")
    if unit is Unit.RATIO:
        return f"{value * 100:.4g} %"
    return f"{value:,.0f}" if value == int(value) else f"{value:,.4g}"


def _step(scale: Scale, unit: Unit) -> float:
    wanted = (scale.high - scale.low) / 5 or 1.0
    if unit is Unit.SECONDS:
        return next((span for span in _SPANS if span >= wanted), None) or _round(wanted / _DAY) * _DAY
    step = _round(wanted)
    return max(step, 1.0) if unit is Unit.NUMBER and float(scale.high).is_integer() else step


def _round(wanted: float) -> float:
    """The next of 1, 2, 5, 10, 20, 50, …"""
    power = 10.0 ** math.floor(math.log10(wanted))
    return next(power * n for n in (1, 2, 5, 10) if power * n >= wanted * (1 - 1e-9))


def _decades(unit: Unit, scale: Scale) -> Iterator[float]:
    """Marks of a logarithmic scale: one at most as low as it begins, if there can be, and one as high as it ends."""
    if unit is Unit.SECONDS:
        yield from _DECADES if scale.high > scale.low * _WIDE else _SPANS
        years = scale.high / _YEAR
        yield from (_YEAR * 10.0**power for power in range(1, math.ceil(math.log10(max(years, 1))) + 1))
        return
    first, last = math.floor(math.log10(scale.low)), math.ceil(math.log10(scale.high))
    every = max((last - first) // 8, 1)
    if scale.high > scale.low * _WIDE:
        yield from (10.0**power for power in range(first, last + every, every))
    else:
        yield from (10.0**power * n for power in range(first, last + 1) for n in (1, 2, 5))
