"""`revenant init`: make a folder a workspace."""

from __future__ import annotations

import os
import shlex
import sys
from pathlib import Path
from typing import Annotated

import typer

from revenant.cli.options import AsJson, Commit
from revenant.cli.session import Session
from revenant.core.files import RUNBOOKS_FOLDER
from revenant.core.settings import is_folder_name
from revenant.store.scaffold import admin_entry, prepare_folder, write_scaffold

_USUAL = "docs/runbooks"


def command(
    ctx: typer.Context,
    path: Annotated[Path, typer.Argument(help="The folder; made if absent.", show_default="this folder")] = Path(),
    demo: Annotated[
        bool, typer.Option("--demo", help="Add a fictitious company and its incident, to look at.")
    ] = False,
    runbooks: Annotated[str, typer.Option("--runbooks", metavar="FOLDER", help="Where runbooks are, from PATH.")] = "",
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
    place = _place(session, folder, runbooks)
    names = write_scaffold(folder, repository, people, schema_files(), commit=commit, runbooks=place)
    if demo:
        play(folder, say=lambda _: None)
    if as_json:
        session.out.json({"path": str(folder), "files": names})
        return
    session.out.text(f"{folder} is a workspace: {', '.join(names)}")
    there = os.path.relpath(folder)
    enter = "" if there == os.curdir else f"cd {shlex.quote(there)} && "
    session.out.say(f'next: {enter}revenant open "What is broken" --severity SEV2 --service NAME')


def _place(session: Session, folder: Path, wanted: str) -> str:
    """The folder of the runbooks: the one named, or docs/runbooks where a repository has one already."""
    if wanted:
        if not is_folder_name(wanted):
            raise typer.BadParameter("a folder below PATH, such as docs/runbooks", param_hint="--runbooks")
        return wanted
    if not (folder / _USUAL).is_dir() or (folder / RUNBOOKS_FOLDER).exists():
        return RUNBOOKS_FOLDER
    if sys.stdin is not None and sys.stdin.isatty() and not typer.confirm(f"Use the runbooks in {_USUAL}?", True):
        return RUNBOOKS_FOLDER
    session.out.say(f"runbooks are read from {_USUAL}; revenant.yaml says so")
    return _USUAL
