"""`revenant explain`: the chain of reasons between two signals."""

from __future__ import annotations

from typing import Annotated

import typer

from revenant.cli.options import AsJson
from revenant.cli.session import Session
from revenant.errors import UnknownSignalError


def command(
    ctx: typer.Context,
    one: Annotated[str, typer.Argument(metavar="A", help="The id of a signal.")],
    two: Annotated[str, typer.Argument(metavar="B", help="The id of another.")],
    files: Annotated[
        list[str], typer.Argument(metavar="[FILE]…", help="The signals, as correlate reads them; - is stdin.")
    ] = ["-"],
    as_json: AsJson = False,
) -> None:
    """Say why two signals are in one group, link by link; or what keeps them apart.

    The signals are correlated again, just as `revenant correlate` does it. Example: revenant explain A B
    alerts.jsonl
    """
    from revenant.cli.correlation_runs import windows_for
    from revenant.cli.streams import Streams, catalogue_of
    from revenant.signals.correlation.engine import Correlator
    from revenant.signals.correlation.trail import Trail
    from revenant.signals.graph import graph_of

    session: Session = ctx.obj
    windows = windows_for(session, min_signals=None)
    trail = Trail([one, two], windows.gap)
    engine = Correlator(windows, graph_of(catalogue_of(session)), trail)
    streams = Streams(session, files)
    for batch in streams.signals(windows.lateness):
        list(engine.feed(batch))
    list(engine.finish())
    for wanted in (one, two):
        if wanted not in trail.found:
            raise UnknownSignalError(wanted)
    found = trail.explain(one, two)
    from revenant.render.clusters import explanation_blocks, explanation_data

    if as_json:
        session.out.json(explanation_data(found))
    else:
        session.out.blocks(explanation_blocks(found))
