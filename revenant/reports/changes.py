"""How often is deployed, how often that fails, and how long it takes to get over it: DORA's words, our definitions."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from revenant.core.tables import Block, Chart, Column, Facts, Interval, Note, Shape, Shown, Table, Value, facts
from revenant.core.text import how_many
from revenant.incidents.causes import CONFIRMED, DECLARED, REFUTED, SUSPECTED
from revenant.reports.deployments import Deployments, find_deployments, gaps, groups, rate
from revenant.reports.failure_lists import failed_table, suspected_table
from revenant.reports.failures import NOTHING_SAID, Links, Recovery, find_links, recovery
from revenant.reports.population import Population
from revenant.reports.question import PERIODS, By, Form, Question
from revenant.reports.statistics.survival import Observation
from revenant.reports.waiting import FEWEST, Waiting, waiting
from revenant.reports.wording import N_A, share, share_interval
from revenant.signals.changes import Change
from revenant.signals.graph import Graph, graph_of

TITLE = "Changes: deployments, and those that failed"
FORM = Form(groups=frozenset({By.SERVICE, By.TEAM, By.ENVIRONMENT} | PERIODS), of_changes=True)
_FEW_WEEKS = 26
_NOT_THERE = Shown(None, N_A)
_MEASURES = [
    Column("measured", "measure"),
    Column("n", "n", right=True),
    Column("figure", "figure", right=True),
    Column("95 % interval", "interval", right=True),
    Column("definition", "definition", wide=True),
]
_GROUP = [
    Column("n", "n", right=True),
    Column("a week", "weekly", right=True),
    Column("95 % interval", "weekly_interval", right=True),
    Column("failed", "failure_rate", right=True),
    Column("95 % interval", "failure_interval", right=True),
    Column("with suspected", "failure_bound", right=True),
]


class Delivery(NamedTuple):
    """The deployments and what is known of each."""

    made: Deployments
    links: Links
    recoveries: dict[str, Recovery]

    def failed(self, changes: Sequence[Change]) -> int:
        """How many of them people say caused an incident."""
        return sum(change.id in self.links.failed for change in changes)

    def doubtful(self, changes: Sequence[Change]) -> int:
        """The same, and those that are merely suspected."""
        return sum(change.id in self.links.failed or change.id in self.links.suspected for change in changes)


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
            Note("No change is recorded: `revenant change record` and `revenant change import` bring them in."),
            _headline(delivery, changes),
        ]
    return [
        _about(delivery, len(changes)),
        _headline(delivery, changes),
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


# --- the headline ---------------------------------------------------------------------------


def _headline(delivery: Delivery, changes: Sequence[Change]) -> Table:
    made = delivery.made.counted
    times = delivery.recoveries.values()
    rows: list[list[Value]] = [
        _frequency(delivery.made),
        _days(delivery.made),
        _between(made),
        [
            "change failure rate",
            *_shares(delivery.failed(made), len(made)),
            "deployments that people confirmed or declared as the cause of an incident ÷ deployments",
        ],
        [
            "at most, with suspected",
            *_shares(delivery.doubtful(made), len(made)),
            "the upper bound: if every deployment that stands near an incident had caused it",
        ],
        ["rolled back", *_shares(_taken_back(made, changes), len(made)), "deployments that another change takes back"],
        _recovery("recovery, deployed", [each.deployed for each in times], "the failed deployment → resolved"),
        _recovery("recovery, detected", [each.detected for each in times], "detected → resolved, of the same"),
    ]
    return Table("", _MEASURES, rows, _notes(delivery), key="delivery")


def _frequency(made: Deployments) -> list[Value]:
    found = rate(len(made.counted), made.weeks) if made.counted else None
    said = f"deployments ÷ {made.weeks:.1f} weeks in which changes were recorded"
    if found is None:
        return ["deployment frequency", len(made.counted), _NOT_THERE, None, f"{said}; needs a deployment and a week"]
    return [
        "deployment frequency",
        len(made.counted),
        Shown(found.weekly, f"{_number(found.weekly)} a week"),
        _numbers(found.bounds),
        said,
    ]


def _days(made: Deployments) -> list[Value]:
    days = (made.until.date() - made.since.date()).days + 1 if made.counted else 0
    active = len({change.at.date() for change in made.counted})
    return ["days with a deployment", days, share(active, days), None, "days (UTC) with at least one ÷ days recorded"]


def _between(changes: Sequence[Change]) -> list[Value]:
    found = waiting(Observation(gap) for gap in gaps(changes))
    return ["between deployments", *_waited(found), "median time from one deployment to the next"]


def _recovery(name: str, found: Sequence[Observation | None], definition: str) -> list[Value]:
    known = [each for each in found if each is not None]
    missing = f"; {len(found) - len(known)} without both times" if len(known) < len(found) else ""
    return [name, *_waited(waiting(known)), f"median, {definition}; open ones censored{missing}"]


def _waited(found: Waiting) -> list[Value]:
    middle, bounds = found.middle
    return [found.counted, _NOT_THERE if middle is None else middle, bounds]


def _shares(part: int, whole: int) -> list[Value]:
    return [whole, share(part, whole), share_interval(part, whole)]


def _taken_back(made: Sequence[Change], changes: Sequence[Change]) -> int:
    back = {change.rollback_of for change in changes if change.rollback_of}
    return sum(change.id in back for change in made)


def _number(value: float) -> str:
    return f"{value:,.1f}" if value >= 1 else f"{value:.2g}"


def _numbers(bounds: tuple[float, float]) -> Interval:
    return Interval(*(Shown(each, _number(each)) for each in bounds))


def _notes(delivery: Delivery) -> list[str]:
    if not delivery.made.counted:
        return [f"Without deployments nothing can be said of them: {N_A}, not zero."]
    return [
        "A deployment counts once, however many incidents it caused, so the rate is never above 100 %. Others divide "
        "incidents by deployments.",
        f"Medians need n ≥ {FEWEST}; below that the failed deployments are listed. Intervals: Wilson for shares, "
        "Poisson for rates, order of the values for medians.",
        "A deployment that failed counts only if people say that it caused an incident; rollbacks count apart.",
    ]


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
        [kind, *_shares(delivery.failed(changes), len(changes)), share(delivery.doubtful(changes), len(changes))]
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
    found = rate(len(changes), weeks)
    return [
        len(changes),
        Shown(found.weekly, _number(found.weekly)) if found else _NOT_THERE,
        _numbers(found.bounds) if found else None,
        share(delivery.failed(changes), len(changes)),
        share_interval(delivery.failed(changes), len(changes)),
        share(delivery.doubtful(changes), len(changes)),
    ]


def _group_notes(by: By) -> list[str]:
    if by not in PERIODS:
        return []
    return [f"The first and the last {by} may not be whole; the rate a week is of the part that was recorded."]
