"""Unit tests of rules as YAML, for `promtool test rules`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from revenant.core.text import one_line
from revenant.render.prometheus_rules import scalar
from revenant.slos.alerting.trials import Check, MadeUp, Trial

HEAD = (
    "Written by `revenant slo rules --tests`: all is well, then nothing is, and the page fires at the minute that",
    "follows from the window. Run it: promtool test rules FILE.",
)


def render_tests(rules: str, trials: Iterable[Trial]) -> str:
    """The file that tries the rules in the file `rules`, which is named from where this one will be."""
    rows = [*(f"# {row}" for row in HEAD), f"rule_files: [{scalar(rules)}]", "evaluation_interval: 1m", "tests:"]
    for trial in trials:
        rows += _trial(trial)
    return "\n".join(rows) + "\n"


def _trial(trial: Trial) -> Iterator[str]:
    yield f"# {one_line(trial.name)}: {trial.well} minutes well, {trial.ill} ill, {trial.after} well again."
    yield "- interval: 1m"
    yield "  input_series:"
    for each in trial.series:
        yield f"  - series: {scalar(each.series)}"
        yield f"    values: {scalar(_values(each, trial))}"
    yield "  promql_expr_test:"
    for check in trial.checks:
        yield from _check(check)


def _check(check: Check) -> Iterator[str]:
    yield f"  # {check.why}"
    yield f"  - expr: {scalar(check.expr)}"
    yield f"    eval_time: {check.minute}m"
    yield f"    exp_samples: [{{labels: '{{}}', value: {_number(check.value)}}}]"


def _values(each: MadeUp, trial: Trial) -> str:
    """In promtool's short form: a first value, what is added to it each time, and how many more times."""
    parts, at = [], 0.0
    stretches = ((each.well, trial.well), (each.ill, trial.ill), (each.well, trial.after))
    for place, (value, minutes) in enumerate(stretches):
        first = at + value if each.grows and place else 0.0 if each.grows else value
        more = minutes - 1 if place else minutes
        parts.append(f"{_number(first)}+{_number(value if each.grows else 0)}x{more}")
        at = first + (value * more if each.grows else 0)
    return " ".join(parts)


def _number(value: float) -> str:
    return repr(int(value)) if value == int(value) else repr(value)
