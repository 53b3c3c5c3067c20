"""How SLOs stand, for every command that asks."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from revenant.cli.session import Session

if TYPE_CHECKING:
    from revenant.slos.slo import Slo
    from revenant.slos.standing import Standing


def chosen(session: Session, names: Sequence[str]) -> list[Slo]:
    """The SLOs of these names, or all.

    Raises:
        InvalidFileError, UnknownSloError.
    """
    from revenant.slos.errors import UnknownSloError
    from revenant.store.slos import SloStore

    known = {slo.name: slo for slo in SloStore(session.workspace).all()}
    missing = [name for name in names if name not in known]
    if missing:
        raise UnknownSloError(missing[0], list(known))
    return [known[name] for name in names] if names else list(known.values())


def look(session: Session, names: Sequence[str], *, at: str | None = None) -> list[Standing]:
    """How these SLOs stand now, or all, one after the other; `at` an earlier time, by what is known now.

    Raises:
        InvalidFileError, UnknownSloError, InvalidTimeError, FutureTimeError.
    """
    from revenant.slos.burn import burn_windows
    from revenant.slos.standing import standings
    from revenant.store.slos import SloStore

    store, incidents, now = (
        SloStore(session.workspace),
        session.incidents.all(frozenset()),
        session.time(at) or session.now,
    )
    burns = burn_windows(session.settings.slos)
    adjustments = store.adjustments()
    return [
        standing
        for slo in chosen(session, names)
        for standing in standings(slo, store.meter(slo, incidents, now), incidents, adjustments, now, burns)
    ]
