"""Suggested runbooks, and the panel of an incident's screen: the steps that matter now."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from revenant.core.tables import Block, Column, Note, Table, Tone, Value
from revenant.core.text import how_many, shorten
from revenant.incidents.lifecycle import Status
from revenant.incidents.snapshot import IncidentSnapshot
from revenant.runbooks.suggestion.card import Card, Stride
from revenant.runbooks.suggestion.matching import Suggestion
from revenant.runbooks.suggestion.panel import Panel

MOST_STEPS = 6
_WIDTH = 90


def panel_blocks(it: IncidentSnapshot, panel: Panel) -> list[Block]:
    """The runbook's name, the reason, its steps, how to walk it, and what else may help."""
    blocks: list[Block] = []
    if panel.absent:
        blocks.append(Note(f"Runbook attached, not in this workspace: {panel.absent}", Tone.PLAIN))
    if panel.found:
        blocks.append(_steps(it, panel, panel.found))
    if panel.further:
        known = "Other runbooks" if panel.found else "Runbooks that may help"
        blocks.append(Note(f"{known}: " + " · ".join(f"{_name(each)} ({each.reason})" for each in panel.further)))
    return blocks


def _steps(it: IncidentSnapshot, panel: Panel, found: Suggestion) -> Table:
    shown = panel.steps[:MOST_STEPS]
    verifying = it.status is Status.MITIGATED and any(step.verify for step in shown)
    columns = [Column("step", "id"), Column("category", "category"), Column("what to do", "title", wide=True)]
    if verifying:
        columns.append(Column("holds if", "verify", wide=True))
    rows: list[list[Value]] = [_row(step, verifying=verifying) for step in shown]
    return Table(f"Runbook {_name(found)}: {panel.section}", columns, rows, _notes(it, panel, found))


def _row(step: Stride, *, verifying: bool) -> list[Value]:
    row: list[Value] = [step.id or None, step.category, shorten(step.title, _WIDTH)]
    return [*row, shorten(step.verify, _WIDTH) or None] if verifying else row


def _notes(it: IncidentSnapshot, panel: Panel, found: Suggestion) -> list[str]:
    notes = [] if panel.steps else [f"no steps under {panel.section}; revenant runbook show {found.card.id}"]
    if more := len(panel.steps) - MOST_STEPS:
        notes += [f"{more} more: revenant runbook show {found.card.id}"] if more > 0 else []
    notes.append(f"why: {found.reason}" + ("; changed since it was attached" if panel.changed else ""))
    return [*notes, f"walk it: revenant runbook run {found.card.id} --incident {it.id}"]


def _name(it: Suggestion) -> str:
    name = f"{it.card.id}#{it.anchor}" if it.anchor else it.card.id
    return f"{name} (draft)" if it.card.is_draft else name


def panel_data(panel: Panel) -> dict[str, Any]:
    """What `show --json` says: the certain runbook or null, and further suggestions."""
    found = panel.found
    runbook = found and {
        **suggestion_data(found),
        "section": panel.section,
        "steps": [stride_data(step) for step in panel.steps],
        "pinned": panel.pinned or None,
        "changed": panel.changed,
    }
    return {"runbook": runbook, "suggestions": [suggestion_data(each) for each in panel.further]}


def suggestion_data(it: Suggestion) -> dict[str, Any]:
    """One suggestion as data."""
    return {
        "id": it.card.id,
        "path": it.card.path,
        "anchor": it.anchor or None,
        "title": it.card.title,
        "status": it.card.status or None,
        "basis": it.basis.name.lower(),
        "certain": it.is_certain,
        "reason": it.reason,
        "blob": it.card.blob,
    }


def stride_data(step: Stride) -> dict[str, Any]:
    """One step as data."""
    return {"id": step.id, "title": step.title, "category": step.category, "line": step.line}


def suggestion_table(found: Sequence[Suggestion], cards: Sequence[Card]) -> Table:
    """One line a suggestion, the surest first."""
    columns = [
        Column("runbook", "id"),
        Column("sure", "certain"),
        Column("why", "reason", wide=True),
        Column("file", "path"),
    ]
    rows: list[list[Value]] = [
        [_name(it), "certain" if it.is_certain else "may help", it.reason, it.place] for it in found
    ]
    none = f"None of {how_many(len(cards), 'runbook')} fits." if cards else "There are no runbooks."
    return Table("", columns, rows, [] if found else [none])
