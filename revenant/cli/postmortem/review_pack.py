"""`revenant postmortem review-pack`: what a review meeting needs, on one page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from revenant.cli.options import AsJson, Incident, Output
from revenant.cli.session import Session
from revenant.core.times import parse_time

if TYPE_CHECKING:
    from revenant.incidents.snapshot import IncidentSnapshot
    from revenant.store.review_packs import Reviewer


def command(
    ctx: typer.Context,
    incident: Incident = None,
    since: Annotated[
        str | None,
        typer.Option("--since", metavar="TIME", help="Instead of one incident: all resolved at or after, to review."),
    ] = None,
    output: Output = "-",
    as_json: AsJson = False,
) -> None:
    """Gather what a review meeting needs in Markdown: decisions, open questions, turning points, actions, likenesses.

    Example: revenant postmortem review-pack --since "7 days ago" --output review.md
    """
    from revenant.cli.foreign import deliver
    from revenant.render.review_data import pack_data
    from revenant.render.review_pack import pack_page
    from revenant.store.review_packs import Reviewer

    session: Session = ctx.obj
    if incident is not None and since is not None:
        raise typer.BadParameter("name one incident, or --since for all, not both")
    reviewer = Reviewer(session.workspace, session.incidents, session.now, session.out.warn)
    wanted, others = _wanted(session, reviewer, incident, since)
    reviews = reviewer.reviews(wanted)
    if as_json:
        session.out.json([pack_data(review, session.settings, session.now) for review in reviews])
        return
    page = pack_page(reviews, session.settings, session.now, others)
    deliver(session, output, page, "markdown", f"{len(reviews)} incidents written")


def _wanted(
    session: Session, reviewer: Reviewer, incident: str | None, since: str | None
) -> tuple[list[IncidentSnapshot], int]:
    """The incidents to review, oldest first, and how many others ended in the same time."""
    from revenant.incidents.selection import by_detection

    if since is None:
        return [session.incidents.get(session.incident_id(incident))], 0
    start = parse_time(since, session.now)
    ended = [it for it in session.incidents.all() if it.resolved_at is not None and it.resolved_at >= start]
    wanted = sorted((it for it in ended if reviewer.needs_review(it)), key=by_detection)
    return [session.incidents.get(it.id) for it in wanted], len(ended) - len(wanted)
