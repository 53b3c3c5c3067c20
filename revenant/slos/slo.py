"""A service level objective as a value: over which window, counted how, what share may be bad."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from msgspec import Struct

from revenant.slos.window import Window


class Method(StrEnum):
    """How a budget is counted (OpenSLO `budgetingMethod`).

    Occurrences: bad events of all events. Timeslices: slices of time in which too few events were good.
    RatioTimeslices: the mean over slices of the share of each that was bad.
    """

    OCCURRENCES = "Occurrences"
    TIMESLICES = "Timeslices"
    RATIO_TIMESLICES = "RatioTimeslices"


class Query(Struct, frozen=True, kw_only=True):
    """One metric source: its `type`, such as Prometheus, and its query."""

    type: str = ""
    source: str = ""
    query: str = ""


class Indicator(Struct, frozen=True, kw_only=True):
    """What is measured. A ratio has `total` and `good` or `bad`, or one `raw` ratio; a threshold metric has `value`.

    `is_counter`: the queries give ever growing counters. `raw_is_failure`: the raw ratio is that of failures.
    """

    name: str = ""
    is_counter: bool = False
    good: Query | None = None
    bad: Query | None = None
    total: Query | None = None
    raw: Query | None = None
    raw_is_failure: bool = False
    value: Query | None = None

    @property
    def has_query(self) -> bool:
        """Whether it says what monitoring is to be asked."""
        return any(each is not None and each.query for each in (self.good, self.bad, self.raw, self.value))


class Objective(Struct, frozen=True, kw_only=True):
    """`target` is the share that must be good, at least 0 and below 1.

    `slice_target`: from which share of good events on a slice of `slice_window` is good. `op` and `value`: what a
    threshold metric is compared with, such as lte .45. `indicator`: what is measured for this objective alone; None
    where all objectives of the SLO share one.
    """

    name: str
    target: float
    slice_target: float | None = None
    slice_window: timedelta | None = None
    op: str = ""
    value: float | None = None
    indicator: Indicator | None = None

    @property
    def slice(self) -> timedelta:
        """How long a slice is; a minute where the document, against the specification, does not say."""
        return self.slice_window or timedelta(minutes=1)

    @property
    def percent(self) -> str:
        """The target with all its digits: 99.95 %."""
        return f"{format(Decimal(repr(self.target)).scaleb(2).normalize(), 'f')} %"

    @property
    def allowed(self) -> Fraction:
        """The share that may be bad, exactly as it is written: of 0.999 it is 1/1000."""
        return 1 - Fraction(repr(self.target))


class BurnAlert(Struct, frozen=True, kw_only=True):
    """An alert that the document itself asks for: the burn rate over `lookback` stands `op` to `threshold`.

    `after`: for how long it must stand so. `severity` is a word of the document's own. `entry` says which of its
    `alertPolicies`, counted from 0, asks for it.
    """

    name: str
    op: str
    threshold: float
    lookback: timedelta
    after: timedelta = timedelta()
    severity: str = ""
    entry: int = 0


class Slo(Struct, frozen=True, kw_only=True):
    """One document of slos/; `path` and `line` say where it stands."""

    name: str
    title: str
    service: str
    window: Window
    objectives: tuple[Objective, ...]
    method: Method = Method.OCCURRENCES
    indicator: Indicator = Indicator()
    description: str = ""
    labels: dict[str, str] = {}
    path: str = ""
    line: int = 1
    alerts: tuple[BurnAlert, ...] = ()

    def objective(self, name: str) -> Objective | None:
        """The objective of that name."""
        return next((each for each in self.objectives if each.name == name), None)
