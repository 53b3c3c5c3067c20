"""`revenant runbook reviewed`: what was decided about a runbook after an incident that used it."""

from __future__ import annotations

from typing import Annotated

import typer

from revenant.cli.completion import complete_incident
from revenant.cli.options import AsJson, At, Commit, DryRun, RunbookName
from revenant.cli.session import Session


def command(
    ctx: typer.Context,
    runbook: RunbookName,
    incident: Annotated[
        str,
        typer.Option("--incident", metavar="ID", help="Which incident used it.", autocompletion=complete_incident),
    ],
    updated: Annotated[bool, typer.Option("--updated", help="It was changed for what was learnt.")] = False,
    no_change: Annotated[
        str, typer.Option("--no-change", metavar="REASON", help="It is right as it is, and why.")
    ] = "",
    at: At = None,
    as_json: AsJson = False,
    commit: Commit = True,
    dry_run: DryRun = False,
) -> None:
    """Record the decision about a runbook after an incident that used it: changed, or right as it is.

    Example: revenant runbook reviewed postgres-lag --incident 7f3k --no-change "every step held"
    """
    from revenant.render.runbook_steps import entry_data, review_line
    from revenant.runbooks.practice.reviewing import review
    from revenant.store.drills import DrillStore
    from revenant.store.runbooks import RunbookStore

    session: Session = ctx.obj
    store = RunbookStore(session.workspace)
    found = store.find(runbook)
    it = session.incidents.get(session.incidents.resolve(incident))
    blob = store.blob(found)
    entry = DrillStore(session.workspace, session.out.warn).record(
        session.writer(at, commit=commit, dry_run=dry_run),
        lambda stamp: review(it, stamp, found.id, blob, updated=updated, reason=no_change),
        f"{found.id}: reviewed after {it.id}",
    )
    if as_json:
        session.out.json(entry_data(entry))
    else:
        session.out.text(("would record: " if dry_run else "recorded: ") + review_line(entry))
