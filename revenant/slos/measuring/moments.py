"""Moments as whole microseconds since 1970: exact, quick to compare and to divide."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)
SECOND = 1_000_000


def micros(time: datetime) -> int:
    """Microseconds since 1970; `time` knows its zone."""
    return (time - _EPOCH) // _MICROSECOND


def length(span: timedelta) -> int:
    """A duration in microseconds."""
    return span // _MICROSECOND


def moment(value: int) -> datetime:
    """The time so many microseconds after 1970, in UTC."""
    return _EPOCH + timedelta(microseconds=value)
