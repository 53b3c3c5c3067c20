"""When Prometheus alerts: both windows strictly above the factor that follows from the share and the SLO's window."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from datetime import timedelta

from revenant.slos.alert_names import alert_name
from revenant.slos.alerting.promql import duration, series
from revenant.slos.alerting.recordings import BURN, Recorder
from revenant.slos.alerting.rules import Alerting
from revenant.slos.burn import BurnWindow, most_possible

Runbook = Callable[[str], str]  # the address of the runbook for an alert of this name; empty where there is none
_LABEL = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")
_NOT_IN_LABELS = re.compile(r"[^A-Za-z0-9_]")


def alerts(recorder: Recorder, burns: Iterable[BurnWindow], runbook: Runbook) -> Iterator[Alerting]:
    """An alert for each pair of windows, the fastest first."""
    for each in burns:
        factor = float(each.factor(recorder.slo.window.length))
        yield Alerting(
            alert_name(recorder.slo.name),
            "\nand ".join(f"{_burn(recorder, length)} > {factor!r}" for length in (each.long, each.short)),
            _labels(recorder, each),
            _annotations(recorder, each, factor, runbook),
        )


def can_fire(recorder: Recorder, each: BurnWindow) -> bool:
    """Whether even a total outage burns fast enough."""
    most = most_possible(recorder.objective)
    return most is not None and each.factor(recorder.slo.window.length) < most


def _burn(recorder: Recorder, length: timedelta) -> str:
    return series(f"{BURN}{duration(length)}", recorder.labels)


def _labels(recorder: Recorder, each: BurnWindow) -> dict[str, str]:
    ours = {
        **recorder.labels,
        "severity": "page" if each.pages else "ticket",
        "severity_floor": each.floor.value,
        "long_window": duration(each.long),
        "short_window": duration(each.short),
    }
    return {key: as_template(value) for key, value in (_own_labels(recorder.slo.labels) | ours).items()}


def _own_labels(given: dict[str, str]) -> dict[str, str]:
    """The labels of the document, under names that Prometheus knows; `app.kubernetes.io/name` has underscores then."""
    named = {_NOT_IN_LABELS.sub("_", key): value for key, value in given.items()}
    return {
        key: value
        for key, value in named.items()
        if _LABEL.fullmatch(key) and not key.startswith("__") and key != "alertname"
    }


def _annotations(recorder: Recorder, each: BurnWindow, factor: float, runbook: Runbook) -> dict[str, str]:
    slo, objective = recorder.slo, recorder.objective
    long, short, period = duration(each.long), duration(each.short), duration(slo.window.length)
    share = f"{float(each.share * 100):g} %"
    found = {
        "summary": f'{as_template(slo.title)}: error budget burn rate {{{{ $value | printf "%.1f" }}}} over {long}',
        "description": as_template(
            f"{slo.service} spent more than {share} of its error budget of {period} in {long}, and goes on so over "
            f"the last {short}: both burn rates are above {factor:g}. Objective: {objective.name}."
        ),
    }
    address = runbook(alert_name(slo.name))
    return found | ({"runbook_url": as_template(address)} if address else {})


def as_template(text: str) -> str:
    """Text that Prometheus, which fills in what stands between double braces, shows as it is."""
    return text.replace("{{", '{{"{{"}}')
