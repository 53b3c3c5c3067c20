"""`revenant runbook show`: one runbook, on a screen or in a pipe."""

from __future__ import annotations

from typing import Annotated

import typer

from revenant.cli.completion import complete_words
from revenant.cli.options import AsJson, RunbookName, choice
from revenant.cli.session import Session

_SECTIONS = ("Symptom", "Impact", "Diagnosis", "Mitigation", "Prevention")


def command(
    ctx: typer.Context,
    runbook: RunbookName,
    section: Annotated[
        str,
        typer.Option("--section", metavar="NAME", help="Only this section.", autocompletion=complete_words(_SECTIONS)),
    ] = "",
    as_json: AsJson = False,
) -> None:
    """Show a runbook: what it is for, its sections, and its steps with what each can do to the world."""
    from revenant.render.runbooks import runbook_blocks, whole_data
    from revenant.runbooks.document import Section
    from revenant.store.runbooks import RunbookStore

    session: Session = ctx.obj
    found = RunbookStore(session.workspace).find(runbook)
    only = Section(choice("section", section, [*Section])) if section else None
    if as_json:
        session.out.json(whole_data(found, only))
    else:
        session.out.blocks(runbook_blocks(found, only))
