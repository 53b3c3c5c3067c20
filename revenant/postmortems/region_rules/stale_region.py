"""PM004: a generated region does not say what the record says now."""

from __future__ import annotations

from collections.abc import Iterator

from revenant.core.problems import Level
from revenant.linting.engine import Finding
from revenant.postmortems.region_rules.subject import RegionsSubject
from revenant.postmortems.regions.comparing import Condition

CODE, NAME, LEVEL = "PM004", "stale-region", Level.ERROR
SUMMARY = "A generated region is out of date."


def check(subject: RegionsSubject) -> Iterator[Finding]:
    """A final postmortem says what was known when it became final: what happened since is no mistake of its own."""
    matter = subject.postmortem.matter
    level = Level.INFO if matter and matter.status == "final" else None
    for region in subject.regions:
        if region.condition is Condition.STALE:
            message = f"the region {region.name} is out of date: the record has changed since"
            yield Finding(region.line, 1, message, f"`{subject.postmortem.render_command}` writes it anew", level)
