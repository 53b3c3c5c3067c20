"""`revenant postmortem`: the document people learn from."""

from __future__ import annotations

from typing import Annotated

import typer

from revenant.cli.options import AsJson, Commit, DryRun, Incident
from revenant.cli.session import Session
from revenant.postmortems.drafting import draft_context
from revenant.store.postmortems import PostmortemStore

app = typer.Typer(rich_markup_mode=None, no_args_is_help=True, add_completion=False)


@app.callback()
def group() -> None:
    """Postmortems: facts from the record, prose from people."""


@app.command()
def draft(
    ctx: typer.Context,
    incident: Incident = None,
    owner: Annotated[str, typer.Option("--owner", metavar="WHO", help="Who answers for it; by default you.")] = "",
    as_json: AsJson = False,
    commit: Commit = True,
    dry_run: DryRun = False,
) -> None:
    """Start a postmortem from the built-in template, or from the team's own base.md.j2.

    Facts and timeline are filled in from the record; follow-ups become action items. --dry-run prints it.
    """
    from revenant.render.templates import render_template

    session: Session = ctx.obj
    it = session.incidents.get(session.incident_id(incident))
    context = draft_context(it, session.settings, owner or session.user)
    text = render_template("base.md.j2", context, session.workspace.templates_folder)
    if dry_run:
        session.out.json({"incident": it.id, "text": text}) if as_json else session.out.text(text)
        return
    path = PostmortemStore(session.workspace).create(it.id, text, commit=commit)
    name = session.workspace.relative(path)
    if as_json:
        session.out.json({"incident": it.id, "path": name})
        return
    session.out.text(f"{it.id}  postmortem drafted: {name}")
    session.out.say("next: write its prose, set status: final, then revenant close " + it.id.rpartition("-")[2])
