"""`revenant import cstate`: issues of a cState status page."""

from __future__ import annotations

from typing import Annotated

import typer

from revenant.cli.foreign import read_tree
from revenant.cli.import_.histories import How, bring_in, load_yaml
from revenant.cli.options import AsJson, Commit, DryRun
from revenant.cli.session import Session

Places = Annotated[
    list[str],
    typer.Argument(metavar="DIR…", help="The site, its content/issues, a tar archive of it, or single .md files."),
]


Site = Annotated[str, typer.Option("--site", metavar="NAME", help="Tells one site's pages from another's.")]


def command(
    ctx: typer.Context,
    places: Places,
    site: Site = "",
    as_json: AsJson = False,
    commit: Commit = True,
    dry_run: DryRun = False,
) -> None:
    """Issues of a cState status page, from the Markdown its site is made of.

    Each keeps its own times, and is marked as recorded now; what ends before it starts stays so, and is
    named. Severity maps by `imports.impact`, what is affected by `imports.components` in revenant.yaml.
    """
    from revenant.importers.batch import Given

    session: Session = ctx.obj
    files = [file for place in places for file in read_tree(session, place, (".md", ".markdown"))]
    bring_in(session, "cstate", Given(files, load_yaml, site=site), How(as_json, commit, dry_run))
