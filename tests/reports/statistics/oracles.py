"""scipy and lifelines, which check what the standard library computes; their own warnings are not ours."""

from __future__ import annotations

import warnings
from collections.abc import Sequence
from typing import Any

with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    import lifelines
    import lifelines.statistics
    import lifelines.utils
    from scipy import special, stats

__all__ = ["fitted", "lifelines", "quietly", "special", "stats"]


def quietly(call: Any, *values: Any, **options: Any) -> Any:
    """Call an oracle, whatever it deprecates."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return call(*values, **options)


def fitted(seconds: Sequence[float], ended: Sequence[bool]) -> Any:
    """A Kaplan–Meier curve as lifelines fits it."""
    return quietly(lifelines.KaplanMeierFitter().fit, list(seconds), list(ended))
