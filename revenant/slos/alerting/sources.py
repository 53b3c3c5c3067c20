"""What an SLO's indicator becomes in PromQL: what is good or bad, of how much, over a range or at a moment."""

from __future__ import annotations

from typing import NamedTuple

from revenant.slos.alerting.promql import RANGE, selector, whole
from revenant.slos.errors import NotExpressibleError
from revenant.slos.slo import Indicator, Objective, Query, Slo

# The types of sources that answer PromQL, in lower case and without what people put between words.
_SPEAK_PROMQL = frozenset(
    ("prometheus", "amazonprometheus", "gcpmanagedprometheus", "thanos", "cortex", "mimir", "grafanamimir")
) | {"victoriametrics"}
_BAD_WHEN = {"lte": ">", "lt": ">=", "gte": "<", "gt": "<="}
_WRITE_WINDOW = "write $window where the range goes, such as sum(rate(errors_total[$window]))"


class Measure(NamedTuple):
    """`good` or `bad`, and `total`: expressions. `total` is empty where the other is a share already.

    Those that hold RANGE count over a range; the others tell how it is at one moment. So does a threshold: a range in
    its query is how long is looked back for one value, which is compared then.
    """

    good: str = ""
    bad: str = ""
    total: str = ""
    is_threshold: bool = False

    @property
    def is_ranged(self) -> bool:
        return RANGE in self.good + self.bad + self.total and not self.is_threshold

    @property
    def bad_share(self) -> str:
        """The share that is bad; never less than none, if more was good than there was."""
        return self._of_total(self.bad) if self.bad else f"clamp_min(1 - {self._of_total(self.good)}, 0)"

    @property
    def good_share(self) -> str:
        return self._of_total(self.good) if self.good else f"1 - {self._of_total(self.bad)}"

    @property
    def bad_part(self) -> str:
        """What is bad, in the unit of `total`."""
        return self.bad or f"clamp_min({self.total} - {self.good}, 0)"

    def over_time(self, step: str) -> Measure:
        """The same over a range, where it can only be told of moments: by those of the range, `step` apart."""
        function = "sum_over_time" if self.total else "avg_over_time"
        good, bad, total = (
            f"{function}(({part})[{RANGE}:{step}])" if part else "" for part in (self.good, self.bad, self.total)
        )
        return Measure(good, bad, total)

    def _of_total(self, part: str) -> str:
        return f"{part} / {self.total}" if self.total else part


def measure(slo: Slo, objective: Objective) -> Measure:
    """What is measured for an objective.

    Raises:
        NotExpressibleError: nothing, or nothing that Prometheus can be asked.
    """
    it = objective.indicator or slo.indicator
    if it.value is not None:
        return Measure(bad=_beyond(_text(it.value, "thresholdMetric"), objective), is_threshold=True)
    if it.raw is not None:
        return _raw(it, _text(it.raw, "raw"))
    if it.total is not None and it.good is not None:
        part, total = _events(it, it.good, "good", it.total)
        return Measure(good=part, total=total)
    if it.total is not None and it.bad is not None:
        part, total = _events(it, it.bad, "bad", it.total)
        return Measure(bad=part, total=total)
    raise NotExpressibleError(
        "it has no indicator with queries", "budgets are computed from slos/data and from incidents all the same"
    )


def _text(query: Query, place: str) -> str:
    kind = "".join(char for char in query.type.casefold() if char.isalnum())
    if not kind:
        raise NotExpressibleError(
            f"the source of {place} has no type", "`type: Prometheus` beside metricSourceRef says that it speaks PromQL"
        )
    if kind not in _SPEAK_PROMQL:
        raise NotExpressibleError(f"the source of {place} is {query.type!r}, which does not speak PromQL")
    try:
        return whole(query.query)
    except NotExpressibleError as error:
        raise NotExpressibleError(
            f"the query of {place} cannot be put into a rule: {error.message}", error.hint
        ) from None


def _beyond(query: str, objective: Objective) -> str:
    """The share of series whose value is not as it should be; one without a number counts for nothing."""
    if objective.op not in _BAD_WHEN or objective.value is None:
        raise NotExpressibleError("a threshold metric needs `op` and `value` in each objective")
    return f"avg((({query}) >= -Inf) {_BAD_WHEN[objective.op]} bool {objective.value!r})"


def _raw(it: Indicator, query: str) -> Measure:
    share = f"avg({query})"
    return Measure(bad=share) if it.raw_is_failure else Measure(good=share)


def _events(it: Indicator, part: Query, name: str, total: Query) -> tuple[str, str]:
    """How many are good or bad, and how many there are.

    A counter that was never raised has no series yet: none of them was good, or none was bad.
    """
    texts = (_text(part, name), _text(total, "total"))
    some, whole_number = (_summed(text, is_counter=it.is_counter) for text in texts)
    if (RANGE in some) != (RANGE in whole_number):
        raise NotExpressibleError("one of its queries has a range to be filled in, the other has none", _WRITE_WINDOW)
    return f"({some} or vector(0))", whole_number


def _summed(query: str, *, is_counter: bool) -> str:
    """How many there are, over a range where it can be told."""
    if RANGE in query:
        return f"sum({query})"
    plain = selector(query)
    if is_counter and plain is None:
        raise NotExpressibleError("of a counter behind an expression no rate can be taken", _WRITE_WINDOW)
    if plain is None:
        return f"sum({query})"
    return f"sum({'increase' if is_counter else 'sum_over_time'}({plain}[{RANGE}]))"
