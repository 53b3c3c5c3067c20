"""`revenant action edit`: any field of an action item, or its text."""

from __future__ import annotations

from typing import Annotated

import typer

from revenant.cli.action.changing import Given, change
from revenant.cli.action.fields import Due, Impact, Issue, Likelihood, Owner, Type, fields
from revenant.cli.action.filters import day
from revenant.cli.options import AsJson, Commit, DryRun
from revenant.cli.session import Session
from revenant.core.text import encodable


def command(
    ctx: typer.Context,
    given: Given,
    text: Annotated[str | None, typer.Option("--text", metavar="TEXT", help="What is to be done.")] = None,
    owner: Owner = None,
    due: Due = None,
    type_: Type = None,
    impact: Impact = None,
    likelihood: Likelihood = None,
    issue: Issue = None,
    done: Annotated[str | None, typer.Option("--done", metavar="DAY", help="On which day it was done.")] = None,
    reopen: Annotated[
        bool, typer.Option("--reopen", help="It is open again: not done, not verified, not dropped.")
    ] = False,
    as_json: AsJson = False,
    commit: Commit = True,
    dry_run: DryRun = False,
) -> None:
    """Change fields of an action item; an empty value takes a field out. Nothing else in the file changes.

    Example: revenant action edit 7f3k A1 --due 2027-01-15 --issue OPS-481
    """
    from revenant.cli.writing import How
    from revenant.errors import NothingToDoError
    from revenant.postmortems.actions import ActionItem
    from revenant.postmortems.actions.editing import Edit, checked_text, wanted

    session: Session = ctx.obj
    said = fields(session, owner=owner, due=due, type_=type_, impact=impact, likelihood=likelihood, issue=issue)
    if done is not None and not reopen:
        said["done"] = day(session, "--done", done)
    if reopen:
        said |= dict.fromkeys(("done", "verified", "anyway", "wontdo"))
    is_done = False if reopen else True if done is not None else None
    edit = Edit(is_done, None if text is None else checked_text(encodable(text)), said)

    def decide(item: ActionItem) -> Edit:
        if wanted(item, edit) == item:
            raise NothingToDoError(f"{item.key} says that already", "name what should change, such as --due 2026-12-20")
        return edit

    change(session, given, How(None, commit, dry_run, as_json), decide, "reopened" if reopen else "edited")
