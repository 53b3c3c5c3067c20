"""Runbooks that should be drilled or reviewed, as people and machines read them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from revenant.core.tables import Column, Table, Tone, Value
from revenant.core.text import how_many
from revenant.core.times import format_time
from revenant.runbooks.document import Runbook
from revenant.runbooks.practice.staleness import Practice, Reason, Stale

_BAD = frozenset({Reason.FAILED, Reason.REVIEW})


class Old(NamedTuple):
    """A runbook, what is known of it, and every reason to look at it, worst first."""

    runbook: Runbook
    practice: Practice
    reasons: list[Stale]


def stale_table(found: Sequence[Old], legacy: Sequence[Runbook]) -> Table:
    """One line a runbook; `legacy` are those of no format of ours, of which nobody asks a first drill."""
    columns = [
        Column("runbook", "id"),
        Column("why", "why", wide=True),
        Column("last drill", "drilled_at"),
        Column("outcome", "outcome"),
        Column("every", "drill_every"),
        Column("owner", "owner"),
    ]
    rows: list[list[Value]] = [_row(old) for old in found]
    notes = [] if found else ["Every runbook is drilled and reviewed as it should be."]
    if legacy:
        notes.append(f"{how_many(len(legacy), 'runbook')} of another format: a first drill is not asked of them")
    return Table("", columns, rows, notes, [_tone(old) for old in found])


def _row(old: Old) -> list[Value]:
    last, matter = old.practice.last, old.runbook.matter
    return [
        old.runbook.id,
        "; ".join(stale.words for stale in old.reasons),
        last.at if last else None,
        last.outcome if last else None,
        matter.drill_every if matter else None,
        (matter.owner if matter else "") or None,
    ]


def _tone(old: Old) -> Tone:
    return Tone.WARN if old.reasons[0].reason in _BAD else Tone.PLAIN


def stale_data(old: Old) -> dict[str, Any]:
    """What `runbook list --stale --json` says of one."""
    last, matter = old.practice.last, old.runbook.matter
    return {
        "id": old.runbook.id,
        "path": old.runbook.path,
        "owner": (matter.owner if matter else "") or None,
        "drill_every": matter.drill_every if matter else None,
        "reasons": [{"reason": stale.reason, "words": stale.words} for stale in old.reasons],
        "last_drill": None
        if last is None
        else {
            "at": format_time(last.at),
            "by": last.by,
            "outcome": last.outcome,
            "failed": last.failed,
            "blob": last.blob,
        },
        "changed": old.practice.change.name.lower() if last else None,
        "review_due": list(old.practice.waiting),
    }
