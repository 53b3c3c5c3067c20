"""Alert rules as values, found in the files of Prometheus, its operator and Grafana."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple, TypeAlias

Place: TypeAlias = tuple[str | int, ...]
Places: TypeAlias = Mapping[Place, tuple[int, int]]
# The annotations in use that say where the runbook is, the more common first.
URL_KEYS = (
    "runbook_url", "runbook", "runbookUrl", "runbookURL", "runbook_uri", "runbook_link", "runbook-url", "playbook_url",
    "playbook",
)  # fmt: skip
_MOST_NESTED = 4  # lists in lists of manifests


class AlertRule(NamedTuple):
    """One alert. Lines and columns count from 1; those of its address are 0 where it has none."""

    name: str
    path: str
    line: int
    col: int
    severity: str = ""
    url: str = ""
    url_key: str = ""
    url_line: int = 0
    url_col: int = 0

    @property
    def is_templated(self) -> bool:
        """Whether its runbook's address is only known when it fires."""
        return "{{" in self.url or "$labels" in self.url or "$value" in self.url


def alerts_in(path: str, data: Any, places: Places) -> Iterator[AlertRule]:
    """The alerts of one document, whatever it is; recording rules and what is malformed are passed over."""
    for where, rules in _groups(data, (), 0):
        for number, rule in enumerate(rules):
            if isinstance(rule, dict):
                yield from _alert(path, rule, (*where, number), places)


def _groups(data: Any, where: Place, depth: int) -> Iterator[tuple[Place, list[Any]]]:
    """Every list of rules: of rule files, manifests, lists of manifests, and rulers that sort groups by namespace."""
    if isinstance(data, list):
        yield where, data  # Grafana's list of rules
    elif isinstance(data, dict):
        spec = data.get("spec")
        if isinstance(spec, dict) and isinstance(spec.get("groups"), list):
            yield from _rules(spec["groups"], (*where, "spec", "groups"))
        for key, value in data.items():
            if key == "items" and isinstance(value, list) and depth < _MOST_NESTED:
                for number, item in enumerate(value):
                    if isinstance(item, dict):
                        yield from _groups(item, (*where, key, number), depth + 1)
            elif isinstance(value, list):
                yield from _rules(value, (*where, key))


def _rules(groups: list[Any], where: Place) -> Iterator[tuple[Place, list[Any]]]:
    for number, group in enumerate(groups):
        if isinstance(group, dict) and isinstance(group.get("rules"), list):
            yield (*where, number, "rules"), group["rules"]


def _alert(path: str, rule: dict[str, Any], where: Place, places: Places) -> Iterator[AlertRule]:
    managed = rule.get("grafana_alert")
    if "alert" in rule:
        name, at = rule["alert"], (*where, "alert")
    elif isinstance(managed, dict):
        name, at = managed.get("title"), (*where, "grafana_alert", "title")
    elif "title" in rule and ("condition" in rule or "data" in rule):
        name, at = rule["title"], (*where, "title")
    else:
        return
    if isinstance(name, str) and name:
        key, url = _address(rule.get("annotations"))
        url_line, url_col = places.get((*where, "annotations", key), (0, 0)) if key else (0, 0)
        yield AlertRule(name, path, *places.get(at, (0, 0)), _severity(rule.get("labels")), url, key, url_line, url_col)


def _severity(labels: Any) -> str:
    return str(labels.get("severity") or "") if isinstance(labels, dict) else ""


def _address(annotations: Any) -> tuple[str, str]:
    for key in URL_KEYS if isinstance(annotations, dict) else ():
        if isinstance(value := annotations.get(key), str) and value.strip():
            return key, value.strip()
    return "", ""
