"""How SLOs stand, for every command that asks."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Annotated

import typer

from revenant.cli.completion import complete_slo
from revenant.cli.session import Session
from revenant.errors import InvalidTimeError

if TYPE_CHECKING:
    from revenant.slos.budgeting.standing import Standing
    from revenant.slos.slo import Slo

SloNames = Annotated[
    list[str] | None,
    typer.Argument(metavar="[NAME]...", help="SLOs; all if left out.", autocompletion=complete_slo),
]
Then = Annotated[
    str | None, typer.Option("--at", metavar="TIME", help="As of then, by what is known now.", show_default=False)
]
# Windows, and quarters before them, reach back from what is asked about: the calendar must not end on the way.
_EARLIEST = datetime(1970, 1, 1, tzinfo=UTC)


def moment(session: Session, at: str | None) -> datetime:
    """The time that is asked about: `at`, or now.

    Raises:
        InvalidTimeError, FutureTimeError.
    """
    found = session.time(at)
    if at and found is not None and found < _EARLIEST:
        raise InvalidTimeError(at, "is before 1970, and nothing was measured then")
    return found or session.now


def chosen(session: Session, names: Sequence[str], service: str = "") -> list[Slo]:
    """The SLOs of these names, or all; of one service, if it is named.

    Raises:
        InvalidFileError, UnknownSloError, NoSloOfServiceError.
    """
    from revenant.slos.errors import NoSloOfServiceError, UnknownSloError
    from revenant.store.slos import SloStore

    known = {slo.name: slo for slo in SloStore(session.workspace).all()}
    missing = [name for name in names if name not in known]
    if missing:
        raise UnknownSloError(missing[0], list(known))
    found = [known[name] for name in dict.fromkeys(names)] if names else list(known.values())
    kept = [slo for slo in found if not service or slo.service == service]
    if service and not kept:
        raise NoSloOfServiceError(service, sorted({slo.service for slo in found}))
    return kept


def look(
    session: Session, names: Sequence[str], *, service: str = "", at: str | None = None, by_day: bool = False
) -> list[Standing]:
    """How these SLOs stand now, or all, one after the other; `at` an earlier time, by what is known now.

    Raises:
        InvalidFileError, UnknownSloError, NoSloOfServiceError, InvalidTimeError, FutureTimeError.
    """
    from revenant.slos.burning.rates import burn_windows
    from revenant.store.slo_glances import SloGlances
    from revenant.store.standings import stand

    slos, now = chosen(session, names, service), moment(session, at)
    if not slos:
        return []
    incidents = session.incidents.all(frozenset())
    burns = burn_windows(session.settings.slos)
    found = stand(session.workspace, slos, incidents, now, burns, by_day=by_day)
    if at is None:
        SloGlances(session.workspace, now, lambda: incidents).keep(found, incidents)
    return found
