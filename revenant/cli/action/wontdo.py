"""`revenant action wontdo`: say that an action item will not be done, and why."""

from __future__ import annotations

import typer

from revenant.cli.action.changing import Given, change
from revenant.cli.options import AsJson, Commit, DryRun, Reason
from revenant.cli.session import Session
from revenant.core.text import encodable


def command(
    ctx: typer.Context,
    given: Given,
    reason: Reason = "",
    as_json: AsJson = False,
    commit: Commit = True,
    dry_run: DryRun = False,
) -> None:
    """Drop an action item, with the reason; it stays in the postmortem, and counts as neither open nor done.

    Example: revenant action wontdo 7f3k A2 --reason "the service is retired in March"
    """
    from revenant.cli.writing import How
    from revenant.errors import NothingToDoError, ReasonRequiredError
    from revenant.postmortems.actions import ActionItem
    from revenant.postmortems.actions.editing import Edit, checked

    session: Session = ctx.obj
    if not reason.strip():
        raise ReasonRequiredError("dropping an action item")
    why = checked("reason", encodable(reason))

    def decide(item: ActionItem) -> Edit:
        if item.done:
            raise NothingToDoError(f"{item.key} is done already", "`revenant action edit … --reopen` takes that back")
        return Edit(fields={"wontdo": why})

    change(session, given, How(None, commit, dry_run, as_json), decide, "will not be done")
