"""`revenant similar`: which earlier incidents were like this one, in what, and how they ended."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from revenant.cli.options import AsJson, Incident
from revenant.cli.session import Session
from revenant.core.text import encodable

if TYPE_CHECKING:
    from datetime import datetime

    from revenant.postmortems.learning.corpus import Question


def command(
    ctx: typer.Context,
    incident: Incident = None,
    text: Annotated[
        str, typer.Option("--text", metavar="WORDS", help="What is seen, in words: before there is an incident.")
    ] = "",
    service: Annotated[
        list[str], typer.Option("--service", metavar="NAME", help="A service, with --text; repeatable.")
    ] = [],
    all_time: Annotated[
        bool, typer.Option("--all-time/--before", help="Also incidents opened after it; by default only before.")
    ] = False,
    limit: Annotated[int, typer.Option("--limit", min=1, max=100, help="At most so many.")] = 5,
    as_json: AsJson = False,
) -> None:
    """Find earlier incidents like this one: by alerts, causes, services and tags, and rare words; with each its reason.

    What most incidents share counts for nothing, and where there is only a weak likeness none is named. Example:
    revenant similar --text "connection pool exhausted" --service checkout
    """
    from revenant.render.learning import similar_data, similar_table
    from revenant.store.corpus import IndexedCorpus
    from revenant.store.index import answer
    from revenant.store.similarity import find_earlier

    session: Session = ctx.obj
    asked, before = _asked(session, incident, encodable(text), list(map(encodable, service)))
    before = None if all_time else before
    found = find_earlier(session.workspace, session.incidents, asked, before, limit)
    if as_json:
        session.out.json([similar_data(each) for each in found])
        return
    compared = len(found) or answer(session.workspace, lambda index: IndexedCorpus(index, before).size)
    session.out.blocks([similar_table(found, compared)])


def _asked(session: Session, incident: str | None, text: str, services: list[str]) -> tuple[Question, datetime | None]:
    """What is compared, and the time before which others must have been opened."""
    from revenant.incidents.snapshot import IncidentSnapshot
    from revenant.postmortems.learning.words import telling
    from revenant.store.similarity import prose_of, question_of

    if incident is None and (text.strip() or services):
        question = question_of(IncidentSnapshot(id="", services=services))
        return question._replace(stems=telling([text], services)), None
    it = session.incidents.get(session.incident_id(incident))
    asked = question_of(it, [text, *prose_of(session.workspace, it.id)])
    return asked, it.detected_at
