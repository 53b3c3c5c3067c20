"""Reports made up so that every kind of block, value, tone and gap is in them, and hostile text in every place."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from revenant.core.tables import (
    Chart,
    Column,
    Fact,
    Facts,
    Heading,
    Interval,
    Note,
    Series,
    Shape,
    Table,
    Tone,
    Value,
    facts,
)
from revenant.reports.together import Chapter, Together
from revenant.reports.wording import share, share_interval

HOSTILE = '<script>alert(1)</script> & "q" \' \x1b[31m\u202e ]]> </style> --> \\ {x} `c` | *b*\nnext'
NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)


def minutes(number: float) -> timedelta:
    return timedelta(minutes=number)


def by_service() -> Table:
    columns = [
        Column("service", "service"),
        Column("n", "n", right=True),
        Column("median", "median", right=True),
        Column("95 % interval", "median_ci", right=True),
        Column("by month", "line"),
    ]
    return Table(
        "MTTR by service: detected → resolved",
        columns,
        [
            ["checkout", 40, minutes(52), Interval(minutes(31), minutes(88)), Series((1, 2, 0, None, 5))],
            ["payments", 12, minutes(188), Interval(None, minutes(1400)), Series((3,))],
            ["web", 3, None, None, Series((None, None))],
            [HOSTILE, 9, minutes(4), Interval(minutes(1), None), Series((1.5, 2))],
        ],
        ["Below 6 there is no median.", HOSTILE],
        [Tone.PLAIN, Tone.BAD, Tone.DIM, Tone.WARN],
        key="services",
    )


def services() -> Chart:
    return Chart(
        by_service(), Shape.INTERVALS, "service", "median", "median_ci", f"payments takes longest {HOSTILE}", True
    )


def months(count: int = 14) -> Chart:
    columns = [Column("month", "month"), Column("met", "met", right=True), Column("95 % interval", "ci", right=True)]
    rows: list[list[Value]] = [[f"{2025 + n // 12}-{n % 12 + 1:02}", *met(n)] for n in range(count)]
    return Chart(Table("Targets met", columns, rows, key="months"), Shape.LINE, "month", "met", "ci")


def met(number: int) -> list[Value]:
    return [None, None] if number == 5 else [share(number % 10, 10), share_interval(number % 10, 10)]


def hours(count: int = 24) -> Chart:
    columns = [Column("hour", "hour"), Column("incidents", "n", right=True)]
    rows: list[list[Value]] = [[f"{n:02}:00", n % 7] for n in range(count)]
    return Chart(Table("When people were called", columns, rows, key="hours"), Shape.BARS, "hour", "n")


def definitions() -> Table:
    columns = [Column("measured", "name"), Column("n", "n", right=True), Column("definition", "definition", wide=True)]
    return Table("", columns, [["MTTA", 40, "detected → acknowledged"], [HOSTILE, 1, HOSTILE]], key="mttx")


def reports(rows: int = 3) -> Together:
    """Every kind of chapter; `rows` is how long the longest table is."""
    long = Table("Action items", [Column("what", "text", wide=True)], [[f"item {n}"] for n in range(rows)], key="items")
    return Together(
        facts(
            ("counted", "64 incidents; 1 still open"), ("filters", HOSTILE), ("computed from", "commit 61459a929d79")
        ),
        [
            Chapter("mttx", "Measurements", f"How long incidents take {HOSTILE}", [definitions(), services()]),
            Chapter("trends", HOSTILE, "Over time.", [months(), hours(), hours(60)]),
            Chapter("changes", "Changes", "What breaks.", [Note(f"No deployments are recorded.\n{HOSTILE}")]),
            Chapter("toil", "Toil", "Effort.", [], HOSTILE),
            Chapter("quality", "Quality", "What is missing.", []),
            Chapter(
                "actions",
                "Action items",
                "What was agreed.",
                [Heading(HOSTILE), Facts([Fact(HOSTILE, HOSTILE)]), long, Table(HOSTILE, long.columns, [], [HOSTILE])],
            ),
        ],
    )
