"""`revenant correlate`: signals into a handful of incidents, each with its reasons."""

from __future__ import annotations

from typing import Annotated

import typer

from revenant.cli.options import AsJson, Commit
from revenant.cli.session import Session

Files = Annotated[
    list[str], typer.Argument(metavar="[FILE]…", help="Signals as JSON Lines, plain or gzip; - is stdin.")
]
Gap = Annotated[str, typer.Option("--gap", metavar="SPAN", help="A group silent for longer is over.")]
Causal = Annotated[str, typer.Option("--causal", metavar="SPAN", help="How fresh a neighbour's group must be.")]
Lifetime = Annotated[str, typer.Option("--lifetime", metavar="SPAN", help="How long a group takes in signals.")]


def command(
    ctx: typer.Context,
    files: Files = ["-"],
    apply: Annotated[
        bool, typer.Option("--apply", help="Record it: open incidents, add signals to open ones.")
    ] = False,
    everything: Annotated[bool, typer.Option("--all", "-a", help="Also groups too small for an incident.")] = False,
    assignments: Annotated[
        str | None, typer.Option("--assignments", metavar="FILE", help="Write each signal's id and group there.")
    ] = None,
    simulate: Annotated[bool, typer.Option("--simulate", help="What other windows would have made of it.")] = False,
    min_signals: Annotated[
        int | None, typer.Option("--min-signals", metavar="N", min=1, help="So many make an incident.")
    ] = None,
    gap: Gap = "",
    causal: Causal = "",
    lifetime: Lifetime = "",
    as_json: AsJson = False,
    commit: Commit = True,
) -> None:
    """Group signals by service, dependency, trace and request, and say what would be done with each group.

    One alert makes an incident, or anything critical, or several other signals. Without --apply nothing is
    written. Example: revenant ingest alertmanager alerts.json | revenant correlate
    """
    from revenant.cli.correlation_runs import Run, Wanted, windows_for

    if simulate and (apply or assignments):
        raise typer.BadParameter("writes nothing: leave out --apply and --assignments", param_hint="--simulate")
    session: Session = ctx.obj
    windows = windows_for(session, gap=gap, causal=causal, lifetime=lifetime, min_signals=min_signals)
    if simulate:
        from revenant.cli.simulating import simulate_windows

        simulate_windows(session, files, windows, as_json=as_json)
        return
    wanted = Wanted(files, windows, apply=apply, everything=everything, assignments=assignments, as_json=as_json)
    Run(session, wanted).run(commit=commit)
