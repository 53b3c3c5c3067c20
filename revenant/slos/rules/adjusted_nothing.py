"""SL014: downtime was accepted for an SLO that there is none of."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import get_close_matches

from revenant.core.problems import Level
from revenant.linting.engine import Finding
from revenant.slos.rules.adjustments_subject import AdjustmentsSubject

CODE = "SL014"
NAME = "adjusted-nothing"
LEVEL = Level.ERROR
SUMMARY = "Downtime was accepted for an SLO that there is none of."


def check(subject: AdjustmentsSubject) -> Iterator[Finding]:
    names = {name for kind, name in subject.known.documents if kind == "SLO"}
    for number, each in subject.numbered:
        if each.slo not in names:
            near = get_close_matches(each.slo, names, 1)
            hint = f"did you mean {near[0]}?" if near else "revenant slo list shows what there is"
            yield subject.at(number, "slo", f"there is no SLO {each.slo!r}", hint)
