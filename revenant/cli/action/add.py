"""`revenant action add`: a new action item, in the postmortem where it belongs."""

from __future__ import annotations

from typing import Annotated

import typer

from revenant.cli.action.changing import report, store
from revenant.cli.action.fields import Due, Impact, Issue, Likelihood, Owner, Type, fields
from revenant.cli.options import AsJson, Commit, DryRun, split_words, words
from revenant.cli.session import Session
from revenant.core.text import encodable


def command(
    ctx: typer.Context,
    given: Annotated[list[str], words("TEXT")],
    owner: Owner = None,
    due: Due = None,
    type_: Type = None,
    impact: Impact = None,
    likelihood: Likelihood = None,
    issue: Issue = None,
    as_json: AsJson = False,
    commit: Commit = True,
    dry_run: DryRun = False,
) -> None:
    """Add an action item to a postmortem, with the next free id.

    Example: revenant action add 7f3k "Reject pool sizes below the peak" --owner platform --due "3 weeks"
    """
    from revenant.cli.writing import How
    from revenant.postmortems.actions.editing import checked_text

    session: Session = ctx.obj
    part, (text,) = split_words(given, "TEXT")
    said = fields(session, owner=owner, due=due, type_=type_, impact=impact, likelihood=likelihood, issue=issue)
    known = store(session)
    path = known.locate(encodable(part) if part is not None else session.incident_id(None))
    writer = session.editor(commit=commit, dry_run=dry_run)
    wanted = {key: value for key, value in said.items() if value}
    changed = known.add(path, checked_text(encodable(text)), wanted, writer)
    report(session, changed, How(None, commit, dry_run, as_json))
    if changed.begins_section:
        session.out.say(f"{changed.card.path} had no section for action items; one now stands at its end")
    if not changed.after.is_ready:
        session.out.say(f"next: revenant action edit {changed.card.incident} {changed.after.key} --owner WHO --due DAY")
