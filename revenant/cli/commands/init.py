"""`revenant init`: make a folder a workspace."""

from __future__ import annotations

import os
import shlex
from pathlib import Path
from typing import Annotated

import typer

from revenant.cli.options import AsJson, Commit
from revenant.cli.session import Session
from revenant.store.scaffold import admin_entry, prepare_folder, write_scaffold


def command(
    ctx: typer.Context,
    path: Annotated[Path, typer.Argument(help="The folder; made if absent.", show_default="this folder")] = Path(),
    demo: Annotated[
        bool, typer.Option("--demo", help="Add a fictitious company and its incident, to look at.")
    ] = False,
    as_json: AsJson = False,
    commit: Commit = True,
) -> None:
    """Make PATH a workspace: settings, services, folders, CI examples, committed. Overwrites nothing.

    You become its first ORG_ADMIN. A folder outside any git repository becomes one.
    """
    from revenant.cli.play import PEOPLE, play
    from revenant.render.schemas import schema_files

    session: Session = ctx.obj
    folder = (session.directory / path).resolve()
    repository = prepare_folder(folder)
    people = [admin_entry(repository.identity()), *(PEOPLE if demo else [])]
    names = write_scaffold(folder, repository, people, schema_files(), commit=commit)
    if demo:
        play(folder, say=lambda _: None)
    if as_json:
        session.out.json({"path": str(folder), "files": names})
        return
    session.out.text(f"{folder} is a workspace: {', '.join(names)}")
    there = os.path.relpath(folder)
    enter = "" if there == os.curdir else f"cd {shlex.quote(there)} && "
    session.out.say(f'next: {enter}revenant open "What is broken" --severity SEV2 --service NAME')
