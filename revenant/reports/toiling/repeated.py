"""What people did by hand again and again: steps of runbooks and actions of operators, as candidates for automation."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import timedelta
from typing import NamedTuple

from revenant.core.tables import Column, Table, Value
from revenant.core.text import how_many
from revenant.core.times import format_duration
from revenant.incidents.events import IncidentAction
from revenant.incidents.snapshot import IncidentSnapshot
from revenant.reports.wording import share

LOOKING = "INFO_ONLY"
FEWEST = 3
_MOST = 20
_NOT_TAKEN = frozenset({"skipped", "stopped"})
_DIGITS = re.compile(r"\d+")
_WEIGHTS = {"SAFE_REVERSIBLE": 1.0, LOOKING: 0.75}
_RISKY = 0.25
_WORDS = {
    "SAFE_REVERSIBLE": "can be undone, so it may be tried without asking",
    LOOKING: "only looks: it could be taken when the alert comes",
    "RISKY": "risky: needs a safe way back first",
}
_UNCLASSIFIED = "nobody has said how safe it is, so it counts as risky"
WEIGHING = "incidents × effort of an incident × 1 (SAFE_REVERSIBLE), ¾ (INFO_ONLY) or ¼ (RISKY, or not classified)"


def taken(it: IncidentSnapshot) -> list[IncidentAction]:
    """What was done, whether it helped or not; what was skipped was not done."""
    return [action for action in it.actions if action.outcome not in _NOT_TAKEN] if it.actions else []


class Candidate(NamedTuple):
    """One step or action: in which incidents it was taken, how many times, and how many of these were simulated.

    `name` is what the first of them was called.
    """

    name: str
    category: str
    incidents: list[IncidentSnapshot]
    times: int
    simulated: int

    @property
    def logged(self) -> list[int]:
        """The minutes of the incidents that have effort logged."""
        return [it.effort_minutes for it in self.incidents if it.effort_minutes]

    def score(self, usual: float) -> float:
        """By what it is ranked; `usual` minutes stand for an incident where none of its own logged any."""
        minutes = sum(self.logged) / len(self.logged) if self.logged else usual
        return len(self.incidents) * minutes * _WEIGHTS.get(self.category, _RISKY)

    @property
    def why(self) -> str:
        """Why it ranks where it does."""
        effort = (
            f"{format_duration(timedelta(minutes=sum(self.logged)))} of effort in {len(self.logged)} of them"
            if self.logged
            else "their effort is not logged, so taken as the usual"
        )
        return f"in {how_many(len(self.incidents), 'incident')}; {effort}; {_WORDS.get(self.category, _UNCLASSIFIED)}"


def candidates(incidents: Sequence[IncidentSnapshot]) -> tuple[list[Candidate], int]:
    """Those taken in FEWEST incidents or more, the most worthwhile first; and how many others there are."""
    found: dict[tuple[str, ...], Candidate] = {}
    for it in incidents:
        for key, action in _keyed(taken(it)):
            known = found.get(key) or Candidate(_name(action), action.category, [], 0, 0)
            if not known.incidents or known.incidents[-1] is not it:
                known.incidents.append(it)
            found[key] = known._replace(times=known.times + 1, simulated=known.simulated + action.simulated)
    usual = _usual(incidents)
    kept = [each for each in found.values() if len(each.incidents) >= FEWEST]
    kept.sort(key=lambda each: (-each.score(usual), -len(each.incidents), each.name, each.category))
    return kept, len(found) - len(kept)


def _usual(incidents: Iterable[IncidentSnapshot]) -> float:
    """The mean minutes of an incident that logged any; one minute where none did, which ranks by number alone."""
    logged = [it.effort_minutes for it in incidents if it.effort_minutes]
    return sum(logged) / len(logged) if logged else 1.0


def _keyed(actions: Iterable[IncidentAction]) -> Iterator[tuple[tuple[str, ...], IncidentAction]]:
    for action in actions:
        if action.runbook and action.step:
            yield (action.category, action.runbook, action.step), action
        else:
            yield (action.category, _alike(action.title or action.text)), action


def _alike(text: str) -> str:
    """Actions that differ in numbers alone, such as which host, are one."""
    return _DIGITS.sub("#", " ".join(text.casefold().split()))


def _name(action: IncidentAction) -> str:
    title = action.title or action.text
    return f"{action.runbook} {action.step}: {title}" if action.runbook and action.step else title


def candidate_table(incidents: Sequence[IncidentSnapshot]) -> Table:
    """The candidates in the order of their worth, each with why it stands there."""
    found, others = candidates(incidents)
    columns = [
        Column("rank", "rank", right=True),
        Column("category", "category"),
        Column("n", "n", right=True),
        Column("times", "times", right=True),
        Column("simulated", "simulated", right=True),
        Column("effort known in", "logged", right=True),
        Column("what", "what", wide=True),
        Column("why here", "why", wide=True),
    ]
    rows = [_candidate(rank, each) for rank, each in enumerate(found[:_MOST], start=1)]
    return Table("Candidates for automation", columns, rows, _notes(len(found), others), key="candidates")


def _notes(found: int, others: int) -> list[str]:
    none = [] if found else [f"Nothing was done by hand in {FEWEST} incidents or more."]
    more = [f"{found - _MOST} more are not shown."] if found > _MOST else []
    return [
        *none,
        *more,
        f"n: incidents in which it was done. {how_many(others, 'action')} in fewer than {FEWEST} are no pattern.",
        f"Ranked by {WEIGHING}. Effort is logged by incident, not by step: it is what the incidents cost in which the "
        "step was taken.",
        "Simulated: walked with `revenant runbook run`, which performs nothing itself.",
    ]


def _candidate(rank: int, each: Candidate) -> list[Value]:
    n = len(each.incidents)
    return [rank, each.category, n, each.times, each.simulated, share(len(each.logged), n), each.name, each.why]
