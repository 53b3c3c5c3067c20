"""How sure a rule is: what may gate, and what only advises."""

from __future__ import annotations

from enum import StrEnum


class Tier(StrEnum):
    """STRONG singles out a person, judges character, or gives people as the cause; it may gate. WEAK advises."""

    STRONG = "strong"
    WEAK = "weak"
    POLICY = "policy"


TIERS: dict[str, Tier] = {
    **dict.fromkeys(("BL001", "BL002", "BL003", "BL004", "BL005"), Tier.STRONG),
    **dict.fromkeys(("BL101", "BL102", "BL103", "BL104", "BL105", "BL106", "BL107"), Tier.WEAK),
    "BL201": Tier.POLICY,
}
"""The tier of every rule for blameless language."""
