"""How shares and burn rates read."""

from __future__ import annotations

from revenant.core.tables import Shown


def share(value: float | None) -> Shown | None:
    """A share in percent, to a tenth; None stays unknown."""
    return None if value is None else Shown(value, f"{percent(value)} %")


def percent(value: float) -> str:
    """A share of one without its sign: 99.95, 12.8, -38.9. What is not quite all or nothing does not read so."""
    rounded = round(100 * value, 1)
    if rounded in (0, 100) and value not in (0, 1):
        return f"{100 * value:.2g}" if rounded == 0 else f"{100 * value:.3f}".rstrip("0").rstrip(".")
    return f"{rounded:.1f}"


def rate(value: float | None) -> Shown | None:
    """A burn rate: `14.4×`."""
    return None if value is None else Shown(value, f"{value:.2f}".rstrip("0").rstrip(".") + "×")
