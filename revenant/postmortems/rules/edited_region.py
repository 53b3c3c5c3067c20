"""PM003: somebody wrote into a generated region."""

from __future__ import annotations

from collections.abc import Iterator

from revenant.core.problems import Level
from revenant.linting.engine import Finding
from revenant.postmortems.regions.markers import checksum
from revenant.postmortems.subject import Marked

CODE, NAME, LEVEL = "PM003", "edited-region", Level.ERROR
SUMMARY = "A generated region was edited by hand."
_HINT = (
    "facts are changed by events: `revenant note` or `revenant amend`; then `revenant postmortem render --take` writes "
    "the region anew, or --detach takes its markers out and keeps the text"
)


def check(subject: Marked) -> Iterator[Finding]:
    """The next rendering would have to choose between the edit and the record; an empty region waits to be filled."""
    for region in subject.postmortem.layout.regions:
        now = "".join(f"{row}\n" for row in subject.rows[region.begin : region.end - 1])
        if now.strip() and checksum(now) != region.sum:
            yield Finding(region.begin, 1, f"the region {region.name} was edited by hand", _HINT)
