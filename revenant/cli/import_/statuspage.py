"""`revenant import statuspage`: incidents of an Atlassian Statuspage."""

from __future__ import annotations

import typer

from revenant.cli.import_.histories import How, JsonFiles, bring_in, named
from revenant.cli.options import AsJson, Commit, DryRun
from revenant.cli.session import Session


def command(
    ctx: typer.Context, files: JsonFiles, as_json: AsJson = False, commit: Commit = True, dry_run: DryRun = False
) -> None:
    """Incidents of an Atlassian Statuspage: its /api/v2/incidents.json, or JSON Lines of incidents.

    Each keeps its own times, and is marked as recorded now. Scheduled maintenance is skipped, and no
    incident is imported twice. Impact and components map by `imports` in revenant.yaml.
    """
    session: Session = ctx.obj
    bring_in(session, "statuspage", named(session, files), How(as_json, commit, dry_run))
