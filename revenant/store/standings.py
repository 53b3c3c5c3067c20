"""How SLOs stand, from documents, data and adjustments on disk and from the incidents."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

from revenant.incidents.snapshot import IncidentSnapshot
from revenant.slos.budgeting.standing import Standing, standings
from revenant.slos.burning.rates import STANDARD, BurnWindow
from revenant.slos.slo import Slo
from revenant.store.slos import SloStore
from revenant.store.workspace import Workspace


def stand(
    workspace: Workspace,
    slos: Iterable[Slo],
    incidents: Sequence[IncidentSnapshot],
    now: datetime,
    burns: Sequence[BurnWindow] = STANDARD,
    *,
    by_day: bool = False,
) -> list[Standing]:
    """Every objective of these SLOs, one after the other, as of `now`; `burns` are the windows of its burn rates.

    Raises:
        InvalidFileError, ReadFailedError.
    """
    store = SloStore(workspace)
    adjustments = store.adjustments()
    touched = [it for it in incidents if it.impacts]
    return [
        standing
        for slo in slos
        for standing in standings(slo, store.meter(slo, touched, now), touched, adjustments, now, burns, by_day=by_day)
    ]
