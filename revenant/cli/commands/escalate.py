"""`revenant escalate`: who is called for an incident, and who is to be called by now."""

from __future__ import annotations

from typing import Annotated

import typer

from revenant.cli.completion import complete_whom
from revenant.cli.options import AsJson, Commit, DryRun, Incident
from revenant.cli.session import Session
from revenant.errors import ExitCode

Everything = Annotated[bool, typer.Option("--due", help="All open incidents: whom their policies call by now.")]
Whom = Annotated[
    str,
    typer.Option("--to", metavar="WHOM", help="A person, schedule:NAME or policy:NAME.", autocompletion=complete_whom),
]
Why = Annotated[str, typer.Option("--why", metavar="TEXT", help="It stays in the record.")]
At = Annotated[
    str | None, typer.Option("--at", metavar="TIME", help="As of that time; one to come only with --dry-run.")
]


def command(
    ctx: typer.Context,
    incident: Incident = None,
    everything: Everything = False,
    to: Whom = "",
    why: Why = "",
    at: At = None,
    as_json: AsJson = False,
    commit: Commit = True,
    dry_run: DryRun = False,
) -> None:
    """Record that somebody is called: whom --to names, or the next step of the policy. It notifies nobody itself.

    With --due it prints a line, or with --json an object on one, for each notification that is due, records them, and
    exits 1; it exits 0 when nothing is due. Example: revenant escalate --due --json | your-pager
    """
    from revenant.cli.writing import How

    session: Session = ctx.obj
    how = How(at, commit, dry_run, as_json)
    if not everything:
        from revenant.cli.calling import escalate_one

        escalate_one(session, incident, to, why, how)
        return
    if incident or to or why:
        raise typer.BadParameter("asks about all incidents: leave out the incident, --to and --why", param_hint="--due")
    from revenant.cli.escalating import escalate_due

    if escalate_due(session, how):
        raise typer.Exit(ExitCode.PROBLEMS)
