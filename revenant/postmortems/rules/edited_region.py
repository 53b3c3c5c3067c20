"""PM003: somebody wrote into a generated region."""

from __future__ import annotations

from collections.abc import Iterator

from revenant.core.problems import Level
from revenant.linting.engine import Finding
from revenant.postmortems.document import Postmortem
from revenant.postmortems.regions.conflicts import first_conflict
from revenant.postmortems.regions.markers import checksum
from revenant.postmortems.subject import Marked

CODE, NAME, LEVEL = "PM003", "edited-region", Level.ERROR
SUMMARY = "A generated region was edited by hand."


def check(subject: Marked) -> Iterator[Finding]:
    """The next rendering would have to choose between the edit and the record; an empty region waits to be filled.

    What a merge left is no edit, and PM002 tells of it where it cut a region.
    """
    postmortem = subject.postmortem
    if postmortem.layout.misplaced and first_conflict(subject.rows):
        return
    for region in postmortem.layout.regions:
        rows = subject.rows[region.begin : region.end - 1]
        now = "".join(f"{row}\n" for row in rows)
        if not now.strip() or checksum(now) == region.sum:
            continue
        if first_conflict(rows):
            hint = f"`{postmortem.render_command} --take` settles it, and writes the region anew"
            yield Finding(region.begin, 1, f"a merge left a conflict in the region {region.name}", hint)
        else:
            yield Finding(region.begin, 1, f"the region {region.name} was edited by hand", _way_out(postmortem))


def _way_out(postmortem: Postmortem) -> str:
    return (
        f"facts are changed by events: `revenant note` or `revenant amend`; then `{postmortem.render_command} --take` "
        "writes the region anew, or --detach takes its markers out and keeps the text"
    )
