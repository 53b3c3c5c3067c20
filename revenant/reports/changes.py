"""How often is deployed, how often that fails, and how long it takes to get over it: DORA's words, our definitions."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from revenant.core.tables import Block, Chart, Column, Facts, Shape, Table, Value, facts
from revenant.core.text import how_many
from revenant.incidents.causes import CONFIRMED, DECLARED, REFUTED, SUSPECTED
from revenant.reports.delivering.delivery import Delivery, headline, weekly
from revenant.reports.delivering.deployments import Deployments, find_deployments, groups
from revenant.reports.delivering.failure_lists import failed_table, suspected_table
from revenant.reports.delivering.failures import NOTHING_SAID, find_links, recovery
from revenant.reports.nothing import nothing
from revenant.reports.population import Population
from revenant.reports.question import PERIODS, By, Form, Question
from revenant.reports.wording import share, share_interval
from revenant.signals.changes import Change
from revenant.signals.graph import Graph, graph_of

TITLE = "Changes: deployments, and those that failed"
FORM = Form(
    groups=frozenset({By.SERVICE, By.TEAM, By.ENVIRONMENT} | PERIODS), of_changes=True, bulky=frozenset({"changes"})
)
_FEW_WEEKS = 26
_GROUP = [
    Column("n", "n", right=True),
    Column("a week", "weekly", right=True),
    Column("95 % interval", "weekly_interval", right=True),
    Column("failed", "failure_rate", right=True),
    Column("95 % interval", "failure_interval", right=True),
    Column("with suspected", "failure_bound", right=True),
]


def build(found: Population, question: Question) -> list[Block]:
    """The report: the headline figures, changes of other kinds, groups or a course of time, and lists."""
    changes = question.changes()
    graph = graph_of(question.catalogue) if question.catalogue else Graph({})
    links = find_links(found.counted, changes, graph, question.settings.changes.span)
    made = find_deployments(changes, links.failed, question)
    counted = [change for change in made.counted if change.id in links.failed]
    recoveries = {change.id: recovery(links.failed[change.id], question.now) for change in counted}
    delivery = Delivery(made, links, recoveries)
    if not changes:
        return [
            nothing("no change is recorded; `revenant change record` and `revenant change import` bring them in"),
            *headline(delivery, changes),
        ]
    return [
        _about(delivery, len(changes)),
        *headline(delivery, changes),
        *_others(delivery),
        *_course(delivery, question),
        *failed_table(counted, delivery.links, recoveries),
        *suspected_table(made.counted, links, question.settings.changes.span),
    ]


# --- what is counted ------------------------------------------------------------------------


def _about(delivery: Delivery, recorded: int) -> Facts:
    made, words = delivery.made, delivery.links.incidents
    known = [f"{words[word]:,} {said}" for word, said in _SAID.items() if words[word]]
    strangers = len(delivery.links.strangers)
    return facts(
        ("changes", f"{how_many(recorded, 'change')} recorded; {_states(made.counted)}"),
        ("not counted", ", ".join(f"{count:,} {reason}" for reason, count in made.left_out.items())),
        ("time", f"{made.since:%Y-%m-%d} to {made.until:%Y-%m-%d} (UTC), {made.weeks:.1f} weeks; {_last(made)}"),
        ("causes known", f"of {how_many(words.total(), 'incident')}: {', '.join(known) or 'nothing'}"),
        ("unknown changes", f"{how_many(strangers, 'link')} to changes nobody recorded" if strangers else ""),
        ("lead time", "not recorded: a change says when it was made, not when its code was written"),
        ("narrowed by", "--service, --since, --until choose changes; --severity, --tag which incidents are failures"),
    )


_SAID = {
    CONFIRMED: "with a confirmed change",
    DECLARED: "with a declared one",
    SUSPECTED: "with one that somebody suspects",
    REFUTED: "with refuted ones only",
    NOTHING_SAID: "of which nobody has said it",
}


def _states(changes: Sequence[Change]) -> str:
    states = Counter(change.status or "no outcome recorded" for change in changes)
    told = ", ".join(f"{count:,} {state}" for state, count in sorted(states.items()))
    return how_many(len(changes), "deployment") + (f" ({told})" if told else "")


def _last(made: Deployments) -> str:
    return f"the last deployment {made.counted[-1].at:%Y-%m-%d}" if made.counted else "no deployment"


# --- beside the headline --------------------------------------------------------------------


def _others(delivery: Delivery) -> list[Block]:
    """Changes of other kinds: what they are blamed for is in no rate of deployments."""
    if not delivery.made.others:
        return []
    columns = [
        Column("kind", "kind"),
        Column("n", "n", right=True),
        Column("failed", "failure_rate", right=True),
        Column("95 % interval", "failure_interval", right=True),
        Column("with suspected", "failure_bound", right=True),
    ]
    rows: list[list[Value]] = [
        [kind, len(changes), *_failed(delivery, changes), share(delivery.doubtful(changes), len(changes))]
        for kind, changes in sorted(delivery.made.others.items())
    ]
    return [Table("Counted apart", columns, rows, key="other_changes")]


def _course(delivery: Delivery, question: Question) -> list[Block]:
    """The groups asked for; else the course of time."""
    made = delivery.made
    if not made.counted:
        return []
    by = question.by or (By.WEEK if made.weeks < _FEW_WEEKS else By.MONTH)
    found = groups(made, by, question)
    rows: list[list[Value]] = [[each.name, *_group(delivery, each.changes, each.weeks)] for each in found]
    table = Table(f"By {by}", [Column(by.value, "group"), *_GROUP], rows, _group_notes(by), key=f"deployments_by_{by}")
    if by in PERIODS:
        most = max(found, key=lambda each: len(each.changes))
        summary = f"{how_many(len(made.counted), 'deployment')} by {by}, most in {most.name}: {len(most.changes)}."
        return [Chart(table, Shape.BARS, "group", "n", summary=summary)]
    summary = f"Share of deployments that failed, by {by}, with 95 % intervals."
    return [Chart(table, Shape.INTERVALS, "group", "failure_rate", "failure_interval", summary)]


def _group(delivery: Delivery, changes: Sequence[Change], weeks: float) -> list[Value]:
    return [
        len(changes),
        *weekly(changes, weeks),
        *_failed(delivery, changes),
        share(delivery.doubtful(changes), len(changes)),
    ]


def _group_notes(by: By) -> list[str]:
    if by not in PERIODS:
        return []
    return [f"The first and the last {by} may not be whole; the rate a week is of the part that was recorded."]


def _failed(delivery: Delivery, changes: Sequence[Change]) -> list[Value]:
    part = delivery.failed(changes)
    return [share(part, len(changes)), share_interval(part, len(changes))]
