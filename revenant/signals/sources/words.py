"""The words other systems use for severity, state and kind. One table each; an unknown word means None."""

from __future__ import annotations

from typing import TypeVar

from revenant.signals.signal import Gravity, Kind, State

T = TypeVar("T")

_GRAVITIES = {
    Gravity.CRITICAL: "critical crit page fatal emergency emerg panic disaster blocker sev0 sev1 s1 p0 p1",
    Gravity.ERROR: "error err high major alert severe failure sev2 s2 p2",
    Gravity.WARNING: "warning warn minor medium moderate average degraded ticket sev3 s3 p3",
    Gravity.INFO: "info information informational notice debug trace low ok none normal success verbose "
    "sev4 sev5 s4 s5 p4 p5",
}
_STATES = {
    State.FIRING: "firing active alerting alarm alert triggered trigger open opened problem pending acknowledged "
    "acknowledge suppressed",
    State.RESOLVED: "resolved resolve ok closed inactive normal recovered recovery expired cleared",
}
_KINDS = {
    Kind.ALERT: "alert alarm incident problem",
    Kind.LOG: "log logs logrecord",
    Kind.METRIC: "metric metrics sample datapoint",
    Kind.TRACE: "trace traces span",
    Kind.EVENT: "event change deploy deployment release rollback config configuration flag feature_flag",
}


def _table(words: dict[T, str]) -> dict[str, T]:
    return {word: meaning for meaning, listed in words.items() for word in listed.split()}


GRAVITIES = _table(_GRAVITIES)
STATES = _table(_STATES)
KINDS = _table(_KINDS)


def gravity(word: str) -> Gravity | None:
    """What a severity's word means; None where the table does not know it, NONE where there is no word."""
    return GRAVITIES.get(word.strip().casefold()) if word else Gravity.NONE


def state(word: str) -> State | None:
    """Firing or resolved; None where the word says neither."""
    return STATES.get(word.strip().casefold())


def kind(word: str) -> Kind | None:
    """What sort of signal a word names, if it names one."""
    return KINDS.get(word.strip().casefold())
