"""What the commands about handoffs share: the page that is to be written, and how pages are named."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any, NamedTuple

from revenant.cli.completion import Completions
from revenant.cli.session import Session

if TYPE_CHECKING:
    from revenant.oncall.handing.document import HandoffMatter
    from revenant.oncall.handing.page import Budget, HandoffFacts
    from revenant.oncall.handing.turns import Turnover
    from revenant.oncall.schedule import Schedule
    from revenant.store.handoffs import HandoffStore
    from revenant.store.oncall import OncallStore

AGAIN = timedelta(hours=1)


class Handoff(NamedTuple):
    """A page that is ready to be written: what it tells, what it says of itself."""

    facts: HandoffFacts
    matter: HandoffMatter


def handoff_store(session: Session) -> HandoffStore:
    """Where pages are read and written."""
    from revenant.store.handoffs import HandoffStore

    return HandoffStore(session.workspace, session.out.warn)


def prepare(session: Session, name: str | None, to: str, note: str, since: str | None) -> Handoff:
    """Whose turn it is, and all that the incoming person needs to know.

    Raises:
        NoScheduleNamedError, UnknownScheduleError, NobodyNextError, InvalidFileError.
    """
    from revenant.cli.oncall.looking import chosen
    from revenant.oncall.handing.turns import schedule_for, turnover
    from revenant.store.oncall import OncallStore

    who = session.user
    oncall = OncallStore(session.workspace)
    schedule = chosen(session, [name])[0] if name else schedule_for(oncall.schedules, who, session.now)
    turn = turnover(schedule, who, session.now, _person(session, to) if to else "")
    return _gathered(session, oncall, schedule, turn, (session.time(since) or turn.since), note)


def _gathered(
    session: Session, oncall: OncallStore, schedule: Schedule, turn: Turnover, since: datetime, note: str
) -> Handoff:
    from revenant.cli.action.filters import tracked
    from revenant.oncall.handing.document import HandoffMatter
    from revenant.oncall.handing.telling import RECENT
    from revenant.postmortems.actions.tracking import in_order
    from revenant.store.handoff_facts import Gatherer

    now, incidents = session.now, session.incidents.all()
    gatherer = Gatherer(session.workspace, oncall, schedule, incidents)
    changes = session.changes.between(now - RECENT)
    items = in_order(tracked(session, judged=False), session.settings)
    facts = gatherer.facts(turn, now, since, changes, items)
    budgets, unread = _budgets(session)
    matter = HandoffMatter(
        schema="revenant/handoff@1",
        schedule=schedule.name,
        from_=list(turn.outgoing),
        to=list(turn.incoming),
        at=now,
        since=since,
        incidents=gatherer.open_ids,
    )
    return Handoff(facts._replace(budgets=budgets, note=note, unread=unread), matter)


def _person(session: Session, name: str) -> str:
    """The address of whoever is named; a name nobody is known by is taken as it is, and said."""
    from revenant.core.text import encodable
    from revenant.oncall.people import addresses

    found = addresses(session.settings)(encodable(name.strip()))
    if session.settings.people and session.settings.person(found) is None:
        session.out.warn(f"{found} is not among the people of revenant.yaml")
    return found


def _budgets(session: Session) -> tuple[list[Budget], list[str]]:
    """Budgets that are gone or burn too fast; and which could not be read at a glance."""
    from revenant.cli.budgets import find_low_budgets
    from revenant.oncall.handing.page import Budget
    from revenant.render.glances import budget_words

    seen = find_low_budgets(session)
    if seen is None:
        return [], []
    low = [each for each in seen.glances if each.is_exhausted or each.is_burning]
    unread = [f"{name}: `revenant slo status {name}` reads its error budget" for name in seen.unread]
    return [Budget(each.name, budget_words(each, session.now)) for each in low], unread


def refuse_repeated(session: Session, matter: HandoffMatter) -> None:
    """The same handoff within an hour is a slip, not another turn.

    Raises:
        HandedOffAlreadyError.
    """
    from revenant.oncall.handing.document import newest
    from revenant.oncall.handing.errors import HandedOffAlreadyError
    from revenant.store.handoffs import handoff_pages

    last = newest(handoff_pages(session.workspace)).get(matter.schedule)
    if last is None or not last.waits or matter.at - last.matter.at >= AGAIN:
        return
    if last.matter.to == matter.to:
        raise HandedOffAlreadyError(last.path, last.matter.to, last.matter.at)


def complete_handoff(ctx: Any, incomplete: str) -> Completions:
    """Pages that nobody has accepted, and the schedules they are of."""
    from pathlib import Path

    from revenant.errors import RevenantError
    from revenant.store.handoffs import handoff_pages
    from revenant.store.workspace import find_workspace

    directory = ctx.find_root().params.get("directory") or Path()
    try:
        pages = [page for page in handoff_pages(find_workspace(Path(directory))) if page.waits]
    except (OSError, RevenantError):
        return []
    told = [*((page.matter.schedule, page.path) for page in pages), *((page.name, "") for page in pages)]
    return [each for each in dict.fromkeys(told) if each[0].startswith(incomplete)]
