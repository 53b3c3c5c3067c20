"""`revenant runbook list`: every runbook, with what it is for; or those that should be looked at."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from revenant.cli.options import AsJson
from revenant.cli.session import Session

if TYPE_CHECKING:
    from revenant.store.runbooks import RunbookStore


def command(
    ctx: typer.Context,
    stale: Annotated[
        bool, typer.Option("--stale", help="Only what should be drilled or reviewed, worst first, and why.")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """List runbooks: id, status, owner, services and the alerts each answers."""
    from revenant.render.runbooks import runbook_data, runbook_table
    from revenant.store.runbooks import RunbookStore

    session: Session = ctx.obj
    store = RunbookStore(session.workspace)
    if not store.folder.is_dir():
        session.out.warn(f"there is no folder {store.settings.folder}: runbooks.folder in revenant.yaml names another")
    if stale and (store.all or as_json):
        _stale(session, store, as_json=as_json)
    elif as_json:
        session.out.json([runbook_data(runbook) for runbook in store.all])
    else:
        session.out.blocks([runbook_table(store.all)])


def _stale(session: Session, store: RunbookStore, *, as_json: bool) -> None:
    from revenant.render.stale import Old, stale_data, stale_table
    from revenant.runbooks.practice.staleness import rank, staleness
    from revenant.store.practice import PracticeStore

    practice = PracticeStore(store, session.out.warn)
    found = {
        it.path: Old(it, practice.of(it), staleness(it, practice.of(it), session.now))
        for it in store.all
        if not it.is_deprecated
    }
    ranked = [found[path] for path in rank({path: old.reasons for path, old in found.items()})]
    if as_json:
        session.out.json([stale_data(old) for old in ranked])
    else:
        session.out.blocks([stale_table(ranked, [runbook for runbook in store.all if not runbook.is_native])])
