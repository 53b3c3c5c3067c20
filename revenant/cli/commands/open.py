"""`revenant open`: declare an incident."""

from __future__ import annotations

from typing import Annotated

import typer

from revenant.cli.options import AsJson, At, Commit, DryRun, choice
from revenant.cli.session import Session
from revenant.cli.suspecting import find_suspects, say_suspects, suspects_data
from revenant.cli.writing import How, report_change, say_unknown
from revenant.core.severity import Severity
from revenant.incidents.operations import open_incident


def command(
    ctx: typer.Context,
    title: Annotated[str, typer.Argument(help="What is broken, as users see it.")],
    severity: Annotated[str, typer.Option("--severity", "-s", metavar="SEV", help="SEV1 to SEV4.")] = "SEV3",
    service: Annotated[list[str], typer.Option("--service", metavar="NAME", help="Affected; may be repeated.")] = [],
    environment: Annotated[str, typer.Option("--environment", "-e", metavar="NAME", help="Where.")] = "",
    tag: Annotated[list[str], typer.Option("--tag", metavar="TAG", help="May be repeated.")] = [],
    started: Annotated[
        str | None, typer.Option("--started", metavar="TIME", help="When users began to feel it.")
    ] = None,
    at: At = None,
    as_json: AsJson = False,
    commit: Commit = True,
    dry_run: DryRun = False,
) -> None:
    """Declare an incident. It is detected now, or at --at.

    Example: revenant open "Checkout: error rate above 5 %" -s SEV2 --service checkout
    """
    session: Session = ctx.obj
    worst = Severity(choice("severity", severity, [*Severity]))
    began = session.time(started)
    say_unknown(session, service, environment)
    change = session.declare(
        session.writer(at, commit=commit, dry_run=dry_run),
        lambda stamp: open_incident(
            stamp, title, worst, services=service, environment=environment, tags=tag, started_at=began
        ),
        "opened",
    )
    near = find_suspects(session, change.after)
    report_change(session, change, How(at, commit, dry_run, as_json), suspects_data(near))
    say_suspects(session, near)
