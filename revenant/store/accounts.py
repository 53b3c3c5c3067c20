"""The accounts of error budgets: each SLO with who tells what was spent, read when something is asked."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

from revenant.incidents.snapshot import IncidentSnapshot
from revenant.slos.budgeting.costs import Account
from revenant.slos.budgeting.impacts import impacts_on
from revenant.slos.slo import Slo
from revenant.store.slos import SloStore
from revenant.store.workspace import Workspace


def accounts(
    workspace: Workspace, slos: Iterable[Slo], incidents: Sequence[IncidentSnapshot], now: datetime
) -> list[Account]:
    """An account of each of these SLOs, as of `now`.

    Raises:
        InvalidFileError.
    """
    store = SloStore(workspace)
    adjustments, touched = store.adjustments(), [it for it in incidents if it.impacts]
    return [
        Account(slo, store.meter(slo, touched, now), impacts_on(slo.name, touched, now), adjustments) for slo in slos
    ]
