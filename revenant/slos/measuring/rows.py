"""Measured periods as rows of a CSV file with a header: period_start, period_end, good, total, in any order."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from itertools import chain

from revenant.slos.measuring.admission import Admission
from revenant.slos.measuring.faults import Faults
from revenant.slos.measuring.layout import Layout, read_layout
from revenant.slos.measuring.runs import Run, Scope
from revenant.slos.measuring.tidy import sound_numbers, tidy
from revenant.slos.measuring.values import read_number, read_time
from revenant.slos.usage import Flaw

_BOM = b"\xef\xbb\xbf"


class CsvPeriods:
    """Reads blocks of whole lines."""

    def __init__(self, scope: Scope, faults: Faults) -> None:
        self._scope, self._faults = scope, faults
        self._admission = Admission(scope, faults)

    @property
    def until(self) -> int | None:
        """When the last period ended whose times could be read and that is over."""
        return self._admission.until

    def runs(self, blocks: Iterable[bytes]) -> Iterator[Run]:
        """The periods that are looked at, in the order of the file; what is wrong with others goes to the faults.

        A tidy block is one run. From the first quote on there are only rows, since a quoted text may go on and on.
        """
        rest = iter(blocks)
        first = next(rest, b"").removeprefix(_BOM)
        head, _, body = first.lstrip(b"\r\n").partition(b"\n")
        line = 1 + first.count(b"\n") - (body.count(b"\n") + 1)
        layout = self._layout(head, line)
        if layout is None:
            return
        line += 1
        for block in chain([body], rest):
            if b'"' in block:
                yield from self._rows(chain([block], rest), layout, line)
                return
            yield from self._block(block, layout, line)
            line += block.count(b"\n")

    def _layout(self, head: bytes, line: int) -> Layout | None:
        try:
            return read_layout(head)
        except ValueError as error:
            self._faults.add(Flaw.UNREADABLE, line, words=f"{error}: nothing is counted")
            return None

    def _block(self, block: bytes, layout: Layout, line: int) -> Iterable[Run]:
        tidied = tidy(block, layout)
        if tidied is None or tidied.end > self._scope.now:
            return self._rows([block], layout, line)
        numbers = sound_numbers(tidied) if tidied.end > self._scope.start else ([], [])
        if numbers is None:
            return self._rows([block], layout, line)
        self._admission.saw(tidied.end)
        run = Run(tidied.start, tidied.step, *numbers, line)
        return [self._looked_at(run)] if run.good else []

    def _looked_at(self, run: Run) -> Run:
        """Without the periods that end before the scope begins."""
        return run.part(max((self._scope.start - run.start) // run.step, 0), len(run.good))

    def _rows(self, blocks: Iterable[bytes], layout: Layout, line: int) -> Iterator[Run]:
        reader = csv.reader(_lines(blocks))
        while True:
            begins = line + reader.line_num
            try:
                row = next(reader)
                run = self._run(row, layout, begins) if any(map(str.strip, row)) else None
            except StopIteration:
                return
            except (csv.Error, ValueError) as error:
                self._faults.add(Flaw.UNREADABLE, begins, detail=str(error))
                continue
            if run is not None:
                yield run

    def _run(self, row: list[str], layout: Layout, line: int) -> Run | None:
        """The one period of a row, if it is looked at.

        Raises:
            ValueError: it cannot be read.
        """
        if len(row) != layout.width:
            raise ValueError(f"it has {len(row)} columns, the header {layout.width}")
        start, end = read_time(row[layout.start]), read_time(row[layout.end])
        if not self._admission.looks_at(start, end, line):
            return None
        good, total = read_number(row[layout.good]), read_number(row[layout.total])
        return self._admission.counted(start, end, good, total, line)


def _lines(blocks: Iterable[bytes]) -> Iterator[str]:
    for block in blocks:
        for line in block.decode(errors="replace").removesuffix("\n").split("\n"):
            yield line + "\n"
