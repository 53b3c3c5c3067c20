"""What incidents cost people: effort, steps taken by hand again and again, alerts that needed nothing done."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import timedelta

from revenant.core.tables import Block, Chart, Column, Shape, Shown, Table, Value
from revenant.incidents.snapshot import IncidentSnapshot
from revenant.reports.measuring.waiting import FEWEST, waiting
from revenant.reports.population import Population
from revenant.reports.question import NOT_KNOWN, PERIODS, By, Form, Question, grouped
from revenant.reports.statistics.survival import Observation
from revenant.reports.toiling.pages import page_table
from revenant.reports.toiling.phases import phase_table
from revenant.reports.toiling.quiet_alerts import quiet_alerts
from revenant.reports.toiling.repeated import candidate_table, taken
from revenant.reports.wording import N_A, share, share_interval

TITLE = "Toil: effort, and what is done by hand again and again"
FORM = Form(groups=frozenset(By), bulky=frozenset({"signals", "runbooks", "actions", "escalations", "pages"}))
NOTHING_DONE = "no action recorded"
_MOST = 20
_WEEK = timedelta(weeks=1)
_EFFORT = [
    Column("n", "n", right=True),
    Column("effort logged in", "logged", right=True),
    Column("95 % interval", "logged_interval", right=True),
    Column("effort", "effort", right=True),
    Column("median of these", "median", right=True),
    Column("95 % interval", "median_interval", right=True),
]


def build(found: Population, question: Question) -> list[Block]:
    """The report: effort in all and by group, candidates for automation, alerts without action, phases."""
    incidents = found.counted
    services = grouped(incidents, By.SERVICE, question)
    tables: list[Block] = [
        _table("By service", "service", services),
        _table("By team", "team", grouped(incidents, By.TEAM, question)),
    ]
    if question.by is not None and question.by not in (By.SERVICE, By.TEAM):
        tables.insert(0, _asked(question.by, grouped(incidents, question.by, question)))
    return [
        _overall(incidents, question),
        *tables,
        _table("By runbook", "runbook", _by(incidents, _runbooks, "without a runbook")),
        _table("By kind of action", "category", _by(incidents, _categories, NOTHING_DONE)),
        candidate_table(incidents),
        quiet_alerts(incidents),
        page_table(incidents),
        phase_table(incidents, question.now),
    ]


# --- effort ---------------------------------------------------------------------------------


def _overall(incidents: Sequence[IncidentSnapshot], question: Question) -> Table:
    weeks = _weeks(incidents, question)
    row = ["all", *_effort(incidents)]
    minutes = sum(it.effort_minutes for it in incidents)
    weekly = timedelta(minutes=round(minutes / weeks)) if weeks >= 1 and minutes else Shown(None, N_A)
    notes = (
        "Effort: the minutes people logged (`revenant effort`), all of them together. Where none is logged it is not "
        "known, which is not zero: the share says in how many it is known.",
        f"Median: of the incidents with effort logged, of which it needs {FEWEST}. Intervals: Wilson for shares, order "
        "of the values for medians.",
        f"A week: the effort logged ÷ {weeks:.1f} weeks, at least what it was.",
    )
    return Table(
        "",
        [Column("counted", "group"), *_EFFORT, Column("a week", "weekly", right=True)],
        [[*row, weekly]],
        notes,
        key="effort",
    )


def _weeks(incidents: Sequence[IncidentSnapshot], question: Question) -> float:
    """From the first incident, or the day asked for, until now."""
    wanted, times = question.selection, [it.detected_at for it in incidents if it.detected_at is not None]
    if not times:
        return 0.0
    until = min(wanted.until or question.now, question.now)
    return max((until - (wanted.since or min(times))) / _WEEK, 0.0)


def _effort(incidents: Sequence[IncidentSnapshot]) -> list[Value]:
    logged = [it.effort_minutes * 60.0 for it in incidents if it.effort_minutes]
    return [
        len(incidents),
        share(len(logged), len(incidents)),
        share_interval(len(logged), len(incidents)),
        timedelta(seconds=sum(logged)) if logged else None,
        *waiting(map(Observation, logged)).middle,
    ]


def _table(title: str, name: str, groups: dict[str, list[IncidentSnapshot]]) -> Table:
    """The groups that took the most effort first; those of which none is known after them."""
    parts = sorted(
        groups.items(), key=lambda part: (-sum(it.effort_minutes for it in part[1]), part[0] == NOT_KNOWN, part[0])
    )
    rows: list[list[Value]] = [[group, *_effort(its)] for group, its in parts[:_MOST]]
    notes = [f"{len(parts) - _MOST} more are not shown."] if len(parts) > _MOST else []
    return Table(title, [Column(name, "group"), *_EFFORT], rows, notes, key=f"effort_by_{name}")


def _asked(by: By, groups: dict[str, list[IncidentSnapshot]]) -> Block:
    if by not in PERIODS:
        return _table(f"By {by}", by.value, groups)
    rows: list[list[Value]] = [[group, *_effort(its)] for group, its in groups.items()]
    table = Table(f"By {by}", [Column(by.value, "group"), *_EFFORT], rows, key=f"effort_by_{by}")
    return Chart(table, Shape.BARS, "group", "effort", summary=f"Effort logged by {by} of detection.")


def _by(
    incidents: Iterable[IncidentSnapshot], names: Callable[[IncidentSnapshot], Iterable[str]], otherwise: str
) -> dict[str, list[IncidentSnapshot]]:
    groups: dict[str, list[IncidentSnapshot]] = {}
    for it in incidents:
        for name in set(names(it)) or (otherwise,):
            groups.setdefault(name, []).append(it)
    return groups


def _runbooks(it: IncidentSnapshot) -> list[str]:
    attached = [each.runbook for each in it.runbooks]
    return [*attached, *[action.runbook for action in taken(it) if action.runbook]] if it.actions else attached


def _categories(it: IncidentSnapshot) -> list[str]:
    return [action.category for action in taken(it)] if it.actions else []
