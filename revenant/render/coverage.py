"""Coverage as people and machines read it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from revenant.core.problems import Problem
from revenant.core.tables import Block, Column, Note, Table, Tone, Value
from revenant.core.text import how_many
from revenant.render.problems_json import problem_data
from revenant.runbooks.coverage import Cover, Coverage
from revenant.runbooks.links.following import Reason


def coverage_screen(coverage: Coverage, problems: Sequence[Problem]) -> list[Block]:
    """What lacks a runbook, what leads nowhere, what no alert reaches."""
    blocks: list[Block] = []
    missing = [cover for cover in coverage.covers if cover.is_missing]
    if missing:
        blocks.append(_missing(coverage, missing))
    if dead := [cover for cover in coverage.covers if cover.is_dead]:
        blocks.append(_dead(dead))
    if coverage.unreached:
        rows: list[list[Value]] = [[each.id, each.path] for each in coverage.unreached]
        columns = [Column("runbook", "id"), Column("file", "path", wide=True)]
        blocks.append(Table("Runbooks no alert reaches", columns, rows))
    unread: list[list[Value]] = [[each.place, each.message] for each in problems if each.code == "RB600"]
    if unread:
        blocks.append(Table("Files that could not be read", [Column("file", "path"), Column("why", "why")], unread))
    if root := coverage.root:
        line = f'runbooks: {{link_roots: {{"{root.prefix}": {root.folder or "."}}}}}'
        blocks.append(Note(f"{root.number} of the addresses could be checked with this in revenant.yaml: {line}"))
    return blocks


def _missing(coverage: Coverage, covers: Sequence[Cover]) -> Table:
    columns = [Column("alert", "alert"), Column("severity", "severity"), Column("rule", "place", wide=True)]
    rows: list[list[Value]] = []
    tones = []
    for cover in sorted(covers, key=lambda it: not coverage.pages(it.alert)):
        rows.append([cover.alert.name, cover.alert.severity or None, _place(cover)])
        tones.append(Tone.BAD if coverage.pages(cover.alert) else Tone.PLAIN)
    return Table("Alerts without a runbook", columns, rows, tones=tones)


def _dead(covers: Sequence[Cover]) -> Table:
    columns = [Column("alert", "alert"), Column("rule", "place"), Column("address", "url", wide=True)]
    return Table("Dead links", columns, [[it.alert.name, _place(it), it.alert.url] for it in covers])


def _place(cover: Cover) -> str:
    return f"{cover.alert.path}:{cover.alert.line}"


def coverage_line(coverage: Coverage, without: int = 0) -> str:
    """All of it in one line; `without` is how many files hold no alert."""
    missing = coverage.names(missing=True)
    paging = coverage.names(missing=True, paging=True)
    unknown = len(coverage.names()) - len(coverage.covered) - len(missing)
    rest = [
        f"{len(missing)} missing, {len(paging)} of them paging" if missing else "",
        f"{unknown} not known" if unknown else "",
    ]
    beside = "; ".join(filter(None, rest))
    parts = [
        f"{len(coverage.covered)} of {how_many(len(coverage.names()), 'alert')} have a runbook"
        + (f" ({beside})" if beside else ""),
        f"{how_many(len(coverage.unreached), 'runbook')} no alert reaches" if coverage.unreached else "",
        how_many(len(coverage.dead), "dead link") if coverage.dead else "",
        *(f"{reason.count(number)}, not checked" for reason, number in coverage.unchecked.most_common()),
        f"{how_many(without, 'file')} without alerts" if without else "",
    ]
    return "; ".join(part for part in parts if part)


def coverage_data(coverage: Coverage, problems: Sequence[Problem]) -> dict[str, Any]:
    """What `runbook coverage --json` says."""
    return {
        "alerts": [_alert(coverage, cover) for cover in coverage.covers],
        "unreached": [{"id": each.id, "path": each.path} for each in coverage.unreached],
        "suggested_root": coverage.root._asdict() if coverage.root else None,
        "summary": {
            "alerts": len(coverage.names()),
            "covered": len(coverage.covered),
            "missing": len(coverage.names(missing=True)),
            "missing_paging": len(coverage.names(missing=True, paging=True)),
            "dead_links": len(coverage.dead),
            "not_checked": {reason.name.lower(): number for reason, number in coverage.unchecked.items()},
        },
        "problems": [problem_data(problem) for problem in problems],
    }


def _alert(coverage: Coverage, cover: Cover) -> dict[str, Any]:
    alert, outcome = cover.alert, cover.outcome
    return {
        "alert": alert.name,
        "path": alert.path,
        "line": alert.line,
        "severity": alert.severity or None,
        "paging": coverage.pages(alert),
        "runbook": cover.runbook or None,
        "by": cover.by.value,
        "runbook_url": alert.url or None,
        "runbook_url_line": alert.url_line or None,
        "link": outcome.state.value if outcome else None,
        "not_checked": _reason(outcome.reason) if outcome else None,
    }


def _reason(reason: Reason | None) -> str | None:
    return reason.name.lower() if reason else None
