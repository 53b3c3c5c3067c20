"""`revenant postmortem render`: write the generated regions of postmortems anew."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from revenant.cli.completion import complete_incident
from revenant.cli.options import AsJson, Commit, DryRun
from revenant.cli.session import Session

if TYPE_CHECKING:
    from revenant.postmortems.errors import RegionError
    from revenant.store.postmortem_rendering import Rendered, Renderer, Wish

Incidents = Annotated[
    list[str],
    typer.Argument(metavar="[ID]...", help="Incidents; all if left out.", autocompletion=complete_incident),
]


def command(
    ctx: typer.Context,
    incidents: Incidents = [],
    take: Annotated[bool, typer.Option("--take", help="Overwrite regions that were edited by hand.")] = False,
    detach: Annotated[
        bool, typer.Option("--detach", help="Take the markers out: the region's text becomes its author's.")
    ] = False,
    region: Annotated[
        list[str], typer.Option("--region", metavar="NAME", help="With --take or --detach: only this; repeatable.")
    ] = [],
    as_json: AsJson = False,
    commit: Commit = True,
    dry_run: DryRun = False,
) -> None:
    """Write facts, timeline and every other generated region anew; what people wrote stays byte for byte.

    Without an id every postmortem that is not final. One with an edited region stays as it is: a diff shows why.
    """
    from revenant.render.regions import region_data, region_lines
    from revenant.store.postmortem_rendering import Renderer, Wish

    session: Session = ctx.obj
    if take and detach:
        raise typer.BadParameter("--take and --detach exclude each other")
    if region and not (take or detach):
        raise typer.BadParameter("--region goes with --take or --detach")
    renderer, wish = Renderer(session.workspace, session.incidents), Wish(take, detach, region)
    wanted = wanted_incidents(session, renderer, incidents)
    done, refused = _render_all(session, renderer, wanted, wish, commit=commit, dry_run=dry_run)
    if as_json:
        session.out.json([region_data(each, dry_run=dry_run) for each in done])
    else:
        for each in done:
            session.out.text(region_lines(each, dry_run=dry_run))
        if not wanted:
            session.out.say("no postmortem is to be rendered: final ones only by name")
    _fail_if(session, refused)


def _render_all(
    session: Session, renderer: Renderer, incidents: list[str], wish: Wish, *, commit: bool, dry_run: bool
) -> tuple[list[Rendered], list[RegionError]]:
    """Those that could be rendered, and why the others could not: one that needs a decision holds up no other."""
    from revenant.postmortems.errors import RegionError

    done, refused = list["Rendered"](), list["RegionError"]()
    for incident in incidents:
        try:
            done.append(_render(session, renderer, incident, wish, commit=commit, dry_run=dry_run))
        except RegionError as error:
            refused.append(error)
    return done, refused


def _fail_if(session: Session, refused: list[RegionError]) -> None:
    """Say what was edited, and end as one error."""
    from revenant.postmortems.errors import UnrenderedError

    for error in refused:
        if error.diff:
            session.out.say_lines(error.diff)
    if refused:
        raise refused[0] if len(refused) == 1 else UnrenderedError(refused)


def _render(
    session: Session, renderer: Renderer, incident: str, wish: Wish, *, commit: bool, dry_run: bool
) -> Rendered:
    """One postmortem, written unless it is a dry run."""
    from revenant.store.postmortem_writing import PostmortemWriter

    rendered: list[Rendered] = []

    def make(_: bytes) -> bytes:
        rendered.append(renderer.render(incident, wish))
        return rendered[-1].after

    writer = session.editor(commit=commit, dry_run=dry_run)
    path = renderer.store.path(incident)
    PostmortemWriter(session.workspace, session.out.warn).change(path, writer, make, lambda: "postmortem rendered")
    return rendered[-1]


def wanted_incidents(session: Session, renderer: Renderer, incidents: list[str]) -> list[str]:
    """The incidents named, which must have a postmortem, or all whose postmortem is not final."""
    from revenant.postmortems.errors import NoPostmortemError
    from revenant.store.postmortem_cards import all_cards

    if not incidents:
        cards = all_cards(session.workspace)
        return [card.incident for card in cards if card.incident and card.status not in ("", "final")]
    named = [session.incidents.resolve(part) for part in incidents]
    for incident in named:
        if not renderer.store.path(incident).is_file():
            raise NoPostmortemError(incident)
    return named
