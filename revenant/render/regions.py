"""What rendering did to the regions of a postmortem, in lines and as JSON."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Protocol

from revenant.core.text import one_line
from revenant.postmortems.document import Postmortem
from revenant.postmortems.regions.comparing import Compared, Condition


class Rendered(Protocol):
    """A postmortem before and after; see store/postmortem_rendering.py."""

    @property
    def postmortem(self) -> Postmortem: ...
    @property
    def regions(self) -> Sequence[Compared]: ...
    @property
    def detached(self) -> frozenset[str]: ...
    @property
    def is_changed(self) -> bool: ...


def region_lines(rendered: Rendered, *, dry_run: bool) -> str:
    """One line a postmortem: what was written, what was left out, what this version does not know."""
    by = {condition: [each.name for each in rendered.regions if each.condition is condition] for condition in Condition}
    written = [name for name in (*by[Condition.STALE], *by[Condition.EDITED]) if name not in rendered.detached]
    verb, other = ("would write", "would detach") if dry_run else ("wrote", "detached")
    parts = [f"{verb} {', '.join(written)}"] if written and rendered.is_changed else []
    parts += [f"{other} {', '.join(sorted(rendered.detached))}"] if rendered.detached else []
    parts = parts or ["up to date"]
    if by[Condition.ABSENT]:
        parts.append(f"without {', '.join(by[Condition.ABSENT])} (no markers)")
    if by[Condition.UNKNOWN]:
        parts.append(f"left as it is: {', '.join(by[Condition.UNKNOWN])} (not known to this version)")
    return one_line(f"{rendered.postmortem.path}: {'; '.join(parts)}")


def region_data(rendered: Rendered, *, dry_run: bool) -> dict[str, Any]:
    """The same for --json; `condition` is what each region was before."""
    return {
        "path": rendered.postmortem.path,
        "changed": rendered.is_changed,
        "written": rendered.is_changed and not dry_run,
        "regions": [{"name": each.name, "line": each.line, "condition": each.condition} for each in rendered.regions],
    }
