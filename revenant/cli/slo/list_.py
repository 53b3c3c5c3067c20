"""`revenant slo list`: every SLO, with what it promises and where it is measured."""

from __future__ import annotations

import typer

from revenant.cli.options import AsJson
from revenant.cli.session import Session
from revenant.cli.slo.looking import SloNames, chosen


def command(
    ctx: typer.Context,
    names: SloNames = None,
    as_json: AsJson = False,
) -> None:
    """List SLOs: service, window, objectives, and where each is measured.

    Example: revenant slo list
    """
    from revenant.render.slos import slo_data, slo_table
    from revenant.store.slos import SloStore

    session: Session = ctx.obj
    store = SloStore(session.workspace)
    found = [(slo, store.values_of(slo)) for slo in chosen(session, names or [])]
    if as_json:
        session.out.json([slo_data(slo, values) for slo, values in found])
    else:
        session.out.blocks([slo_table(found)])
    for words in store.outside:
        session.out.warn(f"not read: {words}")
