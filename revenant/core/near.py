"""What somebody may have meant by a name that is none."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import get_close_matches

_MOST = 5


def told(name: str, known: Sequence[str], what: str = "there are") -> str:
    """Those that are near, or else the first of all there are, and how many more."""
    near = get_close_matches(name, known, 3, 0.5)
    if near and len(near) < len(known):
        return f"nearest: {', '.join(near)}"
    more = f" and {len(known) - _MOST} more" if len(known) > _MOST else ""
    return f"{what}: {', '.join(known[:_MOST])}{more}"
