"""`revenant import opsgenie`: incidents and alerts of Opsgenie."""

from __future__ import annotations

import typer

from revenant.cli.import_.histories import How, JsonFiles, bring_in, named
from revenant.cli.options import AsJson, Commit, DryRun
from revenant.cli.session import Session


def command(
    ctx: typer.Context, files: JsonFiles, as_json: AsJson = False, commit: Commit = True, dry_run: DryRun = False
) -> None:
    """Incidents or alerts of Opsgenie: the answers of its API to /v1/incidents and /v2/alerts.

    Timeline, logs and notes count where the export puts them into the incident. Else the report's
    times count, then the end of impact, then the last change, and what had to be assumed is named.
    Priority maps by `imports.priority`, services and their ids by `imports.components`.
    """
    session: Session = ctx.obj
    bring_in(session, "opsgenie", named(session, files), How(as_json, commit, dry_run))
