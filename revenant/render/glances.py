"""Error budgets at a glance, as `show` and `status` tell them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import Any

from revenant.core.tables import Fact, Facts, Note, Tone
from revenant.core.times import format_duration, format_time
from revenant.incidents.snapshot import IncidentSnapshot
from revenant.slos.telling.glance import Glance
from revenant.slos.telling.percents import percent, rate

_CURRENT = timedelta(minutes=1)


def budget_facts(it: IncidentSnapshot, found: Iterable[Glance], unread: Iterable[str]) -> Facts:
    """A line an objective: what is left, what this incident spent of it, how fast it burns, as of when.

    What an incident that is over has not spent is no news: its time has left the window.
    """
    told = (each for each in found if it.is_open or it.id in each.spent)
    rows = [Fact("budget", f"{each.name}: {_words(it.id, each)}", _tone(each)) for each in told]
    rows += [Fact("budget", f"{name}: has much data; `revenant slo status {name}` reads it") for name in unread]
    return Facts(rows)


def _words(incident: str, it: Glance) -> str:
    if it.remaining_share is None:
        return f"nothing was measured in its window, as of {format_time(it.at)}"
    spent = it.spent.get(incident)
    parts = [
        f"{it.remaining_text} left ({percent(it.remaining_share)} %)",
        f"this incident spent {spent.text}{_of(spent.share)}" if spent else "this incident spent nothing of it",
        _pace(it),
        f"as of {format_time(it.at)}",
    ]
    return ", ".join(part for part in parts if part)


def _of(share: float | None) -> str:
    return "" if share is None else f" ({percent(share)} %)"


def _pace(it: Glance) -> str:
    """The burn rate, and when the budget is gone at it."""
    burn = rate(it.burn)
    if burn is None:
        return ""
    gone = it.exhausted_in
    return f"burns at {burn.text}" + ("" if gone is None else f", gone in {format_duration(timedelta(seconds=gone))}")


def _tone(it: Glance) -> Tone:
    return Tone.BAD if it.is_exhausted else Tone.WARN if it.is_burning else Tone.PLAIN


def low_budgets(found: Sequence[Glance], now: datetime) -> Note | None:
    """One line of the budgets that are exhausted or burn too fast, worst first; None while none is."""
    low = [each for each in found if each.is_exhausted or each.is_burning]
    if not low:
        return None
    low.sort(key=lambda each: (not each.is_exhausted, each.remaining_share or 0.0, each.slo, each.objective))
    said = "; ".join(f"{each.name} {budget_words(each, now)}" for each in low)
    return Note(f"error budgets: {said}", Tone.BAD if low[0].is_exhausted else Tone.WARN)


def budget_words(it: Glance, now: datetime) -> str:
    """How it stands, in words, and as of when if that is a while ago."""
    return _state(it) + _age(it, now)


def _state(it: Glance) -> str:
    left = "" if it.remaining_share is None else f"{percent(it.remaining_share)} % left"
    words = ["exhausted" if it.is_exhausted else "", _pace(it) if it.is_burning else "", left]
    return ", ".join(word for word in words if word)


def _age(it: Glance, now: datetime) -> str:
    return f" (as of {format_time(it.at)})" if now - it.at >= _CURRENT else ""


def glance_data(incident: str, it: Glance) -> dict[str, Any]:
    """What `show --json` says of one objective, and of the incident's part in it."""
    spent = it.spent.get(incident)
    known = it.remaining_share is not None
    return {
        "slo": it.slo,
        "objective": it.objective or None,
        "at": format_time(it.at),
        "unit": it.unit,
        "remaining": it.remaining if known else None,
        "remaining_share": it.remaining_share,
        "spent": (spent.amount if spent else 0.0) if known else None,
        "spent_share": (spent.share if spent else 0.0) if known else None,
        "burn": it.burn,
        "exhausted": it.is_exhausted,
        "burning": it.is_burning,
        "exhausted_in_seconds": it.exhausted_in,
    }
