"""What the rules for event logs look at: one log, as written and as it counts, and what the workspace knows."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from shlex import quote
from typing import NamedTuple

from revenant.core.problems import Level
from revenant.incidents.contest import Standing, take
from revenant.incidents.corrections import retracted_ids
from revenant.incidents.events import AnyEvent, IncidentStatusChanged
from revenant.incidents.log import Log
from revenant.incidents.snapshot import IncidentSnapshot
from revenant.linting.engine import Finding

_QUOTED = r'"(?:[^"\\]|\\.)*"'


class LogSubject(NamedTuple):
    """One incident's log. `services` and `environments` are empty where the workspace declares none."""

    path: str
    rows: Sequence[str]
    log: Log
    snapshot: IncidentSnapshot
    lines: Mapping[str, int]
    now: datetime
    services: frozenset[str] = frozenset()
    environments: frozenset[str] = frozenset()

    @property
    def written(self) -> Iterator[tuple[int, AnyEvent]]:
        """Every event as written, with its line."""
        return zip(self.log.lines, self.log.events, strict=True)

    @property
    def standing(self) -> list[AnyEvent]:
        """Events as written that nobody has taken back."""
        gone = retracted_ids(self.log.events)
        return [event for event in self.log.events if event.id not in gone]

    def amend(self, event: AnyEvent, change: str) -> str:
        """The command that corrects `event`, as a hint."""
        return f"revenant amend {quote(self.snapshot.id)} {quote(event.id)} --set {change}"

    def at(self, event: AnyEvent, key: str, message: str, hint: str = "", level: Level | None = None) -> Finding:
        """A finding at `key` of the line where `event` stands first."""
        line = self.lines[event.id]
        return Finding(line, column(self.rows[line - 1], key), message, hint, level)


class Step(NamedTuple):
    """A status event, and how things stood before it."""

    event: IncidentStatusChanged
    before: Standing


def steps(events: Sequence[AnyEvent]) -> Iterator[Step]:
    """Walk the status events in the order of the fold."""
    standing = Standing()
    for event in events:
        if isinstance(event, IncidentStatusChanged):
            yield Step(event, standing)
            standing = take(standing, event)


def column(row: str, key: str) -> int:
    """Where `key` stands in an event line; its third character, the event itself, when it does not."""
    pattern = rf"{_QUOTED}|[{{,]\s*({re.escape(key)}):"
    return next((found.start(1) + 1 for found in re.finditer(pattern, row) if found[1]), 3)


def explain(why: str, row: str) -> tuple[int, str]:
    """Column and words for a complaint of the event reader (`Expected … - at `$.severity`)."""
    message, _, where = why.partition(" - at `$")
    missing = re.search(r"missing required field `(\w+)`", message)
    if missing:
        return 3, f"the key {missing[1]!r} is missing"
    key = re.match(r"\.(\w+)", where)
    words = message[:1].lower() + message[1:]
    return (column(row, key[1]), f"{key[1]}: {words}") if key else (3, words)
