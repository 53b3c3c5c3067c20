"""`revenant assign`: who leads, who speaks, who works."""

from __future__ import annotations

from typing import Annotated

import typer

from revenant.cli.options import AsJson, At, Commit, DryRun, Incident
from revenant.cli.session import Session
from revenant.cli.writing import How, record
from revenant.incidents import operations


def command(
    ctx: typer.Context,
    incident: Incident = None,
    commander: Annotated[str | None, typer.Option("--commander", metavar="WHO", help="Leads the incident.")] = None,
    communications: Annotated[
        str | None, typer.Option("--communications", metavar="WHO", help="Speaks for it.")
    ] = None,
    responder: Annotated[
        list[str], typer.Option("--responder", metavar="WHO", help="Works on it; may be repeated.")
    ] = [],
    at: At = None,
    as_json: AsJson = False,
    commit: Commit = True,
    dry_run: DryRun = False,
) -> None:
    """Name commander, communications lead and responders. WHO is an address; `me` is you."""
    session: Session = ctx.obj
    lead, speaker = _named(session, commander), _named(session, communications)
    workers = [session.user if who == "me" else who for who in responder]
    record(
        session,
        incident,
        lambda it, stamp: operations.assign(it, stamp, commander=lead, communications=speaker, responders=workers),
        "assign",
        How(at, commit, dry_run, as_json),
    )


def _named(session: Session, who: str | None) -> str | None:
    return session.user if who == "me" else who
