"""An event log as a value: its events with their lines, and every line that is none."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple

from revenant.incidents.events import AnyEvent

SCHEMA = "revenant/incident@1"
HEADER_LINES = 3


class Fault(StrEnum):
    """Why a line is no event."""

    HEADER = "header"
    CONFLICT = "a conflict marker of an unfinished merge"
    STRAY = "not an event line"
    REPEATED_KEY = "a key twice"
    SYNTAX = "not readable"
    SHAPE = "not the shape of an event"


class BrokenLine(NamedTuple):
    """A line that is no event: where it stands, what it says, why it cannot be read."""

    line: int
    col: int
    text: str
    why: str
    fault: Fault


class Log(NamedTuple):
    """What a file holds. `lines` gives each event's line; a torn tail was never acknowledged to anybody."""

    id: str
    events: list[AnyEvent]
    lines: list[int]
    broken: list[BrokenLine]
    torn: str = ""
