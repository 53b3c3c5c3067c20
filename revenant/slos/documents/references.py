"""Which other documents a document names: indicators, policies and conditions by their names."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from revenant.slos.documents.alerting import PolicyDocument, PolicySpec
from revenant.slos.documents.document import Document, Path
from revenant.slos.documents.openslo import SloDocument, SloSpec


class Reference(NamedTuple):
    """At `path` stands that a document of this kind and name is meant."""

    path: Path
    kind: str
    name: str


def references(document: Document) -> Iterator[Reference]:
    """Every reference to a document of a kind that is read."""
    if isinstance(document, SloDocument):
        yield from _of_slo(document.spec, ("spec",))
    elif isinstance(document, PolicyDocument):
        yield from _of_policy(document.spec, ("spec",))


def _of_slo(spec: SloSpec, path: Path) -> Iterator[Reference]:
    if spec.indicator_ref:
        yield Reference((*path, "indicatorRef"), "SLI", spec.indicator_ref)
    for number, objective in enumerate(spec.objectives):
        if objective.indicator_ref:
            yield Reference((*path, "objectives", number, "indicatorRef"), "SLI", objective.indicator_ref)
    for number, entry in enumerate(spec.alert_policies):
        place = (*path, "alertPolicies", number)
        if entry.alert_policy_ref:
            yield Reference((*place, "alertPolicyRef"), "AlertPolicy", entry.alert_policy_ref)
        if entry.spec is not None:
            yield from _of_policy(entry.spec, (*place, "spec"))


def _of_policy(spec: PolicySpec, path: Path) -> Iterator[Reference]:
    for number, entry in enumerate(spec.conditions):
        if entry.condition_ref:
            yield Reference((*path, "conditions", number, "conditionRef"), "AlertCondition", entry.condition_ref)
