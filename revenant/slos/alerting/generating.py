"""All rules for all SLOs, and what is not among them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from typing import NamedTuple

from revenant.slos.alerting.alerts import Alarms, Terms, can_fire
from revenant.slos.alerting.own_alerts import why_never
from revenant.slos.alerting.promql import duration, label_value
from revenant.slos.alerting.recordings import Recorder
from revenant.slos.alerting.rules import Group, LeftOut, Rule
from revenant.slos.alerting.sources import measure
from revenant.slos.alerting.trials import Trial, trial
from revenant.slos.burning.rates import BurnWindow, most_possible
from revenant.slos.errors import NotExpressibleError
from revenant.slos.slo import BurnAlert, Objective, Slo


class Planned(NamedTuple):
    """An objective for which there are rules, and the pairs of windows of its alerts."""

    recorder: Recorder
    pairs: list[BurnWindow]


class Generated(NamedTuple):
    """The rules, what Prometheus cannot be told, and the objectives that there are rules for."""

    groups: list[Group]
    left_out: list[LeftOut]
    planned: list[Planned]


def generate(slos: Iterable[Slo], terms: Terms) -> Generated:
    """The rules for every objective of these SLOs."""
    found = Generated([], [], [])
    for slo in slos:
        for objective in slo.objectives:
            try:
                _add(found, slo, objective, terms)
            except NotExpressibleError as error:
                found.left_out.append(LeftOut(slo.name, objective.name, error.message, error.hint))
    return found


def _add(found: Generated, slo: Slo, objective: Objective, terms: Terms) -> None:
    base = min((each.short for each in terms.burns), default=timedelta(minutes=5))
    identity = {"service": slo.service, "slo": slo.name, "objective": objective.name}
    labels = {key: label_value(value) for key, value in identity.items()}
    recorder = Recorder(slo, objective, measure(slo, objective), labels, base)
    kept = [each for each in terms.burns if _is_kept(found, recorder, each)]
    asked = [each for each in slo.alerts if _is_possible(found, recorder, each)]
    windows = {length for each in kept for length in (each.long, each.short)} | {each.lookback for each in asked}
    lengths = sorted(windows | {slo.window.length})
    found.planned.append(Planned(recorder, kept))
    rules: list[Rule] = [*recorder.rules(lengths), *Alarms(recorder, terms, kept, asked).rules()]
    found.groups.append(Group(recorder.name, rules, recorder.interval, tuple(_remarks(recorder))))


def _is_kept(found: Generated, recorder: Recorder, pair: BurnWindow) -> bool:
    windows = f"over {duration(pair.long)} and {duration(pair.short)}"
    return _note(found, recorder, windows, _why_not(recorder, pair))


def _is_possible(found: Generated, recorder: Recorder, asked: BurnAlert) -> bool:
    return _note(found, recorder, asked.name, why_never(recorder, asked))


def _note(found: Generated, recorder: Recorder, alert: str, reason: str) -> bool:
    """Note why there is no such alert; whether there is one."""
    if reason:
        said = f"no alert {alert}: {reason}"
        found.left_out.append(LeftOut(recorder.slo.name, recorder.objective.name, said, is_whole=False))
    return not reason


def _why_not(recorder: Recorder, each: BurnWindow) -> str:
    slo, objective = recorder.slo, recorder.objective
    if recorder.is_sliced and each.short < objective.slice:
        return f"a slice of {duration(objective.slice)} does not fit into the short one"
    if each.long > slo.window.length:
        return f"the SLO's own window, {duration(slo.window.length)}, is shorter"
    if not can_fire(recorder, each):
        factor = float(each.factor(slo.window.length))
        most = most_possible(objective) or 0
        return f"a total outage burns {float(most):g} times too fast, never faster than {factor:g}"
    return ""


def _remarks(recorder: Recorder) -> list[str]:
    """What the rules tell less exactly than the SLO is meant."""
    slo, length = recorder.slo, duration(recorder.slo.window.length)
    found = []
    if not slo.window.is_rolling:
        found.append(f"Prometheus knows no calendar: the last {length} stand for the period of {slo.window.text}.")
    if recorder.is_sliced:
        found.append(
            f"A slice is what the last {duration(recorder.objective.slice)} were when a rule looked, "
            "which need not be on the minute."
        )
    elif not recorder.measure.total:
        found.append("A share tells not of how many: each minute weighs the same, a busy one no more than a calm one.")
    return found


def try_out(planned: Iterable[Planned]) -> tuple[list[Trial], list[LeftOut]]:
    """A trial of each objective, and those of which none can be made."""
    trials, left_out = list[Trial](), list[LeftOut]()
    for recorder, pairs in planned:
        try:
            trials.append(trial(recorder, pairs))
        except NotExpressibleError as error:
            said = f"is not tried: {error.message}"
            left_out.append(LeftOut(recorder.slo.name, recorder.objective.name, said, error.hint, is_whole=False))
    return trials, left_out
