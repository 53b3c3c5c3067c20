"""`revenant patterns`: what recurs in many incidents, and what it cost."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from revenant.cli.filters import Services, Since, Until, say_unmatched, selection
from revenant.cli.options import AsJson
from revenant.cli.session import Session

if TYPE_CHECKING:
    from revenant.slos.policing.duties import Duty


def command(
    ctx: typer.Context,
    since: Since = None,
    until: Until = None,
    service: Services = [],
    least: Annotated[int, typer.Option("--min-count", min=2, metavar="N", help="In at least so many incidents.")] = 2,
    limit: Annotated[int, typer.Option("--limit", min=1, metavar="N", help="At most so many of each kind.")] = 20,
    as_json: AsJson = False,
) -> None:
    """What recurs: alerts, causes, tags and services, with how often, in how many weeks, how long, and at what cost.

    What spent more of a quarter's error budget than the policy allows is marked, and whether something is planned.

    Example: revenant patterns --since 2026-01-01 --min-count 3
    """
    from revenant.render.patterns import pattern_blocks, patterns_data
    from revenant.reports.patterns import find_patterns
    from revenant.store.action_tallies import read_tallies

    session: Session = ctx.obj
    wanted = selection(session, service=service, since=since, until=until)
    known = session.incidents.all()
    say_unmatched(session, wanted, lambda: known)
    incidents = [it for it in known if wanted.admits(it)]
    tallies = read_tallies(session.workspace, [it.id for it in incidents])
    found = find_patterns(incidents, tallies, least)
    owed = _owed(session)
    if as_json:
        session.out.json(patterns_data(found, limit, owed))
    else:
        session.out.blocks(pattern_blocks(found, limit, owed))


def _owed(session: Session) -> dict[str, Duty]:
    """What the budget policy asks for each class of incidents, whatever the filters say; nothing without SLOs."""
    from revenant.store.slos import SloStore

    store = SloStore(session.workspace)
    if not store.exists:
        return {}
    from revenant.cli.slo.owing import owing

    found = owing(session, store.all(), session.incidents.all(), session.now)
    return {each.cost.group.name: each for each in reversed(found.classes)}
