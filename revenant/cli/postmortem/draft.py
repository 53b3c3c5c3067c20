"""`revenant postmortem draft`: begin a postmortem, its facts filled in."""

from __future__ import annotations

from typing import Annotated

import typer

from revenant.cli.options import AsJson, Commit, DryRun, Incident
from revenant.cli.session import Session
from revenant.postmortems.drafting import draft_context
from revenant.store.postmortems import PostmortemStore


def command(
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
    from revenant.postmortems.generated.material import Material
    from revenant.render.templates import render_template

    session: Session = ctx.obj
    it = session.incidents.get(session.incident_id(incident))
    context = draft_context(Material(it, session.settings), owner or session.user)
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
