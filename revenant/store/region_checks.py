"""Postmortems checked against the record: what lint says of their regions, and whether they are out of date."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from revenant.core.problems import Level, Problem
from revenant.errors import RevenantError
from revenant.linting.checking import Terms
from revenant.linting.engine import run_rules
from revenant.postmortems.region_rules import REGION_RULES
from revenant.postmortems.region_rules.subject import RegionsSubject
from revenant.store.postmortem_rendering import Renderer

UNREADABLE = "PM001"
_HINT = "`revenant lint` says more; `revenant list --all` shows every incident"


def check_regions(renderer: Renderer, incidents: Iterable[str], terms: Terms) -> Iterator[Problem]:
    """What is wrong with the regions of these incidents' postmortems, at the levels the workspace gives."""
    for incident in incidents:
        try:
            found = renderer.look(incident)
        except (OSError, RevenantError):
            message = f"there is no incident {incident} here, or its log or this file cannot be read"
            yield Problem(renderer.name(incident), 0, 0, Level.ERROR, UNREADABLE, message, _HINT)
            continue
        subject = RegionsSubject(found.postmortem, found.regions)
        rules = terms.selection.of({**REGION_RULES})
        yield from (terms.selection.levelled(problem) for problem in run_rules(rules, subject))
