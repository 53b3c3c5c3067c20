"""`revenant action done`: say that an action item is done."""

from __future__ import annotations

import typer

from revenant.cli.action.changing import Given, On, change
from revenant.cli.action.filters import day
from revenant.cli.options import AsJson, Commit, DryRun
from revenant.cli.session import Session


def command(
    ctx: typer.Context,
    given: Given,
    on: On = "",
    as_json: AsJson = False,
    commit: Commit = True,
    dry_run: DryRun = False,
) -> None:
    """Tick an action item off, with the day. That it helped is said later, by `action verify`.

    Example: revenant action done 7f3k A1
    """
    from revenant.cli.writing import How
    from revenant.errors import NothingToDoError
    from revenant.postmortems.actions import ActionItem
    from revenant.postmortems.actions.editing import Edit

    session: Session = ctx.obj
    when = day(session, "--on", on) if on else session.now.date().isoformat()

    def decide(item: ActionItem) -> Edit:
        if item.done and item.day("done"):
            raise NothingToDoError(
                f"{item.key} was done on {item.fields['done']} already",
                "`revenant action edit … --done DAY` changes the day",
            )
        return Edit(done=True, fields={"done": when, "wontdo": None})

    change(session, given, How(None, commit, dry_run, as_json), decide, "done")
