"""Earlier incidents like this one: in what, and how each ended.

Only incidents that were opened before this one are told, so that the region stays right when others follow.
"""

from __future__ import annotations

from revenant.core.markdown import escape
from revenant.postmortems.generated.material import Likeness, Material


def write(material: Material) -> str:
    """One item an incident, the surest first."""
    if not material.similar:
        return "No earlier incident is known that was like it."
    return "\n".join(map(_item, material.similar))


def _item(like: Likeness) -> str:
    ending = f" {escape(like.ending)}." if like.ending else ""
    return f"- {like.incident} {escape(like.title)}: {'; '.join(map(escape, like.reasons))}.{ending}"
