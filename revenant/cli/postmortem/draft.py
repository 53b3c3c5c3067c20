"""`revenant postmortem draft`: begin a postmortem, its facts filled in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer
from typer.core import TyperCommand

from revenant.cli.completion import complete_template
from revenant.cli.options import AsJson, Commit, DryRun, Incident
from revenant.cli.session import Session

if TYPE_CHECKING:
    from revenant.incidents.snapshot import IncidentSnapshot
    from revenant.store.postmortems import PostmortemStore


class DraftCommand(TyperCommand):
    """Takes `--branch` without a name too, last or before another option, which Typer has no word for."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """The arguments, with an empty name where `--branch` has none."""
        words = args[: args.index("--")] if "--" in args else args
        bare = [
            n for n, word in enumerate(words) if word == "--branch" and (words[n + 1 : n + 2] or ["-"])[0][:1] == "-"
        ]
        for place in reversed(bare):
            args = [*args[: place + 1], "", *args[place + 1 :]]
        return super().parse_args(ctx, args)


def command(
    ctx: typer.Context,
    incident: Incident = None,
    owner: Annotated[str, typer.Option("--owner", metavar="WHO", help="Who answers for it; by default you.")] = "",
    template: Annotated[
        str,
        typer.Option(
            "--template",
            metavar="NAME",
            help="The template to start from; by default that of the severity.",
            autocompletion=complete_template,
        ),
    ] = "",
    branch: Annotated[
        str | None,
        typer.Option(
            "--branch",
            metavar="[NAME]",
            help="Commit it to a new branch, for review, and touch no file; by default postmortem/ and the short id.",
        ),
    ] = None,
    as_json: AsJson = False,
    commit: Commit = True,
    dry_run: DryRun = False,
) -> None:
    """Start a postmortem from a template: base, short, security, data-loss, or one in postmortem_templates.

    Facts, timeline and more are filled in from the record; follow-ups become action items. --dry-run prints it.
    """
    from revenant.store.postmortems import PostmortemStore

    session: Session = ctx.obj
    it = session.incidents.get(session.incident_id(incident))
    text = _text(session, it, owner or (session.user_if_known if dry_run else session.user), template)
    if dry_run:
        session.out.json({"incident": it.id, "text": text}) if as_json else session.out.text(text)
        return
    store = PostmortemStore(session.workspace)
    if branch is not None:
        name = branch or f"postmortem/{it.id.rpartition('-')[2].lower()}"
        _to_branch(session, store, it.id, text, name, as_json=as_json)
        return
    _write(session, store, it.id, text, as_json=as_json, commit=commit)


def _write(session: Session, store: PostmortemStore, incident: str, text: str, *, as_json: bool, commit: bool) -> None:
    """Put the draft beside its incident's log, and say where it is."""
    name = session.workspace.relative(store.create(incident, text, commit=commit))
    if as_json:
        session.out.json({"incident": incident, "path": name})
        return
    session.out.text(f"{incident}  postmortem drafted: {name}")
    session.out.say(f"next: write its prose, then revenant postmortem status {incident.rpartition('-')[2]} review")


def _text(session: Session, it: IncidentSnapshot, owner: str, word: str) -> str:
    """What the template makes of the incident: the one named, or that of its severity."""
    from revenant.postmortems.drafting import draft_context
    from revenant.postmortems.templating import default_template
    from revenant.render.drafts import render_template
    from revenant.store.region_material import material_of
    from revenant.store.templates import read_templates

    templates = read_templates(session.workspace)
    template = templates.named(word or default_template(it.severity, session.settings.postmortems))
    context = draft_context(material_of(session.workspace, it), owner)
    return render_template(templates, template.name, context)


def _to_branch(session: Session, store: PostmortemStore, incident: str, text: str, name: str, *, as_json: bool) -> None:
    """Commit the draft to a branch of its own, and say how it comes to be reviewed."""
    from revenant.postmortems.errors import PostmortemExistsError
    from revenant.render.review_branches import branch_data, next_commands
    from revenant.store.review_branches import create_review_branch

    path = store.path(incident)
    if path.exists():
        raise PostmortemExistsError(session.workspace.relative(path))
    message = f"{incident}: postmortem draft"
    made = create_review_branch(session.workspace.repository, name, path, text, message)
    if as_json:
        session.out.json({"incident": incident, "path": session.workspace.relative(path)} | branch_data(made))
        return
    session.out.text(f"{incident}  postmortem drafted on branch {made.name}: {session.workspace.relative(path)}")
    for line in next_commands(made, message):
        session.out.say(line)
