"""`revenant doctor`: is everything fit for the next incident?"""

from __future__ import annotations

from typing import Annotated

import typer

from revenant.cli.options import AsJson
from revenant.cli.session import Session
from revenant.core.tables import Column, Table, Tone
from revenant.errors import ExitCode
from revenant.store.checkup import Finding, Health, check_up, commit_left, rebuild_index

_TONES = {Health.GOOD: Tone.PLAIN, Health.WARNING: Tone.WARN, Health.BAD: Tone.BAD}


def command(
    ctx: typer.Context,
    fix: Annotated[bool, typer.Option("--fix", help="Commit events an earlier failure left uncommitted.")] = False,
    rebuild: Annotated[bool, typer.Option("--rebuild", help="Throw the index away and build it anew.")] = False,
    as_json: AsJson = False,
) -> None:
    """Check settings, identity, git, merging, locks and every log. Exits 1 when something must be mended."""
    session: Session = ctx.obj
    if fix:
        for name in commit_left(session.workspace):
            session.out.say(f"committed {name}")
    if rebuild:
        session.out.say(f"the index is built anew: {rebuild_index(session.workspace)}")
    findings = list(check_up(session.workspace))
    if as_json:
        session.out.json([finding._asdict() for finding in findings])
    else:
        session.out.blocks([_table(findings)])
    if any(finding.health is Health.BAD for finding in findings):
        raise typer.Exit(ExitCode.PROBLEMS)


def _table(findings: list[Finding]) -> Table:
    columns = [
        Column("check", "what"),
        Column("", "health"),
        Column("found", "detail", wide=True),
        Column("hint", "hint"),
    ]
    return Table(
        "",
        columns,
        [[finding.what, finding.health, _joined(finding.detail), _joined(finding.hint)] for finding in findings],
        tones=[_TONES[finding.health] for finding in findings],
    )


def _joined(text: str) -> str:
    """Several lines as one cell."""
    return "; ".join(line.strip() for line in text.splitlines())
