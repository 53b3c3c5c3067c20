"""`revenant redact`: take a secret or somebody's personal data out of the record."""

from __future__ import annotations

from typing import Annotated

import typer

from revenant.cli.options import AsJson, Commit, DryRun, Reason, split_words, words
from revenant.cli.session import Session

_STAYS = "the old words stay in git's history and in every clone: docs/how-to/redact.md says how to purge them"


def command(
    ctx: typer.Context,
    given: Annotated[list[str], words("EVENT")],
    reason: Reason = "",
    as_json: AsJson = False,
    commit: Commit = True,
    dry_run: DryRun = False,
) -> None:
    """Replace the words of EVENT (any part of its id, see `revenant show`) by a tombstone. Only an ORG_ADMIN may.

    What it did, when and by whom stays. The old words stay in git's history until they are purged there.
    """
    from revenant.incidents.events import to_data
    from revenant.incidents.wording import describe
    from revenant.store.redacting import Redactor

    session: Session = ctx.obj
    incident, (part,) = split_words(given, "EVENT")
    incident_id = session.incident_id(incident)
    writer = session.writer(commit=commit, dry_run=dry_run)
    store = Redactor(session.workspace, warn=session.out.warn)
    done = store.redact(incident_id, part, writer, session.settings, reason)
    if as_json:
        session.out.json({"incident": incident_id, "lines": done.lines, "event": to_data(done.event)})
        return
    prefix = "would redact" if dry_run else "redacted"
    session.out.text(f"{prefix} {done.event.id} of {incident_id}: {describe(done.event)}")
    session.out.say(_STAYS)
