"""Reports over many incidents. To add one: a module here, and its line in REPORTS."""

from __future__ import annotations

from importlib import import_module
from typing import Protocol, cast

from revenant.core.tables import Block, Heading
from revenant.reports.nothing import explained
from revenant.reports.population import Population, about, population
from revenant.reports.question import Form, Question

REPORTS = {
    "mttx": "How long incidents take: every measurement, with its definition.",
    "trends": "Durations and counts by period, and whether they rise or fall.",
    "distribution": "One measurement in full: histogram, quantiles, how skewed it is, the longest incidents.",
    "compare": "Two periods: are incidents longer, shorter, fewer, and what samples this small could show.",
    "simulate": "How far the figures move where nothing changed: your own incidents, divided at random.",
    "sla": "Targets met and missed, by how much, and what was never acknowledged.",
    "reliability": "Where reliability work pays: what services and classes of incidents cost, worst first.",
    "slo": "What was promised, how much of each error budget is left, and which incidents spent it.",
    "quality": "How far the record can be trusted: what is missing, doubtful or late, and what mends it.",
    "oncall-load": "Who answered, how often at night and at weekends, and how evenly; by team without names.",
    "recurrence": "What comes back: how many, how soon, as what, and which fixes did not hold.",
    "toil": "What incidents cost people: effort, what is done by hand again and again, alerts that needed nothing.",
    "changes": "How often is deployed, how often that fails, and how long it takes to get over it.",
    "actions": "Action items: open, overdue, done, verified, and which fixes did not hold.",
}


class Report(Protocol):
    """What a module of this room offers: whom it counts and what is asked in, blocks out."""

    TITLE: str
    FORM: Form

    def build(self, found: Population, question: Question) -> list[Block]: ...


def load_report(name: str) -> Report:
    """The report of that name; only its own module is loaded."""
    return cast("Report", import_module(f"{__name__}.{name.replace('-', '_')}"))


def compose(name: str, question: Question) -> list[Block]:
    """The whole report: its title, whom it counts, what it says."""
    report = load_report(name)
    found = counted(question, report.FORM)
    blocks = explained(report.build(found, question), report.FORM, found)
    return [Heading(report.TITLE), about(found, question), *blocks]  # last: git is still looking from which commit


def counted(question: Question, form: Form) -> Population:
    """Whom a report of this form counts."""
    chosen = question.selection.whenever if form.of_changes else question.selection
    return population(filter(chosen.admits, question.record()), question)
