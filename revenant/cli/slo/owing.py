"""What is owed by the error budget policy, for every command that asks."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from revenant.cli.session import Session

if TYPE_CHECKING:
    from revenant.incidents.snapshot import IncidentSnapshot
    from revenant.reports.relying.owed import Owed
    from revenant.slos.slo import Slo


def owing(session: Session, slos: Sequence[Slo], record: Sequence[IncidentSnapshot]) -> Owed:
    """All that is owed for these SLOs, as of now; their data is read.

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
    known = accounts(session.workspace, slos, record, session.now)
    return owed(known, record, written, settings, session.now, zone(settings.reports.timezone))
