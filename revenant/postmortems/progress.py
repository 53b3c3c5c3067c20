"""How a postmortem comes along: draft → review → final, and what must be true before it is final."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from revenant.core.times import format_time
from revenant.postmortems.document import Postmortem
from revenant.postmortems.filling import Filling
from revenant.postmortems.regions.comparing import Compared, Condition
from revenant.postmortems.sections import Section

_WORDS = {Condition.STALE: "is out of date", Condition.EDITED: "was edited by hand"}


def reasons_not_final(postmortem: Postmortem, regions: Sequence[Compared]) -> list[str]:
    """Why it may not be final yet; empty when it may. The close gate asks for the same of its action items."""
    reasons = [f"line {line}: {message}" for line, message in postmortem.layout.misplaced]
    reasons += [f"the region {each.name} {_WORDS[each.condition]}" for each in regions if each.condition in _WORDS]
    if postmortem.matter and not postmortem.matter.owner:
        reasons.append("nobody owns it")
    if unready := [item.name for item in postmortem.actions if not item.is_ready]:
        reasons.append(f"without owner or due date: {', '.join(unready)}")
    return reasons


def unwritten(postmortem: Postmortem) -> list[str]:
    """The headings of summary and causes that nobody has written under; lint says more."""
    filling = Filling(postmortem)
    told = [each for each in postmortem.passages if each.kind in (Section.SUMMARY, Section.FACTORS)]
    return [each.heading for each in told if not filling.is_written(each) and each.kind not in filling.sections]


def keys_after(status: str, now: datetime) -> Mapping[str, str | None]:
    """The front matter after a move to `status`: since when it is in review, or final, and no longer what it was."""
    match status:
        case "review":
            return {"status": status, "review_at": format_time(now), "final_at": None}
        case "final":
            return {"status": status, "final_at": format_time(now)}
        case _:
            return {"status": status, "review_at": None, "final_at": None}
