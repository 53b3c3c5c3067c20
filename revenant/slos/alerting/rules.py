"""Rules of Prometheus as values."""

from __future__ import annotations

from datetime import timedelta
from typing import NamedTuple, TypeAlias


class Recording(NamedTuple):
    """What an expression gives is kept as a series of its own."""

    record: str
    expr: str
    labels: dict[str, str]


class Alerting(NamedTuple):
    """Whoever the labels lead to is told while the expression gives something."""

    alert: str
    expr: str
    labels: dict[str, str]
    annotations: dict[str, str]
    after: timedelta = timedelta()


Rule: TypeAlias = Recording | Alerting


class Group(NamedTuple):
    """Rules that are evaluated one after the other, each `interval`, or as often as the server does it.

    `remarks` tell the reader what they approximate.
    """

    name: str
    rules: list[Rule]
    interval: timedelta | None = None
    remarks: tuple[str, ...] = ()


class LeftOut(NamedTuple):
    """What is not among the rules, of which objective, why, and what can be done about it.

    `is_whole`: nothing of the objective is; else it is one alert.
    """

    slo: str
    objective: str
    reason: str
    hint: str = ""
    is_whole: bool = True
