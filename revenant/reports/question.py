"""What a report is asked: how to group, and the team's own measurements."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from revenant.core.settings import ExtraMeasurement, Settings
from revenant.incidents.snapshot import IncidentSnapshot

if TYPE_CHECKING:
    from revenant.postmortems.actions.tracking import Tracked

NOT_KNOWN = "not recorded"


class By(StrEnum):
    """What to group by; an incident may be in several groups."""

    SERVICE = "service"
    SEVERITY = "severity"
    MONTH = "month"


class Question(NamedTuple):
    """`settings` tell who is in which team; `actions` finds the action items of all incidents, for whoever asks."""

    by: By | None = None
    extra: Sequence[ExtraMeasurement] = ()
    settings: Settings = Settings(schema="revenant/workspace@1")
    actions: Callable[[], Sequence[Tracked]] = tuple


def grouped(incidents: Iterable[IncidentSnapshot], by: By) -> dict[str, list[IncidentSnapshot]]:
    """Incidents by group, groups in order of their names; what has no group comes last."""
    groups: dict[str, list[IncidentSnapshot]] = {}
    for it in incidents:
        for name in _GROUPS[by](it) or [NOT_KNOWN]:
            groups.setdefault(name, []).append(it)
    return dict(sorted(groups.items(), key=lambda group: (group[0] == NOT_KNOWN, group[0])))


_GROUPS: dict[By, Callable[[IncidentSnapshot], list[str]]] = {
    By.SERVICE: lambda it: it.services,
    By.SEVERITY: lambda it: [it.severity.value] if it.severity else [],
    By.MONTH: lambda it: [f"{it.detected_at:%Y-%m}"] if it.detected_at else [],
}
