"""`revenant lint`: check the files of the workspace."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from revenant.cli.options import AsJson, choice
from revenant.cli.session import Session
from revenant.core.problems import Level
from revenant.errors import ExitCode


def command(
    ctx: typer.Context,
    paths: Annotated[
        list[Path], typer.Argument(metavar="[PATHS]", help="Files or folders of the workspace; all of it if left out.")
    ] = [],
    form: Annotated[
        str, typer.Option("--format", metavar="FORMAT", help="text, concise, json or github (annotations).")
    ] = "text",
    fail_on: Annotated[
        str, typer.Option("--fail-on", metavar="LEVEL", help="Exit 1 from this level on: error, warning or info.")
    ] = "error",
    as_json: AsJson = False,
) -> None:
    """Check incident logs, revenant.yaml, services.yaml and .gitattributes. Exits 1 when problems are found.

    Each code has a page: docs/rules/CODE.md.
    """
    from revenant.render.problems import FORMATS, tally
    from revenant.store.linting import lint

    session: Session = ctx.obj
    chosen = FORMATS[choice("format", "json" if as_json else form, [*FORMATS])]
    threshold = Level(choice("level", fail_on, [*Level]))
    found = lint(session.workspace, [session.directory / path for path in paths], session.now)
    if text := chosen.render(found.problems):
        session.out.text(text)
    session.out.say(tally(found.problems, found.checked, found.unchecked))
    if any(problem.level.reaches(threshold) for problem in found.problems):
        raise typer.Exit(ExitCode.PROBLEMS)
