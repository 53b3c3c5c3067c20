"""Targets kept and missed: what each severity promises, how often that was true, and which incidents it was not of."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from heapq import nsmallest

from revenant.core.severity import Severity
from revenant.core.tables import Block, Chart, Column, Note, Shape, Shown, Table, Tone, Value
from revenant.core.text import how_many
from revenant.core.times import format_duration
from revenant.incidents.deadlines import Target
from revenant.incidents.snapshot import IncidentSnapshot
from revenant.reports.judging.targets import DECIDED, TARGETS, Judge, Judged, Verdict
from revenant.reports.population import Population
from revenant.reports.question import By, Form, Question, grouped
from revenant.reports.wording import NO_INCIDENTS, share, share_interval

TITLE = "Targets"
FORM = Form(groups=frozenset(By))
MOST = 10
_MEANS: dict[Target, str] = {
    "acknowledge": "detected → acknowledged",
    "resolve": "detected → resolved (the last time, if it came back)",
    "update": "longest silence between two words, from when somebody took it up until it was resolved",
}
_NOTES = (
    "An incident is held to the targets of the severity it has now, not of the one it had then.",
    "Running: still open and within its target. Overdue: still open and past it, so missed already. The share is "
    "met of met, missed and overdue, with Wilson's 95 % interval; what is running or unknown is in neither.",
    "Unknown: the milestone was never recorded (imported without it, moved on without an acknowledgement), stands "
    "before its start, or was posted in retrospect; for updates, nobody has taken it up yet or it was over at once; "
    "without a severity, nothing was promised.",
)
_SEVERAL = "An incident may be in several groups; in 'all' it counts once."


def build(found: Population, question: Question) -> list[Block]:
    """The report: how often each target was kept, in which incidents it was not, and who was never acknowledged."""
    judge = Judge(question.settings, question.now)
    judged = {target: [judge(it, target) for it in found.counted] for target in TARGETS}
    by = question.by or By.SEVERITY
    groups = grouped(found.counted, by, question)
    tables = [_kept(target, judged[target], groups, by, judge) for target in TARGETS]
    several = [_SEVERAL] if question.by in (By.SERVICE, By.TEAM, By.TAG) else []
    return [*tables, Note("\n".join([*_NOTES, *several])), _missed(judged), _unanswered(judged["acknowledge"])]


# --- how often ------------------------------------------------------------------------------


def _kept(
    target: Target, judged: Sequence[Judged], groups: Mapping[str, list[IncidentSnapshot]], by: By, judge: Judge
) -> Chart:
    """One target, by severity or by what was asked for, and over all."""
    of = {one.incident.id: one for one in judged}
    promised = {severity.value: judge.promised(severity, target) for severity in Severity}
    rows = [_row(name, [of[it.id] for it in its]) for name, its in groups.items()]
    rows.append(_row("all", judged))
    columns = [
        Column(by.value, "group"),
        Column("n", "n", right=True),
        *(Column(verdict.value, verdict.value, right=True) for verdict in Verdict),
        Column("share met", "share", right=True),
        Column("95 %", "interval", right=True),
    ]
    said = ", ".join(f"{name} {format_duration(span) if span else 'none'}" for name, span in promised.items())
    table = Table(f"{target}: {_MEANS[target]}", columns, rows, [f"Targets: {said}."], key=target)
    return Chart(table, Shape.INTERVALS, "group", "share", "interval", _summary(judged))


def _row(name: str, judged: Sequence[Judged]) -> list[Value]:
    verdicts = Counter(one.verdict for one in judged)
    decided = sum(verdicts[verdict] for verdict in DECIDED)
    met = verdicts[Verdict.MET]
    numbers: list[Value] = [verdicts[verdict] for verdict in Verdict]
    return [name, len(judged), *numbers, share(met, decided), share_interval(met, decided)]


def _summary(judged: Sequence[Judged]) -> str:
    verdicts = Counter(one.verdict for one in judged)
    decided = sum(verdicts[verdict] for verdict in DECIDED)
    if not decided:
        return "Of none it is known whether it was kept."
    return f"Kept in {share(verdicts[Verdict.MET], decided).text} of those of which it is known."


# --- which ----------------------------------------------------------------------------------


def _missed(judged: Mapping[Target, Sequence[Judged]]) -> Table:
    """Every target that was missed, the worst first: by how many times it took what was promised."""
    late = [one for each in judged.values() for one in each if one.verdict in (Verdict.MISSED, Verdict.OVERDUE)]
    columns = [
        Column("incident", "incident"),
        Column("severity", "severity"),
        Column("target", "target"),
        Column("state", "state"),
        Column("over by", "over", right=True),
        Column("times", "times", right=True),
        Column("title", "title", wide=True, at_most=60),
    ]
    shown = nsmallest(MOST, late, key=lambda one: (-one.times, one.incident.id, one.target))
    tones = [Tone.BAD if one.verdict is Verdict.OVERDUE else Tone.PLAIN for one in shown]
    notes = _rest(late, shown, sum(map(len, judged.values())))
    return Table("Missed, worst first", columns, list(map(_late, shown)), notes, tones, key="missed")


def _late(one: Judged) -> list[Value]:
    severity = one.incident.severity.value if one.incident.severity else ""
    times = Shown(one.times, f"{one.times:,.1f} ×")
    title = one.incident.title
    return [one.incident.id, severity, one.target, one.verdict.value, one.over, times, title]


def _rest(late: Sequence[Judged], shown: Sequence[Judged], of: int) -> list[str]:
    if not late:
        return ["No target is known to have been missed." if of else NO_INCIDENTS]
    order = "Ordered by how many times the promised time it took, which compares a SEV1 with a SEV4."
    counts = Counter(one.target for one in late)
    counts.subtract(one.target for one in shown)
    said = ", ".join(f"{counts[target]:,} {target}" for target in TARGETS if counts[target])
    return [order, f"{len(late) - len(shown):,} more: {said}."] if said else [order]


def _unanswered(judged: Sequence[Judged]) -> Table:
    """Incidents that nobody is recorded to have acknowledged, the latest first."""
    found = [one for one in judged if one.incident.acknowledged_at is None]
    found.sort(key=lambda one: (one.incident.is_open, one.incident.id), reverse=True)
    rows: list[list[Value]] = [
        [
            one.incident.id,
            one.incident.severity.value if one.incident.severity else "",
            one.incident.status.value,
            "yes" if one.incident.source else "no",
            one.took,
            one.incident.title,
        ]
        for one in found[:MOST]
    ]
    columns = [
        Column("incident", "incident"),
        Column("severity", "severity"),
        Column("status", "status"),
        Column("imported", "imported"),
        Column("waiting", "waiting", right=True),
        Column("title", "title", wide=True, at_most=60),
    ]
    return Table("Never acknowledged", columns, rows, _unanswered_notes(found, len(judged)), key="never_acknowledged")


def _unanswered_notes(found: Sequence[Judged], of: int) -> list[str]:
    if not found:
        return ["Every incident was acknowledged." if of else NO_INCIDENTS]
    waiting = sum(one.took is not None for one in found)
    imported = sum(bool(one.incident.source) for one in found)
    notes = [
        f"{how_many(len(found), 'incident')} without an acknowledgement: {waiting} still waiting for one, "
        f"{len(found) - waiting} moved on or ended without; {imported} of them imported."
    ]
    rest = len(found) - MOST
    return [*notes, f"{rest:,} more are not listed."] if rest > 0 else notes
