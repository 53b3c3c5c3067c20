"""Tables as OpenMetrics text: a gauge a column, a series a row, nothing where nothing is known.

The file has no times of its own, so that node_exporter's textfile collector takes it too.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from revenant.core.tables import Block, Column, Facts, Heading, Interval, Series, Shown, Table, Value, table_in
from revenant.core.text import one_line, shorten
from revenant.render.metric_names import counted_in, label_name, metric_name
from revenant.render.units import Unit, amount, unit_of
from revenant.render.values import for_people

INFO = "revenant_report_info"
_INFO_HELP = "Whom the report counts, whom it leaves out, and which commit it was computed from."
_LONGEST_HELP = 1000
Labels = tuple[tuple[str, str], ...]


class Family(NamedTuple):
    """One metric: all of its series, each with its value; `help` has what each of its tables says of it."""

    name: str
    unit: Unit
    help: list[str]
    series: dict[Labels, float]

    def add(self, labels: Labels, value: float) -> None:
        """Another series; one whose labels are taken, by another value, is told apart by a number."""
        number, wanted = 1, labels
        while wanted in self.series and self.series[wanted] != value:
            number += 1
            wanted = (*labels, ("row", str(number)))
        self.series[wanted] = value


def render_openmetrics(report: str, blocks: Sequence[Block]) -> str:
    """All tables of a report that have a key, and whom the report counts.

    Text columns become labels, columns of numbers gauges in seconds, ratios or plain numbers; both ends of an
    interval are gauges of their own.
    """
    families: dict[str, Family] = {INFO: Family(INFO, Unit.NUMBER, [_INFO_HELP], {_about(report, blocks): 1})}
    title = next((block.text for block in blocks if isinstance(block, Heading)), report)
    for table in (table for block in blocks if (table := table_in(block)) is not None and table.key):
        _collect(families, report, title, table)
    return "".join(map(_written, families.values())) + "# EOF\n"


def _about(report: str, blocks: Iterable[Block]) -> Labels:
    said = next((block.rows for block in blocks if isinstance(block, Facts)), [])
    return (("report", report), *((label_name(fact.label), fact.value) for fact in said))


def _collect(families: dict[str, Family], report: str, title: str, table: Table) -> None:
    labels = _labels(report, table)
    for place, column in enumerate(table.columns):
        cells = [row[place] for row in table.rows]
        for key, numbers, unit in [] if _is_text(column, cells) else _gauges(column, cells):
            told = [(each, number) for each, number in zip(labels, numbers, strict=True) if number is not None]
            if told:
                name = metric_name(report, key, unit)
                family = families.setdefault(name, Family(name, unit, [], {}))
                family.help.append(_help(title, table, column))
                for each, number in told:
                    family.add(each, number)


def _gauges(column: Column, cells: list[Value]) -> Iterator[tuple[str, list[float | None], Unit]]:
    """The numbers of a column, by the key of their gauge; where rows measure different things a gauge for each."""
    units = [unit_of([cell]) for cell in cells]
    for unit in dict.fromkeys(units):
        alike = [cell if of is unit else None for cell, of in zip(cells, units, strict=True)]
        spreads = [cell if isinstance(cell, Interval) else Interval(None, None) for cell in alike]
        yield f"{column.key}_low", [amount(each.low) for each in spreads], unit
        yield f"{column.key}_high", [amount(each.high) for each in spreads], unit
        yield _in_base_unit(column.key, [amount(cell) for cell in alike], unit)


def _in_base_unit(key: str, numbers: list[float | None], unit: Unit) -> tuple[str, list[float | None], Unit]:
    """The same in seconds, if the key says that these are minutes, hours, days or weeks."""
    counted = counted_in(key) if unit is Unit.NUMBER else None
    if counted is None:
        return key, numbers, unit
    return counted[0], [None if each is None else each * counted[1] for each in numbers], Unit.SECONDS


def _is_text(column: Column, cells: Iterable[Value]) -> bool:
    """Whether a column names its rows: it has words in it, and does not stand to the right as numbers do."""
    return not column.right and any(isinstance(_plain(cell), str) for cell in cells)


def _plain(cell: Value) -> Value:
    return cell.value if isinstance(cell, Shown) else cell


def _labels(report: str, table: Table) -> list[Labels]:
    """What tells the rows apart: the short texts, and where these do not suffice the long ones too."""
    texts = [
        place for place, column in enumerate(table.columns) if _is_text(column, (row[place] for row in table.rows))
    ]
    short = [place for place in texts if not table.columns[place].wide]
    named = [("table", table.key)] if table.key != report else []
    rows = [_row_labels(row, table.columns, short, named) for row in table.rows]
    if len(set(rows)) < len(rows) and len(short) < len(texts):
        rows = [_row_labels(row, table.columns, texts, named) for row in table.rows]
    return rows


def _row_labels(
    row: list[Value], columns: list[Column], places: Iterable[int], named: Sequence[tuple[str, str]]
) -> Labels:
    """A name that two columns have is the first one's; an empty label is none."""
    found = dict(named)
    for place in places:
        cell = row[place]
        text = "" if cell is None or isinstance(cell, Series) else for_people(_plain(cell)).strip()
        found.setdefault(label_name(columns[place].key), text)
    return tuple((name, text) for name, text in found.items() if text)


def _help(title: str, table: Table, column: Column) -> str:
    parts = [": ".join(part for part in (title, table.title, column.title) if part), *table.notes]
    defined = next((place for place, each in enumerate(table.columns) if each.key == "definition"), None)
    if defined is not None:
        said = dict.fromkeys(f"{for_people(row[0])}: {for_people(row[defined])}" for row in table.rows)
        parts.append("; ".join(said))
    return ". ".join(part.rstrip(". ") for part in parts) + "."


def _written(family: Family) -> str:
    unit = {Unit.SECONDS: "seconds", Unit.TIMESTAMP: "seconds", Unit.RATIO: "ratio"}.get(family.unit)
    head = f"# TYPE {family.name} gauge\n" + (f"# UNIT {family.name} {unit}\n" if unit else "")
    # A quote may stand in a help of OpenMetrics only escaped, in one of Prometheus' older format only bare.
    said = shorten(" ".join(one_line(" ".join(dict.fromkeys(family.help))).split()), _LONGEST_HELP)
    said = said.replace('"', "'").replace("\\", "\\\\")
    lines = (f"{family.name}{_bracketed(labels)} {_number(value)}\n" for labels, value in family.series.items())
    return f"{head}# HELP {family.name} {said}\n{''.join(lines)}"


def _bracketed(labels: Labels) -> str:
    escaped = (f'{name}="{_escape(text)}"' for name, text in labels)
    return f"{{{','.join(escaped)}}}" if labels else ""


def _escape(text: str) -> str:
    return one_line(text).replace("\\", "\\\\").replace('"', '\\"')


def _number(value: float) -> str:
    return str(int(value)) if value == int(value) and abs(value) < 1e15 else repr(float(value))
