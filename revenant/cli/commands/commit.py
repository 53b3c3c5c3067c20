"""`revenant commit`: one commit for all events that are not in one yet."""

from __future__ import annotations

from typing import Annotated

import typer

from revenant.cli.options import AsJson
from revenant.cli.session import Session
from revenant.core.text import one_line

DryRun = Annotated[bool, typer.Option("--dry-run", "-n", help="Show what would be committed; commit nothing.")]


def command(ctx: typer.Context, as_json: AsJson = False, dry_run: DryRun = False) -> None:
    """Commit all events and postmortems that are not committed yet, in one commit.

    With `commit: manual` in revenant.yaml, or --no-commit, events gather in their files; this is how they
    become history. Nothing else is committed, and what you have staged stays staged.
    """
    from revenant.store.loose import find_loose, incident_ids, save_loose

    session: Session = ctx.obj
    paths = find_loose(session.workspace) if dry_run else save_loose(session.workspace)
    names = [session.workspace.relative(path) for path in paths]
    if as_json:
        session.out.json({"committed": names, "incidents": incident_ids(paths), "dry_run": dry_run})
        return
    for name in names:
        session.out.text(f"{'would commit' if dry_run else 'committed'} {one_line(name)}")
    if not names:
        session.out.say("nothing to commit: every event is in a commit")
