"""When Prometheus alerts: both windows strictly above the factor that follows from the share and the SLO's window."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import timedelta
from typing import NamedTuple

from revenant.core.severity import Severity
from revenant.slos.alerting.labels import alert_annotations, alert_labels, as_template, burn_summary
from revenant.slos.alerting.own_alerts import bare_name, own_alert
from revenant.slos.alerting.promql import duration, series
from revenant.slos.alerting.recordings import BURN, LEFT, SHARE, Recorder
from revenant.slos.alerting.rules import Alerting
from revenant.slos.burning.alert_names import alert_name
from revenant.slos.burning.rates import STANDARD, BurnWindow, most_possible
from revenant.slos.slo import BurnAlert, Slo

_DAY = timedelta(days=1)
_PATIENCE = timedelta(hours=1)  # of a server that starts, or of rules that are new
_ALL_BAD = "> 1 - 1e-9"  # sums of increases differ in their last digits


class Terms(NamedTuple):
    """What holds in a workspace: pairs of windows, and what is a SEV1 while somebody is paged.

    That is a budget that is gone within `exhaustion`, and a total outage of what is critical. `runbook` tells the
    address of the runbook for an alert of that name, empty where there is none.
    """

    burns: Sequence[BurnWindow] = STANDARD
    exhaustion: timedelta | None = _DAY
    is_critical: Callable[[Slo], bool] = lambda slo: False
    runbook: Callable[[str], str] = lambda alert: ""


def can_fire(recorder: Recorder, pair: BurnWindow) -> bool:
    """Whether even a total outage burns fast enough."""
    most = most_possible(recorder.objective)
    return most is not None and pair.factor(recorder.slo.window.length) < most


class Alarms(NamedTuple):
    """The alerts of one objective: by pairs of windows, and those that its document asks for itself.

    They are those that can fire.
    """

    recorder: Recorder
    terms: Terms
    pairs: Sequence[BurnWindow]
    asked: Sequence[BurnAlert] = ()

    def rules(self) -> Iterator[Alerting]:
        """One for each pair of windows, those for a SEV1, the document's own, and one for when nothing is measured."""
        for pair in self.pairs:
            yield self._alert(pair, self._fires(pair), self._spent(pair))
        yield from self._gravest()
        for asked in self.asked:
            yield own_alert(self.recorder, asked, self.terms.runbook)
        yield self._unmeasured()

    def _gravest(self) -> Iterator[Alerting]:
        """While somebody is paged: what is left is soon gone, or nothing at all is good."""
        pages = "\nor ".join(f"({self._fires(pair)})" for pair in self.pairs if pair.pages)
        if not pages:
            return
        quick = min(self.pairs, key=lambda pair: (pair.short, pair.long))._replace(floor=Severity.SEV1, pages=True)
        service, exhaustion = self.recorder.slo.service, self.terms.exhaustion
        if exhaustion is not None:
            times = self.recorder.slo.window.length / exhaustion
            factor = f"clamp_min({self._series(LEFT)} * {times!r}, 1)"
            said = f"What is left of the error budget of {service} is gone in {duration(exhaustion)}, or gone already."
            yield self._alert(quick, f"{self._both(quick, factor)}\nand ({pages})", said, reason="exhaustion")
        if self.terms.is_critical(self.recorder.slo):
            outage = f"{self._series(SHARE, quick.short)} {_ALL_BAD}"
            said = f"Nothing was good over the last {duration(quick.short)}, on a critical journey: {service}."
            expr = f"{self._series(BURN, quick.long)}\nand {outage}\nand ({pages})"
            yield self._alert(quick, expr, said, reason="outage")

    def _unmeasured(self) -> Alerting:
        """What is not measured burns nothing, and would be silent for ever."""
        slo, objective = self.recorder.slo, self.recorder.objective
        length = min((pair.short for pair in self.pairs), default=slo.window.length)
        name = f"{bare_name(slo.name)}NotMeasured"
        return Alerting(
            name,
            f"absent({self._series(SHARE, length)})",
            alert_labels(slo, {**self.recorder.labels, "severity": "ticket"}),
            alert_annotations(
                f"{as_template(slo.title)}: its objective is not measured",
                f"The queries of {slo.name} find nothing, so that no error budget burns. Objective: {objective.name}.",
                self.terms.runbook(name),
            ),
            after=_PATIENCE,
        )

    # --- one alert ------------------------------------------------------------------------

    def _alert(self, pair: BurnWindow, expr: str, said: str, **more: str) -> Alerting:
        slo, long = self.recorder.slo, duration(pair.long)
        ours = {
            **self.recorder.labels,
            "severity": "page" if pair.pages else "ticket",
            "severity_floor": pair.floor.value,
            "long_window": long,
            "short_window": duration(pair.short),
            **more,
        }
        summary = burn_summary(slo, long)
        said = f"{said} Objective: {self.recorder.objective.name}."
        name = alert_name(slo.name)
        return Alerting(name, expr, alert_labels(slo, ours), alert_annotations(summary, said, self.terms.runbook(name)))

    def _spent(self, pair: BurnWindow) -> str:
        slo = self.recorder.slo
        long, short, period = (duration(each) for each in (pair.long, pair.short, slo.window.length))
        percent, factor = float(pair.share * 100), float(pair.factor(slo.window.length))
        return (
            f"{slo.service} spent more than {percent:g} % of its error budget of {period} in {long}, and goes on so "
            f"over the last {short}: both burn rates are above {factor:g}."
        )

    def _fires(self, pair: BurnWindow) -> str:
        return self._both(pair, repr(float(pair.factor(self.recorder.slo.window.length))))

    def _both(self, pair: BurnWindow, factor: str) -> str:
        return "\nand ".join(f"{self._series(BURN, length)} > {factor}" for length in (pair.long, pair.short))

    def _series(self, name: str, length: timedelta | None = None) -> str:
        return series(f"{name}{duration(length)}" if length else name, self.recorder.labels)
