"""`revenant change`: what was changed, when and where, and what an incident has to do with it."""

from __future__ import annotations

from typing import Annotated

import typer

from revenant.cli.change_imports import app as imports
from revenant.cli.completion import complete_change, complete_link
from revenant.cli.options import AsJson, At, Commit, DryRun, Reason, choice, split_words, words
from revenant.cli.session import Session
from revenant.cli.writing import How, link_change, say_unknown
from revenant.incidents.causes import DECLARED, VERDICTS
from revenant.signals.changes import KINDS, OUTCOMES

app = typer.Typer(rich_markup_mode=None, no_args_is_help=True, add_completion=False)
app.add_typer(imports, name="import")
Environment = Annotated[str, typer.Option("--environment", "-e", metavar="NAME", help="Where.")]


@app.callback()
def group() -> None:
    """Deployments, configuration, flags and migrations: recorded, imported, listed, linked to incidents."""


@app.command()
def record(
    ctx: typer.Context,
    summary: Annotated[str, typer.Argument(help="What was changed, in a few words.")],
    service: Annotated[str, typer.Option("--service", metavar="NAME", help="Of which service.")],
    kind: Annotated[str, typer.Option("--kind", metavar="KIND", help=f"One of {', '.join(KINDS)}.")] = KINDS[0],
    environment: Environment = "",
    version: Annotated[str, typer.Option("--version", metavar="TEXT", help="What it is called: 41, v1.4.0.")] = "",
    reference: Annotated[str, typer.Option("--reference", metavar="TEXT", help="A URL or a commit.")] = "",
    status: Annotated[str, typer.Option("--status", metavar="WORD", help=f"One of {', '.join(OUTCOMES)}.")] = "",
    rollback_of: Annotated[
        str | None,
        typer.Option("--rollback-of", metavar="CHANGE", help="It takes this one back.", autocompletion=complete_change),
    ] = None,
    at: At = None,
    as_json: AsJson = False,
    commit: Commit = True,
    dry_run: DryRun = False,
) -> None:
    """Record a change that was made now, or at --at.

    Example: revenant change record "Halve the connection pool" --service checkout --version 41 -e production
    """
    from revenant.render.change_list import change_data, change_words
    from revenant.signals.recording import new_change

    session: Session = ctx.obj
    say_unknown(session, [service], environment)
    taken_back = session.changes.find(rollback_of) if rollback_of else None
    change = session.changes.record(
        session.writer(at, commit=commit, dry_run=dry_run),
        lambda stamp: new_change(
            stamp,
            summary,
            service=service,
            kind=choice("kind", kind, [*KINDS]),
            environment=environment,
            version=version,
            reference=reference,
            status=choice("status", status, [*OUTCOMES]) if status else "",
            rollback_of=taken_back,
        ),
    )
    if as_json:
        session.out.json(change_data(change))
    else:
        session.out.text(("would record: " if dry_run else "") + change_words(change))


@app.command(name="list")
def list_(
    ctx: typer.Context,
    service: Annotated[list[str], typer.Option("--service", metavar="NAME", help="May be repeated.")] = [],
    environment: Environment = "",
    kind: Annotated[str, typer.Option("--kind", metavar="KIND", help=f"One of {', '.join(KINDS)}.")] = "",
    since: Annotated[str | None, typer.Option("--since", metavar="TIME", help="Made then or later.")] = None,
    until: Annotated[str | None, typer.Option("--until", metavar="TIME", help="Made before.")] = None,
    as_json: AsJson = False,
) -> None:
    """Changes, oldest first; all of them unless filtered."""
    from revenant.render.change_list import change_data, changes_table
    from revenant.signals.recording import admits

    session: Session = ctx.obj
    found = session.changes.between(session.time(since), session.time(until))
    wanted = choice("kind", kind, [*KINDS]) if kind else ""
    chosen = [change for change in found if admits(change, service, environment, wanted)]
    if as_json:
        session.out.json([change_data(change) for change in chosen])
    else:
        session.out.blocks([changes_table(chosen)])


@app.command()
def link(
    ctx: typer.Context,
    given: Annotated[list[str], words("CHANGE", complete=complete_link)],
    verdict: Annotated[
        str, typer.Option("--verdict", metavar="WORD", help=f"One of {', '.join(VERDICTS)}.")
    ] = DECLARED,
    reason: Reason = "",
    at: At = None,
    as_json: AsJson = False,
    commit: Commit = True,
    dry_run: DryRun = False,
) -> None:
    """Say what CHANGE has to do with an incident; what was said last counts.

    Example: revenant change link 7f3k k3v9 --verdict confirmed --reason "gone after the rollback"
    """
    incident, (change,) = split_words(given, "CHANGE")
    link_change(ctx.obj, incident, change, How(at, commit, dry_run, as_json), verdict=verdict, reason=reason)
