"""Reading the record: which incident is meant, what one says, what all of them say, now or at some commit."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Protocol

from msgspec import Struct

from revenant.core.ids import INCIDENT_ID
from revenant.errors import AmbiguousIncidentError, UnknownIncidentError
from revenant.incidents.brief import BULKY
from revenant.incidents.log import Log
from revenant.incidents.snapshot import IncidentSnapshot, fold

Say = Callable[[str], None]


class Summary(Struct, frozen=True):
    """What the fold of one log says, without its events; `damage` is what could not be read, in words."""

    snapshot: IncidentSnapshot
    damage: str = ""


class Survey(Struct, frozen=True):
    """Summaries of the incidents asked for, and how many there are in all.

    `used`: where open ones are asked for, the latest that are over and used a runbook.
    """

    summaries: list[Summary]
    total: int
    used: list[Summary] = []


class Logs(Protocol):
    """Where logs come from: the work tree, or a commit."""

    def ids(self) -> Iterable[str]:
        """Every incident's id, oldest first."""

    def has(self, incident_id: str) -> bool:
        """Whether there is a log of exactly this id."""

    def matching(self, part: str) -> list[str]:
        """Every id that contains `part`, oldest first."""

    def read(self, incident_id: str) -> Log:
        """The log of an incident there is."""

    def survey(self, *, open_only: bool = False, bulky: frozenset[str] = BULKY) -> Survey:
        """Every incident, oldest first, or those that are open; `bulky` names the lists that will be looked at."""


class Record:
    """Reads incidents. Damage is named through `warn`, never fatal."""

    def __init__(self, logs: Logs, warn: Say) -> None:
        self._logs = logs
        self._warn = warn

    def resolve(self, part: str) -> str:
        """The id that contains `part`.

        Raises:
            UnknownIncidentError, AmbiguousIncidentError.
        """
        wanted = part.strip().upper()
        if INCIDENT_ID.fullmatch(wanted) and self._logs.has(wanted):
            return wanted
        matches = self._logs.matching(wanted) if wanted else []
        if not matches:
            from difflib import get_close_matches

            raise UnknownIncidentError(part, get_close_matches(wanted, list(self._logs.ids()), n=2, cutoff=0.7))
        if len(matches) > 1:
            raise AmbiguousIncidentError(part, matches)
        return matches[0]

    def get(self, incident_id: str) -> IncidentSnapshot:
        """The incident with its events; unreadable lines are named and left out."""
        log = self._logs.read(incident_id)
        self._name(incident_id, damage(log))
        return fold(incident_id, log.events)

    def merged(self, it: IncidentSnapshot) -> list[IncidentSnapshot]:
        """Every incident that was merged into `it`, directly or through others, with its events."""
        found = {it.id: it}
        waiting = it.merged
        while waiting:
            incident_id = waiting.pop()
            if incident_id not in found and INCIDENT_ID.fullmatch(incident_id) and self._logs.has(incident_id):
                found[incident_id] = self.get(incident_id)
                waiting += found[incident_id].merged
        return [each for each in found.values() if each is not it]

    def all(self, bulky: frozenset[str] = BULKY) -> list[IncidentSnapshot]:
        """Every incident, oldest first, without its events; `bulky` names the lists that will be looked at."""
        return self._snapshots(self._logs.survey(bulky=bulky))

    def open_ones(self) -> tuple[list[IncidentSnapshot], int]:
        """The incidents somebody still has to respond to, oldest first, and how many others there are."""
        survey = self._logs.survey(open_only=True)
        return self._snapshots(survey), survey.total - len(survey.summaries)

    def at_a_glance(self) -> tuple[list[IncidentSnapshot], list[IncidentSnapshot]]:
        """The incidents somebody has to respond to, oldest first, and the latest over that used a runbook."""
        survey = self._logs.survey(open_only=True)
        return self._snapshots(survey), [summary.snapshot for summary in survey.used]

    def _snapshots(self, survey: Survey) -> list[IncidentSnapshot]:
        for summary in survey.summaries:
            self._name(summary.snapshot.id, summary.damage)
        return [summary.snapshot for summary in survey.summaries]

    def histories(self) -> Iterator[IncidentSnapshot]:
        """Every incident, oldest first, with its events."""
        for incident_id in self._logs.ids():
            yield self.get(incident_id)

    def sources(self) -> dict[str, str]:
        """Which incident was imported from which foreign one: source → id."""
        return {it.source: it.id for it in self.all() if it.source}

    def _name(self, incident_id: str, said: str) -> None:
        if said:
            self._warn(f"{incident_id}: {said}")


def damage(log: Log) -> str:
    """What of a log cannot be read, in words; empty when all of it can."""
    said = []
    if log.broken:
        lines = ", ".join(str(broken.line) for broken in log.broken[:5])
        more = f" and {len(log.broken) - 5:,} more" if len(log.broken) > 5 else ""
        which = "lines" if len(log.broken) > 1 else "line"
        said.append(f"{which} {lines}{more} cannot be read, so left out; `revenant lint` says why")
    if log.torn:
        said.append("the last line was cut off while being written and is set aside")
    return "; ".join(said)


def summarise(incident_id: str, log: Log) -> Summary:
    """Fold a log and leave its events behind."""
    snapshot = fold(incident_id, log.events)
    snapshot.events, snapshot.taken_back = [], []
    return Summary(snapshot, damage(log))
