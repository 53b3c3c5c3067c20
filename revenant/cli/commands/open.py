"""`revenant open`: declare an incident."""

from __future__ import annotations

from typing import Annotated

import typer

from revenant.cli.calling import say_whom
from revenant.cli.completion import complete_slo
from revenant.cli.options import AsJson, At, Commit, DryRun, choice
from revenant.cli.session import Session
from revenant.cli.slo.proposing import propose, say_proposal
from revenant.cli.suspecting import find_suspects, say_suspects, suspects_data
from revenant.cli.writing import How, report_change, say_unknown
from revenant.core.severity import Severity
from revenant.incidents.operations import open_incident, violated

Severest = Annotated[
    str | None,
    typer.Option("--severity", "-s", metavar="SEV", help="SEV1 to SEV4; if left out what --slo asks for, else SEV3."),
]
Violated = Annotated[
    list[str], typer.Option("--slo", metavar="NAME", help="Violated; may be repeated.", autocompletion=complete_slo)
]


def command(
    ctx: typer.Context,
    title: Annotated[str, typer.Argument(help="What is broken, as users see it.")],
    severity: Severest = None,
    service: Annotated[list[str], typer.Option("--service", metavar="NAME", help="Affected; may be repeated.")] = [],
    slo: Violated = [],
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

    With --slo it is linked to the SLO, whose service it concerns if none is named, and a severity is proposed by how
    fast the error budget burns. Example: revenant open "Checkout: error rate above 5 %" -s SEV2 --service checkout
    """
    session: Session = ctx.obj
    said = None if severity is None else Severity(choice("severity", severity, [*Severity]))
    proposal = propose(session, slo, at)
    services = service or proposal.services
    began = session.time(started)
    say_unknown(session, services, environment)
    change = session.declare(
        session.writer(at, commit=commit, dry_run=dry_run),
        lambda stamp: open_incident(
            stamp,
            title,
            proposal.severity(said),
            services=services,
            environment=environment,
            tags=tag,
            started_at=began,
        ),
        "opened",
        lambda stamp: [violated(stamp, name) for name in proposal.slos],
    )
    near = find_suspects(session, change.after)
    report_change(session, change, How(at, commit, dry_run, as_json), suspects_data(near) | proposal.data)
    say_proposal(session, proposal, said)
    say_suspects(session, near)
    say_whom(session, change.after)
