"""What is owed by the error budget policy, for every command that asks."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from revenant.cli.session import Session

if TYPE_CHECKING:
    from revenant.incidents.snapshot import IncidentSnapshot
    from revenant.reports.relying.owed import Owed
    from revenant.slos.policing.duties import Duty
    from revenant.slos.slo import Slo


def owing(session: Session, slos: Sequence[Slo], record: Sequence[IncidentSnapshot], now: datetime) -> Owed:
    """All that is owed for these SLOs, as of `now`; their data is read.

    Raises:
        InvalidFileError.
    """
    from revenant.cli.action.filters import tracked
    from revenant.core.zones import zone
    from revenant.reports.relying.owed import owed
    from revenant.reports.relying.written import library
    from revenant.store.accounts import accounts
    from revenant.store.postmortem_cards import own_cards

    settings = session.settings
    paths = {card.incident: card.path for card in own_cards(session.workspace)}
    written = library(record, paths, tracked(session, judged=True, known=record), settings)
    known = accounts(session.workspace, slos, record, now)
    return owed(known, record, written, settings, now, zone(settings.reports.timezone))


def owed_for(session: Session, it: IncidentSnapshot) -> list[str]:
    """What the policy asks for before this incident may be closed; its SLOs' data is read, if it has hit any.

    SLOs that cannot be read hold nobody up: a warning says that the policy was not asked.
    """
    from revenant.errors import RevenantError
    from revenant.store.slos import SloStore

    hit = {each.slo for each in it.impacts if each.slo}
    store = SloStore(session.workspace)
    if not (hit and store.exists):
        return []
    try:
        slos = [slo for slo in store.all() if slo.name in hit]
        return _lacking(it.id, owing(session, slos, session.incidents.all(), session.now))
    except RevenantError as error:
        session.out.warn(f"the error budget policy was not asked: {error.message}")
        return []


def _lacking(incident: str, found: Owed) -> list[str]:
    from revenant.slos.policing.duties import State
    from revenant.slos.policing.reasons import why

    lacking = [each for each in found.incidents if each.state is State.LACKING and each.cost.group.name == incident]
    return [f"{_what(each)}, and it spent {why(each)}" for each in lacking]


def _what(duty: Duty) -> str:
    return "no postmortem" if duty.lacks_postmortem else "no action item of the top priority"
