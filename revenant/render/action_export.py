"""Action items for other programs: one row each, and Markdown to paste into an issue tracker."""

from __future__ import annotations

from collections.abc import Iterable

from revenant.core.markdown import code, escape
from revenant.core.settings import Settings
from revenant.core.tables import Column, Table
from revenant.postmortems.actions.tracking import Tracked
from revenant.render.actions import action_data

_FIELDS = (
    "incident", "id", "text", "status", "priority", "owner", "team", "due", "done", "verified", "type", "impact",
    "likelihood", "issue", "anyway", "wontdo", "services", "severity", "title", "path", "line",
)  # fmt: skip


def export_table(found: Iterable[Tracked], settings: Settings) -> Table:
    """One row an item; lists joined by semicolons."""
    rows = [action_data(one, settings) | {"services": ";".join(one.services)} for one in found]
    return Table("", [Column(name, name) for name in _FIELDS], [[row[name] for name in _FIELDS] for row in rows])


def issues(found: Iterable[Tracked]) -> str:
    """A heading and the facts of each item; text from outside stays plain text."""
    return "\n".join(_issue(one) for one in found)


def _issue(one: Tracked) -> str:
    said, it = one.item.fields, one.incident
    why = ", ".join(f"{name} {said[name]}" for name in ("impact", "likelihood") if said.get(name))
    facts = [
        ("Incident", f"{it.id}: {it.title}" if it else ""),
        ("Owner", said.get("owner", "")),
        ("Due", said.get("due", "")),
        ("Priority", f"{one.priority} ({why})" if one.priority else why),
        ("Type", said.get("type", "")),
        ("Issue", said.get("issue", "")),
    ]
    lines = [f"- **{name}:** {escape(value)}\n" for name, value in facts if value]
    place = code(f"{one.card.path}:{one.item.line}")
    return f"### {escape(one.item.text)}\n\n{''.join(lines)}- **From:** {escape(one.item.key)} in {place}\n"
