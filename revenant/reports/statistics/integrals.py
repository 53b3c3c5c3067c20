"""The incomplete beta and gamma functions, from which the distributions of t, of shares and of counts follow.

Both by their continued fractions (DLMF 8.17.22 and 8.9.2), the gamma function below its mean by its series (8.7.1).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import count
from math import exp, inf, lgamma, log, log1p

_TINY, _CLOSE = 1e-300, 1e-15


def beta_share(a: float, b: float, x: float) -> float:
    """The share of the beta distribution (a, b) below `x`; a and b above zero."""
    if not 0 < x < 1:
        return 0.0 if x <= 0 else 1.0
    if x > (a + 1) / (a + b + 2):
        return 1 - beta_share(b, a, 1 - x)
    front = exp(lgamma(a + b) - lgamma(a) - lgamma(b) + a * log(x) + b * log1p(-x)) / a
    return front / _fraction(1.0, ((part, 1.0) for part in _beta_parts(a, b, x)))


def gamma_share(a: float, x: float) -> float:
    """The share of the gamma distribution of shape `a` below `x`; a above zero."""
    if x <= 0:
        return 0.0
    front = exp(a * log(x) - x - lgamma(a))
    if x >= a + 1:
        return 1 - front / _fraction(x + 1 - a, ((-k * (k - a), x + 2 * k + 1 - a) for k in count(1)))
    total = term = 1 / a
    for k in count(1):
        term *= x / (a + k)
        total += term
        if term < total * _CLOSE:
            break
    return front * total


def _beta_parts(a: float, b: float, x: float) -> Iterator[float]:
    for m in count():
        yield -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))
        k = m + 1
        yield k * (b - k) * x / ((a + 2 * k - 1) * (a + 2 * k))


def _fraction(first: float, parts: Iterator[tuple[float, float]]) -> float:
    """first + a1/(b1 + a2/(b2 + …)) for parts (a, b), from the front until nothing changes (Lentz 1976)."""
    value = above = first or _TINY
    below = 0.0
    for a, b in parts:
        below = 1 / ((b + a * below) or _TINY)
        above = (b + a / above) or _TINY
        value *= above * below
        if abs(above * below - 1) < _CLOSE:
            break
    return value


def where(rising: Callable[[float], float], low: float, high: float) -> float:
    """Where a rising function passes zero between `low` and `high`, to the last digits."""
    while low < (middle := (low + high) / 2) < high and high - low > 1e-13 * max(abs(low), abs(high)):
        low, high = (low, middle) if rising(middle) > 0 else (middle, high)
    return (low + high) / 2


def beyond(rising: Callable[[float], float], start: float) -> float:
    """A place above `start`, by doubling, where a rising function is no longer below zero."""
    place = start
    while rising(place) < 0 and place < inf:
        place *= 2
    return place
