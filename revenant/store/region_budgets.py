"""What an incident cost of error budgets, for its postmortem: as of when it was over, and from what is committed.

So the region says the same however the windows have rolled on since, and in every clone.
"""

from __future__ import annotations

from contextlib import suppress
from datetime import datetime, timedelta
from functools import cached_property
from typing import TYPE_CHECKING

from revenant.core.tables import Shown
from revenant.errors import RevenantError
from revenant.incidents.snapshot import IncidentSnapshot
from revenant.postmortems.generated.material import Charge
from revenant.slos.concerning import slos_of
from revenant.slos.telling.percents import percent
from revenant.store.places import SLOS_FOLDER
from revenant.store.workspace import Workspace

if TYPE_CHECKING:
    from revenant.slos.budgeting.standing import Standing


class Charges:
    """What incidents cost; whoever asks about many of them keeps this, so that the record is read once."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace

    def of(self, it: IncidentSnapshot) -> list[Charge]:
        """One an objective of the SLOs it is about; none until it is resolved, or where slos/ cannot be read."""
        names, at = slos_of(it), over_at(it)
        if not names or at is None or not (self._workspace.root / SLOS_FOLDER).is_dir():
            return []
        with suppress(RevenantError):
            return self._charges(it, names, at)
        return []

    def _charges(self, it: IncidentSnapshot, names: list[str], at: datetime) -> list[Charge]:
        from revenant.store.committed_slos import committed_slos
        from revenant.store.slos import SloStore
        from revenant.store.standings import stand

        with committed_slos(self._workspace) as committed:
            slos = [slo for slo in SloStore(committed).all() if slo.name in names]
            return [_charge(each, it.id) for each in stand(committed, slos, self._touched, at)]

    @cached_property
    def _touched(self) -> list[IncidentSnapshot]:
        """Every incident that had an impact."""
        from revenant.store.record import Record
        from revenant.store.worktree import WorkTreeLogs

        known = Record(WorkTreeLogs(self._workspace), lambda _: None).all(frozenset())
        return [it for it in known if it.impacts]


def over_at(it: IncidentSnapshot) -> datetime | None:
    """The end of the hour in which it was resolved, and no user affected any more: measured values come by the hour."""
    if it.resolved_at is None:
        return None
    over = max([it.resolved_at, *(each.ended_at for each in it.impacts if each.ended_at is not None)])
    whole = over.replace(minute=0, second=0, microsecond=0)
    return whole if whole == over else whole + timedelta(hours=1)


def _charge(it: Standing, incident: str) -> Charge:
    """What the incident cost of one budget as it stands, in words."""
    from revenant.slos.telling.tables import coverage_words
    from revenant.slos.telling.wording import allowed, amount, left, target
    from revenant.slos.usage import Unit

    spent = sum(each.spent for each in it.shares if each.incident == incident)
    whole, adjusted, known = it.budget, it.adjusted, it.budget.is_measured
    events = " events" if whole.unit is Unit.EVENTS else ""
    return Charge(
        slo=it.slo.name,
        objective=f"{it.objective.name}: {target(it.objective)} over {it.slo.window.text}",
        at=it.now,
        allowed=allowed(it).text + events,
        spent=_part(amount(spent, whole.unit, it.objective), whole.share_of(spent)) if known else "",
        left=_part(left(whole, it.objective), whole.remaining_share) if known else "",
        adjusted=_part(left(adjusted, it.objective), adjusted.remaining_share) if known and adjusted else "",
        missing="" if it.coverage == 1 else coverage_words(it),
    )


def _part(shown: Shown, share: float | None) -> str:
    return shown.text if share is None else f"{shown.text} ({percent(share)} %)"
