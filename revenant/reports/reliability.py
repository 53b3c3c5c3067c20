"""Where reliability work pays: services and classes of incidents by the budget they spent, and what else they cost."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from revenant.core.tables import Block, Note
from revenant.core.text import how_many
from revenant.incidents.snapshot import IncidentSnapshot
from revenant.postmortems.actions.priorities import priorities
from revenant.postmortems.actions.tracking import Tracked
from revenant.reports.judging.returning import Likeness
from revenant.reports.population import Population
from revenant.reports.question import NOT_KNOWN, By, Form, Question, grouped
from revenant.reports.relying.classes import IncidentClass, class_groups, classes
from revenant.reports.relying.figures import (
    Background,
    Figures,
    by_effort,
    by_return,
    ranked,
    worst,
)
from revenant.reports.relying.tables import cost_tables
from revenant.reports.wording import percent
from revenant.slos.budgeting.costs import Account, Cost, Group, Period
from revenant.slos.budgeting.quarters import quarters
from revenant.slos.policing.reasons import named, spending
from revenant.slos.spans import Span
from revenant.slos.usage import Unit

TITLE = "Where reliability work pays"
FORM = Form(of_slos=True, bulky=frozenset({"signals", "changes"}))


class Asked(NamedTuple):
    """What was found for the tables: the period, and every cost in it."""

    period: Period
    costs: Sequence[Cost]
    background: Background


def build(found: Population, question: Question) -> list[Block]:
    """The report: services, classes of incidents, how far the order holds, and what is not measured."""
    incidents = found.counted
    accounts, period = question.accounts(), _period(incidents, question)
    services = grouped(incidents, By.SERVICE, question)
    kinds = classes(incidents, question.settings.reports.drill_names)
    everything = Group("", frozenset(), period)
    groups = [everything, *_service_groups(services, period), *class_groups(kinds, [period])]
    costs = [cost for account in accounts for cost in account.costs(groups, question.now)]
    asked = Asked(period, costs, _background(incidents, question))
    by_service = ranked(_services(services, accounts, asked))
    by_class = ranked(_classes(kinds, asked))
    top = priorities(question.settings.postmortems)[0]
    return [
        *cost_tables("By service", "service", by_service, top),
        *cost_tables("By class of incidents", "class", by_class, top),
        Note("\n".join(_notes(asked, by_service, by_class))),
    ]


def _period(incidents: Sequence[IncidentSnapshot], question: Question) -> Period:
    """From the day asked for, else from the quarter in which the first incident counted was detected, until now.

    From that incident itself, a budget would look the smaller the fewer incidents there are.
    """
    wanted, times = question.selection, [it.detected_at for it in incidents if it.detected_at is not None]
    until = min(wanted.until or question.now, question.now)
    since = wanted.since or quarters(min([*times, until]), question.zone)[1].span.start
    return Period(f"{since:%Y-%m-%d} to {until:%Y-%m-%d}", Span(min(since, until), until))


def _service_groups(services: dict[str, list[IncidentSnapshot]], period: Period) -> list[Group]:
    return [Group(_own(name), frozenset(it.id for it in its), period) for name, its in services.items()]


def _own(service: str) -> str:
    """The name of the group of a service's incidents; no class is called so, for those have a tab in it."""
    return f"service {service}"


def _background(incidents: Sequence[IncidentSnapshot], question: Question) -> Background:
    likeness = Likeness(question.record() or incidents, question.settings.reports.drill_names)
    followed = likeness.follow(incidents, question.now).found
    top = priorities(question.settings.postmortems)[0]
    urgent: dict[str, list[Tracked]] = {}
    for one in question.actions():
        if one.priority == top and not one.item.is_dropped and one.incident is not None:
            urgent.setdefault(one.incident.id, []).append(one)
    return Background({each.incident.id: each for each in followed}, urgent)


def _services(services: dict[str, list[IncidentSnapshot]], accounts: Sequence[Account], asked: Asked) -> list[Figures]:
    """Every service that had incidents or promised something."""
    promised = dict.fromkeys(account.slo.service for account in accounts)
    names = [name for name in dict.fromkeys([*services, *promised]) if name != NOT_KNOWN]
    found = []
    for name in names:
        whole = worst(cost for cost in asked.costs if not cost.group.incidents and cost.slo.service == name)
        own = [cost for cost in asked.costs if cost.group.name == _own(name) and whole is not None]
        same = next(
            (cost for cost in own if whole and (cost.slo, cost.objective) == (whole.slo, whole.objective)), None
        )
        found.append(asked.background.figures(name, services.get(name, []), whole, same))
    return found


def _classes(kinds: Sequence[IncidentClass], asked: Asked) -> list[Figures]:
    found = []
    for each in kinds:
        cost = worst(cost for cost in asked.costs if cost.group.name == each.trait.key)
        found.append(asked.background.figures(each.trait.words, each.incidents, cost, cost))
    return found


# --- notes ----------------------------------------------------------------------------------


def _notes(asked: Asked, services: Sequence[Figures], kinds: Sequence[Figures]) -> list[str]:
    """How it was ranked, how far that holds, and what it cannot know."""
    return [
        f"Ranked by the share of an error budget spent, {asked.period.name}, the worst of all objectives; where that "
        "is equal by the effort logged. What has no budget that is known comes after what has one. No figure is "
        "weighed against another: the last two columns are the ranks by effort, and by how many came back, alone.",
        *_sensitivity("By service", services),
        *_sensitivity("By class", kinds),
        "Budget spent, by service: all that was bad, in an incident or not; by incidents: in the times recorded for "
        "its incidents; accepted downtime is in neither. Back: of those that ended so long ago; `revenant report "
        "recurrence` says as what. An incident may be in several classes, so these do not add up.",
        *_unknown(asked, services),
    ]


def _sensitivity(title: str, found: Sequence[Figures]) -> list[str]:
    """Whether another order would begin with another."""
    if len(found) < 2:
        return []
    firsts = (("effort", _first(found, by_effort)), ("how many came back", _first(found, by_return)))
    others = [f"by {words} {name} would be" for words, name in firsts if name not in ("", found[0].name)]
    if not others:
        return [f"{title}: the first would be the first by effort and by how many came back too, as far as is known."]
    return [f"{title}: {found[0].name} is first by budget; {', '.join(others)}."]


def _first(found: Sequence[Figures], value: Callable[[Figures], float | None]) -> str:
    """Which would be first; of equal ones that which ranks first here. Empty where nothing is known of any."""
    best = max(found, key=lambda each: value(each) or 0.0)
    return best.name if value(best) else ""


def _unknown(asked: Asked, services: Sequence[Figures]) -> list[str]:
    missing = [each.name for each in services if each.cost is None]
    said = [f"No budget is known of: {', '.join(missing)}."] if missing else []
    said += [doubt for cost in asked.costs if not cost.group.incidents and (doubt := _doubt(cost))]
    its = {it.id: it for each in services for it in each.incidents}
    silent = sum(not it.impacts for it in its.values())
    if silent:
        said.append(
            f"{silent} of {how_many(len(its), 'incident')} recorded no impact: no budget knows what they spent."
        )
    return said


def _doubt(cost: Cost) -> str:
    """What the figure of an SLO rests on, where that is not all of the time, or no measurement at all."""
    name = named(cost.slo, cost.objective)
    if cost.budget.unit is Unit.SECONDS:
        return f"{name}: by recorded impact alone; what nobody recorded is not in it."
    if round(cost.coverage, 2) == 1:
        return ""
    return f"{name}: {percent(cost.coverage)} of that time is measured ({spending(cost.budget, cost.objective)})."
