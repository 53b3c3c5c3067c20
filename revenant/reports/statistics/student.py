"""Student's t distribution (1908), and the one that is not centred, from which the power of a t test follows."""

from __future__ import annotations

from functools import cache
from math import exp, fsum, lgamma, log, sqrt
from statistics import NormalDist

from revenant.reports.statistics.integrals import beta_share, beyond, where

_NORMAL = NormalDist()
_STEPS, _TINY = 400, 1e-12


def t_below(t: float, freedom: float) -> float:
    """The probability of a value below `t`."""
    outside = two_sided(t, freedom) / 2
    return 1 - outside if t > 0 else outside


def two_sided(t: float, freedom: float) -> float:
    """The probability of a value at least as far from zero."""
    if t * t < freedom:  # near zero the one is precise, far from it the other
        return 1 - beta_share(0.5, freedom / 2, t * t / (freedom + t * t))
    return beta_share(freedom / 2, 0.5, freedom / (freedom + t * t))


@cache
def t_quantile(share: float, freedom: float) -> float:
    """The value below which `share` lies, for shares from one half up."""

    def missing(t: float) -> float:
        return t_below(t, freedom) - share

    return where(missing, 0.0, beyond(missing, 1.0))


def t_power(distance: float, freedom: float, level: float = 0.95) -> float:
    """How often a two-sided t test rejects when the truth lies `distance` standard errors from zero.

    The integral over the standard error that the sample happens to show, by Simpson's rule.
    """
    critical = t_quantile((1 + level) / 2, freedom)
    low, high = _range_of_spread(freedom)
    width = (high - low) / _STEPS
    return (
        width
        / 3
        * fsum(
            (1 if k in (0, _STEPS) else 4 if k % 2 else 2) * _rejected(distance, critical * s) * _density(s, freedom)
            for k in range(_STEPS + 1)
            if (s := low + k * width) > 0
        )
    )


def _rejected(distance: float, bound: float) -> float:
    return _NORMAL.cdf(distance - bound) + _NORMAL.cdf(-distance - bound)


def _range_of_spread(freedom: float) -> tuple[float, float]:
    """Where all but nothing of the sample's standard error lies, the true one being 1."""
    far = 9 / sqrt(2 * freedom)
    return max(1 - far, _TINY), 1 + far


def _density(spread: float, freedom: float) -> float:
    """How likely the sample's standard error is `spread` times the true one."""
    half = freedom / 2
    return 2 * exp(half * log(half) - lgamma(half) + (freedom - 1) * log(spread) - half * spread * spread)
