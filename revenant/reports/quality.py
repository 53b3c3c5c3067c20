"""How far the record can be trusted: what it lacks, what is doubtful, what was written down late, what to mend."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from heapq import nlargest

from revenant.core.tables import Block, Chart, Column, Shape, Shown, Table, Value
from revenant.incidents.snapshot import IncidentSnapshot
from revenant.reports.judging.checks import DOUBTFUL, MEANINGS, MISSING, Check, Finding, Known, examine, known
from revenant.reports.population import Population
from revenant.reports.question import By, Form, Question, grouped
from revenant.reports.statistics.location import median
from revenant.reports.statistics.order import fewest, quantile_interval
from revenant.reports.wording import duration, duration_interval, share, share_interval

TITLE = "Quality of the record"
FORM = Form(groups=frozenset(By))
MOST = 10
_SHARE = [Column("share", "share", right=True), Column("95 %", "interval", right=True)]
_SHORT = {
    "services": "services",
    "started": "start",
    "acknowledged": "ack",
    "commander": "commander",
    "mitigated": "mitigation",
    "impact": "end",
    "postmortem": "postmortem",
}


def build(found: Population, question: Question) -> list[Block]:
    """The report over the incidents counted, and with `by` what each group lacks."""
    facts = known(question)
    incidents = found.counted
    missing, doubtful = examine(incidents, facts, MISSING), examine(incidents, facts, DOUBTFUL)
    groups = [_by_group(incidents, question.by, question, facts)] if question.by is not None else []
    findings = [*doubtful, *missing]
    return [_missing(missing), *groups, _doubtful(doubtful), _delays(incidents), _mending(findings), _first(findings)]


def _missing(findings: Iterable[Finding]) -> Chart:
    columns = [
        Column("what", "what"),
        Column("expected of", "of"),
        Column("n", "n", right=True),
        Column("missing", "missing", right=True),
        *_SHARE,
    ]
    notes = [
        "Resolved: resolved or closed. Taken up: acknowledged or moved on. Owed one: of a severity that needs one. "
        "95 %: Wilson's interval.",
    ]
    table = Table("What is missing", columns, list(map(_row, findings)), notes, key="missing")
    return Chart(table, Shape.INTERVALS, "what", "share", "interval", "The share of incidents that lack each.")


def _row(found: Finding) -> list[Value]:
    check, n, failing = found.check, found.n, len(found.failing)
    return [check.what, check.of.value, n, failing, share(failing, n), share_interval(failing, n)]


def _by_group(incidents: Sequence[IncidentSnapshot], by: By, question: Question, facts: Known) -> Table:
    checks = [check for check in MISSING if check.key in _SHORT]
    rows: list[list[Value]] = [
        [name, len(its), *map(_of, examine(its, facts, checks))]
        for name, its in grouped(incidents, by, question).items()
    ]
    shares = [Column(_SHORT[check.key], check.key, right=True) for check in checks]
    columns = [Column(by.value, "group"), Column("n", "n", right=True), *shares]
    notes = ["Missing/expected. Start and end are those of the impact, ack the acknowledgement."]
    return Table(f"What is missing, by {by}", columns, rows, notes, key="missing_by_group")


def _of(found: Finding) -> Shown | None:
    failing = len(found.failing)
    return Shown(failing / found.n, f"{failing}/{found.n}") if found.n else None


def _doubtful(findings: Iterable[Finding]) -> Table:
    columns = [
        Column("what", "what"),
        Column("of", "of"),
        Column("n", "n", right=True),
        Column("incidents", "incidents", right=True),
        *_SHARE,
    ]
    return Table("What is doubtful", columns, list(map(_row, findings)), MEANINGS, key="doubtful")


# --- written down later ---------------------------------------------------------------------


def _delays(incidents: Sequence[IncidentSnapshot]) -> Table:
    """How many openings and events were entered later than they happened. An import enters all of them later."""
    own = [it for it in incidents if not it.source]
    openings = [float(it.lateness.opening) for it in own if it.lateness.opening]
    events, late = sum(it.lateness.events for it in own), sum(it.lateness.late for it in own)
    longest = max((it.lateness.longest for it in own), default=0)
    rows: list[list[Value]] = [
        [
            "openings",
            len(own),
            share(len(openings), len(own)),
            *_middle(openings),
            duration(max(openings, default=None)),
        ],
        ["events", events, share(late, events), None, None, duration(longest) if longest else None],
    ]
    columns = [
        Column("what", "what"),
        Column("n", "n", right=True),
        Column("late", "share", right=True),
        Column("median delay", "median", right=True),
        Column("95 %", "interval", right=True),
        Column("longest", "longest", right=True),
    ]
    return Table("Written down later than it happened", columns, rows, _delay_notes(incidents, own), key="delays")


def _middle(delays: Sequence[float]) -> list[Value]:
    interval = quantile_interval(delays, 0.5)
    return [duration(median(delays)) if interval else None, duration_interval(interval)]


def _delay_notes(incidents: Sequence[IncidentSnapshot], own: Sequence[IncidentSnapshot]) -> list[str]:
    imported = len(incidents) - len(own)
    return [
        "Late: entered with --at. The delay is from when it happened to when it was written down; the median is over "
        f"the late ones and needs {fewest(0.5)} of them. Of single events only the longest delay is kept.",
        *([f"{imported:,} imported are not in it: an import writes everything down later."] if imported else []),
    ]


# --- what to mend ---------------------------------------------------------------------------


def _mending(findings: Iterable[Finding]) -> Table:
    """The command for whatever is amiss, where there is one."""
    rows: list[list[Value]] = [
        [found.check.what, len(found.failing), found.check.mend or "nothing"] for found in findings if found.failing
    ]
    notes = ["A move that nobody recorded, such as an acknowledgement, cannot be put between others afterwards."]
    columns = [Column("what", "what"), Column("incidents", "incidents", right=True), Column("mended by", "mend")]
    return Table("What mends it", columns, rows, notes if rows else ["Nothing is amiss."], key="mending")


def _first(findings: Iterable[Finding]) -> Table:
    """The records with most to mend, each with the command for the gravest of it.

    Our own come before imported ones, and among equals the latest, which people still remember.
    """
    faults: dict[str, list[Check]] = {}
    incidents: dict[str, IncidentSnapshot] = {}
    for found in findings:
        for it in found.failing if found.check.mend else ():
            faults.setdefault(it.id, []).append(found.check)
            incidents[it.id] = it
    weights = [
        (not incidents[name].source, sum(check.weight for check in checks), name) for name, checks in faults.items()
    ]
    worst = [name for *_, name in nlargest(MOST, weights)]
    columns = [
        Column("incident", "incident"),
        Column("severity", "severity"),
        Column("what is amiss", "what", wide=True),
        Column("first", "command"),
    ]
    rest = f"{len(faults) - len(worst):,} more have something to mend." if len(faults) > len(worst) else ""
    notes = [rest or ("" if faults else "Nothing that a command could mend.")]
    rows = [_mend(incidents[name], faults[name]) for name in worst]
    return Table("Mend these first", columns, rows, [note for note in notes if note], key="mend")


def _mend(it: IncidentSnapshot, checks: Sequence[Check]) -> list[Value]:
    gravest = max(checks, key=lambda check: check.weight)
    what = ", ".join(check.what for check in checks)
    severity = it.severity.value if it.severity else ""
    return [it.id, severity, what, gravest.mend.replace("ID", it.id.rpartition("-")[2], 1)]
