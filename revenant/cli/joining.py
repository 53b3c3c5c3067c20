"""What `merge` and `split` share: the store that writes to several incidents, and saying what was done to each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from revenant.cli.session import Session
from revenant.cli.writing import How

if TYPE_CHECKING:
    from collections.abc import Sequence

    from revenant.store.joining import Joiner, Written


def joiner(session: Session) -> Joiner:
    """The store that records on several incidents together."""
    from revenant.store.joining import Joiner

    return Joiner(session.workspace, warn=session.out.warn)


def report_written(session: Session, done: Sequence[Written], how: How) -> None:
    """Each incident's new events on stdout, or its new snapshot as JSON; the next command on stderr."""
    if how.as_json:
        from revenant.render.json import snapshot_data

        session.out.json([snapshot_data(each.after, session.settings.measurements) for each in done])
        return
    from revenant.render.changes import change_line, next_step

    prefix = "would record: " if how.dry_run else ""
    for each in done:
        before = each.before if each.before.events else None
        for event in each.events:
            session.out.text(prefix + change_line(before, each.after, event))
            before = each.after
    if not how.dry_run:
        session.out.say(next_step(done[0].after, needs_postmortem=False))
