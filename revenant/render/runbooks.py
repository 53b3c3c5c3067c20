"""Runbooks as people and machines read them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from msgspec import structs

from revenant.core.tables import Block, Column, Heading, Note, Table, Tone, Value, facts
from revenant.core.text import how_many
from revenant.runbooks.document import Runbook, Section, Step
from revenant.runbooks.steps import commands


def runbook_table(runbooks: Sequence[Runbook]) -> Table:
    """One line a runbook."""
    columns = [
        Column("runbook", "id"),
        Column("status", "status"),
        Column("owner", "owner"),
        Column("services", "services", at_most=30),
        Column("alerts", "alerts", at_most=40),
        Column("title", "title", wide=True),
    ]
    rows: list[list[Value]] = [
        [it.id, _status(it), _owner(it), ", ".join(it.services), ", ".join(_alerts(it)), it.title] for it in runbooks
    ]
    return Table("", columns, rows, [] if runbooks else ["There are no runbooks."])


def runbook_data(it: Runbook) -> dict[str, Any]:
    """What `runbook list --json` says of one."""
    return {
        "id": it.id,
        "path": it.path,
        "title": it.title,
        "native": it.is_native,
        "status": _status(it),
        "owner": _owner(it),
        "services": it.services,
        "alerts": _alerts(it),
        "sections": [section.value for section in dict.fromkeys(passage.kind for passage in it.passages)],
        "steps": len(it.steps),
    }


def whole_data(it: Runbook, only: Section | None = None) -> dict[str, Any]:
    """What `runbook show --json` says: the same, with claims, the text of the sections and the steps."""
    claims = [
        {"alert": each.alert, "line": each.line, "reason": each.reason, "anchor": each.anchor or None}
        for each in it.claims
    ]
    sections = [
        {"section": each.kind, "heading": each.heading, "line": each.line, "end": each.end, "text": it.text(each)}
        for each in it.passages
        if only in (None, each.kind)
    ]
    steps = [_step_data(step) for step in it.steps if only in (None, step.section)]
    matter = it.matter
    return runbook_data(it) | {
        "replaced_by": (matter.replaced_by if matter else "") or None,
        "drill_every": matter.drill_every if matter else None,
        "inputs": [structs.asdict(each) for each in (matter.inputs if matter else [])],
        "claims": claims,
        "sections": sections,
        "steps": steps,
    }


def _step_data(step: Step) -> dict[str, Any]:
    return {
        "id": step.id,
        "title": step.title,
        "category": step.category,
        "section": step.section,
        "line": step.line,
        "commands": [list(commands(fence)) for fence in step.fences],
        "words": list(step.words),
        "labels": {
            label.name: "; ".join(each.text for each in step.labels if each.name == label.name) for label in step.labels
        },
    }


def runbook_blocks(it: Runbook, only: Section | None = None) -> list[Block]:
    """One runbook on a screen: what it is for, then each section with its steps."""
    blocks: list[Block] = [Heading(f"{it.id}  {it.title}"), facts(*_about(it))]
    kinds = list(dict.fromkeys(passage.kind for passage in it.passages))
    for kind in kinds:
        if only in (None, kind):
            blocks += _section(it, kind)
    loose = [step for step in it.steps if step.section is None]
    if loose and only is None:
        blocks += [_row for step in loose for _row in _step(step)]
    if only and only not in kinds:
        blocks.append(Note(f"It has no section {only}."))
    return blocks


def _about(it: Runbook) -> list[tuple[str, str]]:
    matter = it.matter
    inputs = [
        f"{each.name} (such as {each.example})" if each.example else each.name
        for each in (matter.inputs if matter else [])
    ]
    return [
        ("file", it.path),
        (
            "status",
            (_status(it) or "not stated")
            + (f", replaced by {matter.replaced_by}" if matter and matter.replaced_by else ""),
        ),
        ("owner", _owner(it) or ""),
        ("services", ", ".join(it.services)),
        ("alerts", "; ".join(f"{claim.alert} ({claim.reason})" for claim in it.claims)),
        ("inputs", ", ".join(inputs)),
        ("drill every", (matter.drill_every if matter else "") or ""),
    ]


def _section(it: Runbook, kind: Section) -> list[Block]:
    """The prose of a section up to its first step, then its steps."""
    steps = [step for step in it.steps if step.section is kind and not step.is_candidate]
    blocks: list[Block] = [Heading(kind.value)]
    for passage in (each for each in it.passages if each.kind is kind):
        end = min((step.line - 1 for step in steps if passage.line < step.line <= passage.end), default=passage.end)
        prose = "\n".join(it.rows[passage.line : end]).strip("\n")
        blocks += [Note(prose, Tone.PLAIN)] if prose else []
    candidates = [step for step in it.steps if step.section is kind and step.is_candidate]
    if candidates:
        blocks.append(Note(f"{how_many(len(candidates), 'block')} of commands, treated as RISKY", Tone.WARN))
    return [*blocks, *(block for step in steps for block in _step(step))]


def _step(step: Step) -> list[Block]:
    tone = Tone.WARN if step.category.is_risky else Tone.PLAIN
    blocks: list[Block] = [Heading(f"{step.id} {step.title} — {step.category}".strip(), tone)]
    blocks += [Note(text, Tone.PLAIN) for text in step.words]
    typed = (commands(fence) for fence in step.fences)
    blocks += [Note("\n".join(f"    {row}" for row in rows), Tone.PLAIN) for rows in typed if rows]
    return [*blocks, facts(*((label.name, label.text) for label in step.labels))] if step.labels else blocks


def _status(it: Runbook) -> str | None:
    return it.matter.status if it.matter else None


def _owner(it: Runbook) -> str | None:
    return (it.matter.owner if it.matter else "") or None


def _alerts(it: Runbook) -> list[str]:
    return [claim.alert for claim in it.claims]
