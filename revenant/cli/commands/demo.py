"""`revenant demo`: one incident from `open` to `close`, each command printed before its output."""

from __future__ import annotations

import tempfile
from pathlib import Path

import typer

from revenant.cli.session import Session


def command(ctx: typer.Context) -> None:
    """Play one incident of a fictitious company in a throw-away workspace: nothing of yours is touched."""
    from revenant.cli.play import PEOPLE, play
    from revenant.render.schemas import schema_files
    from revenant.store.git import create_repository, find_repository
    from revenant.store.scaffold import write_scaffold

    session: Session = ctx.obj
    with tempfile.TemporaryDirectory(prefix="revenant-demo-") as name:
        folder = Path(name).resolve()
        create_repository(folder)
        write_scaffold(folder, find_repository(folder), PEOPLE, schema_files(), commit=False)
        play(folder, say=session.out.text)
    session.out.text("\nThe workspace is gone again. Make your own: revenant init PATH")
