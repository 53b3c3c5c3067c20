"""`revenant action show`: one action item, where it stands, and whether it held."""

from __future__ import annotations

import typer

from revenant.cli.action.changing import Given, find, store
from revenant.cli.options import AsJson
from revenant.cli.session import Session


def command(ctx: typer.Context, given: Given, as_json: AsJson = False) -> None:
    """Everything about one action item: who, until when, its priority, and whether what it was to prevent came back.

    Example: revenant action show 7f3k A1
    """
    from revenant.cli.action.judging import judged
    from revenant.render.actions import action_blocks, action_data

    session: Session = ctx.obj
    path, key = find(session, given, lambda item: item.is_open)
    one = judged(session, *store(session).read(path, key))
    if as_json:
        session.out.json(action_data(one, session.settings))
    else:
        session.out.blocks(action_blocks(one, session.settings))
