"""Templates of postmortems as people and machines read them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from revenant.core.problems import Problem
from revenant.core.tables import Column, Table, Tone
from revenant.postmortems.templating import Entry


def template_table(entries: Sequence[Entry], problems: Sequence[Problem]) -> Table:
    """One line a template that a draft may start from, and the parts that the team's templates include."""
    columns = [
        Column("template", "name"),
        Column("from", "place"),
        Column("used for", "severities"),
        Column("extends", "extends"),
        Column("blocks", "blocks", wide=True),
    ]
    bad = {problem.path for problem in problems}
    tones = [Tone.BAD if each.template.place in bad else Tone.PLAIN for each in entries]
    return Table("", columns, [_row(each) for each in entries], [], tones)


def _row(each: Entry) -> list[Any]:
    blocks = ", ".join(each.shape.blocks) if each.shape else "cannot be read"
    extends = each.shape.extends if each.shape else ""
    return [_name(each), _place(each), ", ".join(each.severities) or None, extends or None, blocks or None]


def _name(each: Entry) -> str:
    return f"{each.template.word} (part)" if each.template.is_part else each.template.word


def _place(each: Entry) -> str:
    return "built in" if each.template.is_ours else each.template.place


def template_data(each: Entry, problems: Sequence[Problem]) -> dict[str, Any]:
    """What `--json` says of one; `path` is null for those that come with revenant."""
    template, shape = each.template, each.shape
    return {
        "name": template.word,
        "path": None if template.is_ours else template.place,
        "part": template.is_part,
        "severities": each.severities,
        "extends": (shape.extends if shape else "") or None,
        "blocks": shape.blocks if shape else None,
        "includes": shape.includes if shape else None,
        "problems": [
            {"line": it.line, "level": it.level, "code": it.code, "message": it.message}
            for it in problems
            if it.path == template.place
        ],
    }
