"""`revenant import pagerduty`: incidents and log entries of PagerDuty."""

from __future__ import annotations

import typer

from revenant.cli.import_.histories import How, JsonFiles, bring_in, named
from revenant.cli.options import AsJson, Commit, DryRun
from revenant.cli.session import Session


def command(
    ctx: typer.Context, files: JsonFiles, as_json: AsJson = False, commit: Commit = True, dry_run: DryRun = False
) -> None:
    """Incidents of PagerDuty: the answers of its REST API to /incidents and /log_entries, in any number of files.

    Log entries give acknowledgement, assignment, escalation, notes and resolution their own times;
    without them the incident's own times count, and what had to be assumed is named. Priority and
    urgency map by `imports.priority`, services by `imports.components` in revenant.yaml.

    Example: revenant import pagerduty incidents.json log_entries.json
    """
    session: Session = ctx.obj
    bring_in(session, "pagerduty", named(session, files), How(as_json, commit, dry_run))
