"""`revenant search`: what did we write about this before?"""

from __future__ import annotations

from typing import Annotated

import typer

from revenant.cli.filters import Services, Severities, Since, Statuses, Tags, Until, say_unmatched, selection
from revenant.cli.options import AsJson, choice
from revenant.cli.session import Session
from revenant.core.tables import Column, Table, Value
from revenant.errors import EmptyTextError

KINDS = ["incident", "postmortem", "runbook"]


def command(
    ctx: typer.Context,
    text: Annotated[str, typer.Argument(help="Words that must all occur; the last may be unfinished.")],
    kind: Annotated[
        list[str],
        typer.Option("--kind", "-k", metavar="KIND", help="incident, postmortem or runbook; may be repeated."),
    ] = [],
    limit: Annotated[int, typer.Option("--limit", min=1, max=1000, help="At most so many answers.")] = 20,
    status: Statuses = [],
    severity: Severities = [],
    service: Services = [],
    tag: Tags = [],
    since: Since = None,
    until: Until = None,
    as_json: AsJson = False,
) -> None:
    """Search titles and notes of incidents, postmortems and runbooks, best answers first.

    With a filter only incidents it lets through, and their postmortems, are answers.
    """
    from revenant.store.search import search

    session: Session = ctx.obj
    if not text.strip():
        raise EmptyTextError("text to search for")
    kinds = [choice("kind", word, KINDS) for word in kind] or KINDS
    wanted = selection(session, status=status, severity=severity, service=service, tag=tag, since=since, until=until)
    say_unmatched(session, wanted, session.incidents.all)
    hits = search(session.workspace, text, kinds, limit, wanted)
    if as_json:
        session.out.json(hits)
        return
    columns = [
        Column("kind", "kind"),
        Column("id", "id"),
        Column("title", "title", wide=True),
        Column("where", "snippet", wide=True),
    ]
    rows: list[list[Value]] = [[hit.kind, hit.id, hit.title, hit.snippet] for hit in hits]
    session.out.blocks([Table("", columns, rows, [] if rows else ["Nothing holds all of these words."])])
