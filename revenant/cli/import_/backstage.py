"""`revenant import backstage`: services of a Backstage catalogue."""

from __future__ import annotations

from typing import Annotated

import typer

from revenant.cli.foreign import read_named
from revenant.cli.options import AsJson, Commit, DryRun
from revenant.cli.session import Session


def command(
    ctx: typer.Context,
    files: Annotated[list[str], typer.Argument(metavar="FILE…", help="catalog-info.yaml files; - for stdin.")],
    as_json: AsJson = False,
    commit: Commit = True,
    dry_run: DryRun = False,
) -> None:
    """Components and resources of a Backstage catalogue, as services of services.yaml.

    Adds services, dependencies and what entries lack; changes and removes nothing, and says what differs.
    """
    from revenant.cli.catalogues import import_backstage

    session: Session = ctx.obj
    import_backstage(session, [read_named(session, file) for file in files], as_json, commit, dry_run)
