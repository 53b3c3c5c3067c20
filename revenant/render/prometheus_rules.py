"""Rules of Prometheus as the YAML its servers read and people review: one expression, one block."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from revenant.core.text import UNSAFE, encodable, one_line
from revenant.slos.alerting.generating import Generated
from revenant.slos.alerting.promql import duration
from revenant.slos.alerting.rules import Alerting, Group, Recording, Rule

MARK = "# Written by `revenant slo rules"  # how every file begins that may be written over
HEAD = ("Written by `revenant slo rules` from slos/; changes belong there, and the next run overwrites what is here.",)
_MANIFEST = (
    "apiVersion: monitoring.coreos.com/v1",
    "kind: PrometheusRule",
    "metadata:",
    "  name: revenant-slos",
    "spec:",
)
_PLAIN = re.compile(r"[A-Za-z](?:[A-Za-z0-9_:./-]*[A-Za-z0-9_])?")
_WORDS_OF_YAML = frozenset(("true", "false", "null", "yes", "no", "on", "off", "y", "n", "nan", "inf"))


def render_rules(groups: Iterable[Group]) -> str:
    """The file of these groups."""
    rows = [*(f"# {row}" for row in HEAD), "groups:"]
    for group in groups:
        rows += _group(group)
    return "\n".join(rows if len(rows) > len(HEAD) + 1 else [*rows[:-1], "groups: []"]) + "\n"


def render_manifest(groups: Iterable[Group]) -> str:
    """The same as a PrometheusRule, which the operator of Prometheus reads in Kubernetes."""
    rows = render_rules(groups).splitlines()
    head, body = rows[: len(HEAD)], rows[len(HEAD) :]
    return "\n".join([*head, *_MANIFEST, *(f"  {row}" for row in body)]) + "\n"


FORMATS: dict[str, Callable[[Iterable[Group]], str]] = {
    "prometheus": render_rules,
    "prometheus-operator": render_manifest,
}


def rules_data(generated: Generated) -> dict[str, Any]:
    """The same groups as JSON, in the shape of the file, and what is not among them."""
    return {
        "groups": [_group_data(group) for group in generated.groups],
        "left_out": [each._asdict() for each in generated.left_out],
    }


def _group_data(group: Group) -> dict[str, Any]:
    interval = {} if group.interval is None else {"interval": duration(group.interval)}
    rules = [_rule_data(rule) for rule in group.rules]
    return {"name": group.name, **interval, "remarks": list(group.remarks), "rules": rules}


def _rule_data(rule: Rule) -> dict[str, Any]:
    if isinstance(rule, Recording):
        return {"record": rule.record, "expr": rule.expr, "labels": rule.labels}
    after = {"for": duration(rule.after)} if rule.after else {}
    return {
        "alert": rule.alert,
        "expr": rule.expr,
        **after,
        "labels": rule.labels,
        "annotations": rule.annotations,
    }


def _group(group: Group) -> Iterator[str]:
    yield from (f"# {one_line(remark)}" for remark in group.remarks)
    yield f"- name: {scalar(group.name)}"
    if group.interval is not None:
        yield f"  interval: {duration(group.interval)}"
    yield "  rules:"
    for rule in group.rules:
        yield from _rule(rule)


def _rule(rule: Rule) -> Iterator[str]:
    yield f"  - record: {scalar(rule.record)}" if isinstance(rule, Recording) else f"  - alert: {scalar(rule.alert)}"
    yield from _expression(rule.expr)
    if isinstance(rule, Alerting) and rule.after:
        yield f"    for: {duration(rule.after)}"
    yield f"    labels: {flow(rule.labels)}"
    if isinstance(rule, Alerting):
        yield "    annotations:"
        yield from (f"      {scalar(key)}: {scalar(value)}" for key, value in rule.annotations.items())


def _expression(expr: str) -> Iterator[str]:
    """As it is, on lines of its own, unless a character in it would not survive that."""
    rows = expr.split("\n")
    if any(UNSAFE.search(row) or row != row.strip() for row in rows):
        yield f"    expr: {scalar(expr)}"
    else:
        yield "    expr: |-"
        yield from (f"      {row}" for row in rows)


def flow(values: dict[str, str]) -> str:
    """A mapping of texts on one line."""
    return f"{{{', '.join(f'{scalar(key)}: {scalar(value)}' for key, value in values.items())}}}"


def scalar(text: str) -> str:
    """A text on one line of YAML, which every reader takes for this text and nothing else."""
    if _PLAIN.fullmatch(text) and text.casefold() not in _WORDS_OF_YAML:
        return text
    text = encodable(text)
    if "'" not in text and not UNSAFE.search(text):
        return f"'{text}'"
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{UNSAFE.sub(_escape, escaped)}"'


def _escape(found: re.Match[str]) -> str:
    code = ord(found[0])
    return f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"
