"""One incident of a table: its rows asked for what they say, and every cell that says nothing readable named."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from revenant.importers.batch import Context
from revenant.importers.course import Course
from revenant.importers.rows.table import Group, Line, Table
from revenant.importers.times import unlikely
from revenant.incidents.lifecycle import Status


class TableCourse(Course):
    """A course that knows its rows; a row that stands there twice is one row."""

    def __init__(self, group: Group, context: Context) -> None:
        super().__init__(f"{group.table.map.source}:{group.id}", group.table.map.source, context)
        self.table: Table = group.table
        self.lines: list[Line] = list({tuple(line.cells): line for line in reversed(group.lines)}.values())[::-1]
        if len(self.lines) < len(group.lines):
            self.doubt(f"rows that stand there twice: {len(group.lines) - len(self.lines)}; they count once")
        own = {key.strip().casefold(): meant for key, meant in group.table.map.values.status.items()}
        self._states: dict[str, Status | None] = {**{status.value.casefold(): status for status in Status}, **own}

    def named(self, field: str) -> str:
        """What the table calls the column."""
        return self.table.names[field]

    def place(self, field: str, said: str) -> str:
        """Where `said` stands, in words: line, column and the text itself."""
        label = next((line.label for line in reversed(self.lines) if said in self.table.cells(line, field)), "a line")
        return f"{label}, column {self.named(field)}: {_short(said)!r}"

    def read(self, line: Line, field: str) -> datetime | None:
        """The time in a cell; None where it says none, or none that can be."""
        said = self.table.cell(line, field)
        if not said:
            return None
        told = self.table.clock.read(said)
        why = "is not a time as the map writes it" if told.at is None else unlikely(told.at, self.context.now)
        where = f"{line.label}, column {self.named(field)}: {_short(said)!r} "
        if why or told.doubt:
            self.doubt(where + (f"{why}, and is left out" if why else told.doubt))
        return None if why else told.at

    def stated(self, field: str) -> datetime | None:
        """The time in the last row that says one."""
        if not self.table.has(field):
            return None
        line = next((line for line in reversed(self.lines) if self.table.cell(line, field)), None)
        return self.read(line, field) if line is not None else None

    def timed(self) -> list[tuple[datetime, int]]:
        """The rows by their own times, as (time, number of the row), in order of time."""
        found = [(self.read(line, "at"), number) for number, line in enumerate(self.lines)]
        return sorted((at, number) for at, number in found if at is not None)

    def when(self, timed: Iterable[tuple[datetime, int]], began: datetime) -> list[tuple[datetime, int]]:
        """The same; a table without times of rows says all of it when it began."""
        return (
            list(timed) if self.table.map.kind == "events" else [(began, number) for number in range(len(self.lines))]
        )

    def words(self, field: str) -> list[str]:
        """What the rows say, each time it changes."""
        if not self.table.has(field):
            return []
        said = [text for line in self.lines if (text := self.table.cell(line, field))]
        return [text for number, text in enumerate(said) if not number or said[number - 1] != text]

    def last(self, field: str) -> str:
        """What the last row says that says anything."""
        if not self.table.has(field):
            return ""
        return next((text for line in reversed(self.lines) if (text := self.table.cell(line, field))), "")

    def listed(self, field: str, number: int) -> list[str]:
        """The names in one row, those in one cell apart."""
        said = self.table.cells(self.lines[number], field)
        names = [name.strip() for text in said for name in text.split(self.table.map.separator)]
        return [name for name in dict.fromkeys(names) if name]

    def names(self, field: str) -> list[str]:
        """The names in the last row that has any."""
        if not self.table.has(field):
            return []
        found = (self.listed(field, number) for number in reversed(range(len(self.lines))))
        return next((names for names in found if names), [])

    def state(self, line: Line) -> Status | None:
        """The status a row says; None where it says none, or a word that the map gives no status."""
        said = self.table.cell(line, "status")
        if not said:
            return None
        if said.casefold() not in self._states:
            where = f"{line.label}, column {self.named('status')}: {_short(said)!r}"
            self.doubt(f"{where} is no status of the map; no change was recorded")
        return self._states.get(said.casefold())


def _short(text: str) -> str:
    return text if len(text) <= 60 else f"{text[:59]}…"
