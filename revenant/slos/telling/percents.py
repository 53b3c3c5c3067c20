"""How shares and burn rates read."""

from __future__ import annotations

from revenant.core.tables import Shown

_NOISE = 1e-9  # what sums of fractions differ by


def share(value: float | None) -> Shown | None:
    """A share in percent; None stays unknown."""
    return None if value is None else Shown(value, f"{percent(value)} %")


def percent(value: float) -> str:
    """A share of one without its sign: 12.8, -38.9, 99.95. What is not quite all or nothing does not read so."""
    if abs(value - round(value)) < _NOISE:
        return f"{100 * round(value)}.0"
    digits = 1
    while round(100 * value, digits) in (0, 100):
        digits += 1
    return f"{100 * value:.{digits}f}"


def rate(value: float | None) -> Shown | None:
    """A burn rate: `14.4×`; what burns a little does not read as if nothing did."""
    if value is None:
        return None
    digits = f"{value:.2f}" if value >= 0.005 or value <= 0 else f"{value:.1g}"
    return Shown(value, f"{digits.rstrip('0').rstrip('.') if '.' in digits else digits}×")
