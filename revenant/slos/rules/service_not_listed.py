"""SL004: an SLO of a service that services.yaml does not list."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import get_close_matches

from revenant.core.problems import Level
from revenant.linting.engine import Finding
from revenant.slos.rules.subject import SloSubject, finding

CODE = "SL004"
NAME = "service-not-listed"
LEVEL = Level.WARNING
SUMMARY = "An SLO of a service that services.yaml does not list."


def check(subject: SloSubject) -> Iterator[Finding]:
    services = subject.known.services
    for item, slo in subject.slos if services else ():
        if slo.service not in services:
            near = get_close_matches(slo.service, services, 1)
            hint = f"did you mean {near[0]}?" if near else "give it an entry in services.yaml"
            yield finding(item, ("spec", "service"), f"services.yaml does not list {slo.service!r}", hint)
