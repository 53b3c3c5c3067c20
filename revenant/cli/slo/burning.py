"""How fast budgets burn, and how severe that is at least: for `slo burn`, and for `open` of an incident."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from revenant.cli.session import Session
from revenant.cli.slo.looking import look

if TYPE_CHECKING:
    from revenant.slos.budgeting.standing import Standing
    from revenant.slos.burning.alarms import Alarm


def alarms(session: Session, names: Sequence[str], at: str | None = None) -> list[Alarm]:
    """Every objective of these SLOs, or of all, with the severity that follows from how it burns.

    Raises:
        InvalidFileError, UnknownSloError, InvalidTimeError, FutureTimeError.
    """
    return judged(session, look(session, names, at=at))


def judged(session: Session, found: Iterable[Standing]) -> list[Alarm]:
    """The same for standings that are known already."""
    from revenant.slos.burning.alarms import Alarm
    from revenant.slos.burning.floor import floor_of, is_critical

    settings, catalogue = session.settings.slos, session.workspace.catalogue
    tiers = {service.name: service.tier for service in catalogue.services}
    result = []
    for each in found:
        critical = is_critical(each.slo, tiers.get(each.slo.service), settings.critical)
        result.append(Alarm(each, floor_of(each, is_critical=critical, exhaustion=settings.exhaustion_span)))
    return result
