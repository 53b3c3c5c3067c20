"""What a report is asked: how to group, what to measure, which periods; and all it may know beside the incidents."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import UTC, datetime, tzinfo
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from revenant.core.settings import Settings
from revenant.incidents.measurements import IMPACT, Measurement, definitions
from revenant.incidents.selection import Selection
from revenant.incidents.snapshot import IncidentSnapshot
from revenant.reports.errors import UnknownMeasurementError

if TYPE_CHECKING:
    from revenant.oncall.schedule import Schedule
    from revenant.postmortems.actions.tracking import Tracked
    from revenant.postmortems.card import PostmortemCard
    from revenant.reports.periods import Period
    from revenant.signals.catalogue import Catalogue
    from revenant.signals.changes import Change
    from revenant.slos.budgeting.costs import Account
    from revenant.slos.budgeting.standing import Standing

NOT_KNOWN = "not recorded"
MTTR = "MTTR"


class By(StrEnum):
    """What to group by; an incident may be in several groups."""

    SERVICE = "service"
    SEVERITY = "severity"
    TEAM = "team"
    ENVIRONMENT = "environment"
    TAG = "tag"
    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"


PERIODS = frozenset({By.WEEK, By.MONTH, By.QUARTER, By.YEAR})


class Exclude(StrEnum):
    """What may be left out of every figure; how many that were is always said."""

    DRILLS = "drills"
    IMPORTS = "imports"
    RETROSPECT = "retrospect"


class Form(NamedTuple):
    """Which options a report takes: groups for --by, how many periods, whether it measures one thing, or simulates.

    `of_changes`: it counts changes, so that --service, --since and --until choose these, and not the incidents.
    `of_slos`: it says nothing where there are none. `bulky` names the lists of a snapshot that it looks at, of those
    that take long to read (`brief.BULKY`).
    """

    groups: frozenset[By] = frozenset()
    periods: int = 0
    measures: bool = False
    simulates: bool = False
    of_changes: bool = False
    of_slos: bool = False
    bulky: frozenset[str] = frozenset()


class Question(NamedTuple):
    """`settings` tell the targets and who is in which team, `zone` when it is night.

    `filters` are those of the command line in words; `is_past`: an earlier state of the record was asked for. What
    costs time to find is asked for by whoever needs it: `commit` (what was read), `actions` (the action items of all
    incidents), `changes` (all recorded), `postmortems` (the card of each, by incident), `record` (every incident there
    is, whatever the filters say), `standings` (how every objective stands, where the workspace `has_slos`),
    `accounts` (who tells what was spent of each budget), `schedules` (who was to be on call). Where a
    report counts changes, `selection` chooses among them. A simulation asks about a `cut` (a share of each duration)
    and makes at most so many `runs`.
    """

    by: By | None = None
    measure: str = ""
    periods: tuple[Period, ...] = ()
    exclude: frozenset[Exclude] = frozenset()
    settings: Settings = Settings(schema="revenant/workspace@1")
    catalogue: Catalogue | None = None
    now: datetime = datetime.max.replace(tzinfo=UTC)
    zone: tzinfo = UTC
    filters: str = ""
    is_past: bool = False
    commit: Callable[[], str] = str
    actions: Callable[[], Sequence[Tracked]] = tuple
    changes: Callable[[], Sequence[Change]] = tuple
    postmortems: Callable[[], Mapping[str, PostmortemCard]] = dict
    record: Callable[[], Sequence[IncidentSnapshot]] = tuple
    has_slos: bool = False
    standings: Callable[[], Sequence[Standing]] = tuple
    accounts: Callable[[], Sequence[Account]] = tuple
    schedules: Callable[[], Sequence[Schedule]] = tuple
    cut: float = 0.1
    runs: int = 10_000
    selection: Selection = Selection()

    @property
    def measurements(self) -> list[Measurement]:
        """The built-in ones, how long users were affected, and the team's own."""
        own = definitions(self.settings.measurements)
        return own if any(each.name == IMPACT.name for each in own) else [*own, IMPACT]

    @property
    def measurement(self) -> Measurement:
        """The one asked for, else the time to resolve.

        Raises:
            UnknownMeasurementError.
        """
        known = {each.name: each for each in self.measurements}
        wanted = (self.measure or MTTR).strip().casefold()
        for name, each in known.items():
            if name.casefold() == wanted:
                return each
        raise UnknownMeasurementError(self.measure, list(known))

    @property
    def owners(self) -> dict[str, str]:
        """Which team owns a service, by the catalogue."""
        return {service.name: service.owner for service in self.catalogue.services} if self.catalogue else {}


def grouped(incidents: Iterable[IncidentSnapshot], by: By, question: Question) -> dict[str, list[IncidentSnapshot]]:
    """Incidents by group, groups in order of their names; what has no group comes last."""
    counted = list(incidents)
    places = grouped_places(counted, by, question)
    return {name: [counted[place] for place in group] for name, group in places.items()}


def grouped_places(incidents: Iterable[IncidentSnapshot], by: By, question: Question) -> dict[str, list[int]]:
    """The same, each incident by its place among `incidents`."""
    groups: dict[str, list[int]] = {}
    names = _teams(question.owners) if by is By.TEAM else _GROUPS[by]
    for place, it in enumerate(incidents):
        for name in names(it) or [NOT_KNOWN]:
            groups.setdefault(name, []).append(place)
    return dict(sorted(groups.items(), key=lambda group: (group[0] == NOT_KNOWN, group[0])))


def _teams(owners: Mapping[str, str]) -> Callable[[IncidentSnapshot], list[str]]:
    """Who owns the services of an incident."""
    return lambda it: list(dict.fromkeys(owner for name in it.services if (owner := owners.get(name))))


PERIOD_NAMES: dict[By, Callable[[datetime], str]] = {
    By.WEEK: lambda at: "{:04}-W{:02}".format(*at.isocalendar()),
    By.MONTH: lambda at: f"{at.year:04}-{at.month:02}",
    By.QUARTER: lambda at: f"{at.year:04}-Q{(at.month + 2) // 3}",
    By.YEAR: lambda at: f"{at.year:04}",
}


def _detected(name: Callable[[datetime], str]) -> Callable[[IncidentSnapshot], list[str]]:
    return lambda it: [name(it.detected_at)] if it.detected_at else []


_GROUPS: dict[By, Callable[[IncidentSnapshot], list[str]]] = {
    By.SERVICE: lambda it: it.services,
    By.SEVERITY: lambda it: [it.severity.value] if it.severity else [],
    By.ENVIRONMENT: lambda it: [it.environment] if it.environment else [],
    By.TAG: lambda it: it.tags,
    **{by: _detected(name) for by, name in PERIOD_NAMES.items()},
}
