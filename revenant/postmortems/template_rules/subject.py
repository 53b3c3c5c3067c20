"""What the rules for templates look at: a template, and what came of it when it was tried."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from revenant.postmortems.document import Postmortem
from revenant.postmortems.regions.comparing import Compared
from revenant.postmortems.templating import Fault, Lost


class Failure(NamedTuple):
    """What failed: `trial` says with which incident (empty: with any), `template` which one (empty: this)."""

    fault: Fault
    trial: str = ""
    template: str = ""


class Draft(NamedTuple):
    """What a template made of one incident: read as a postmortem, its regions beside what they should say."""

    trial: str
    incident: str
    postmortem: Postmortem
    regions: Sequence[Compared]
    template: str = ""


class TemplateSubject(NamedTuple):
    """One template."""

    path: str
    rows: Sequence[str]
    failures: Sequence[Failure] = ()
    drafts: Sequence[Draft] = ()
    lost: Sequence[Lost] = ()

    def line_of(self, text: str) -> int:
        """The first line that holds this, or the first of all."""
        return next((number for number, row in enumerate(self.rows, start=1) if text in row), 1)
