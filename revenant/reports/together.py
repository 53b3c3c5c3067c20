"""All reports that ask for no period, in one order, each with its blocks or with the reason why it has none."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple, TypeAlias

from revenant.core.tables import Block, Facts
from revenant.errors import RevenantError
from revenant.reports import REPORTS, counted, load_report
from revenant.reports.nothing import explained, has_nothing
from revenant.reports.population import Population, about
from revenant.reports.question import Form, Question

ORDER = (
    *("mttx", "trends", "distribution", "sla", "slo", "reliability", "changes", "toil"),
    *("recurrence", "actions", "oncall-load", "quality", "simulate"),
)


class Chapter(NamedTuple):
    """One report: what it is called and is about, and what it says. `refused` is why it says nothing."""

    name: str
    title: str
    summary: str
    blocks: Sequence[Block] = ()
    refused: str = ""

    @property
    def is_empty(self) -> bool:
        """Whether it has nothing to report."""
        return has_nothing(self.blocks)


class Together(NamedTuple):
    """The reports, and whom all of them count."""

    about: Facts
    chapters: Sequence[Chapter]


Share: TypeAlias = Callable[[Callable[[str], Chapter], Sequence[str]], Sequence[Chapter]]


def bulky() -> frozenset[str]:
    """The lists of a snapshot that one of them looks at."""
    return frozenset().union(*(load_report(name).FORM.bulky for name in REPORTS))


def together(question: Question, share: Share | None = None) -> Together:
    """Every report that takes no periods, asked the same; a group that one does not know is left out of it.

    `share` may divide the work: it is given what makes a chapter of a name, and all names.
    """
    found = counted(question, Form())
    told = about(found, question)
    names = [*(name for name in ORDER if name in REPORTS), *(name for name in REPORTS if name not in ORDER)]
    wanted = [name for name in names if _is_told(load_report(name).FORM, question)]

    def chapter(name: str) -> Chapter:
        return _chapter(name, found, question)

    return Together(told, share(chapter, wanted) if share else list(map(chapter, wanted)))


def _is_told(form: Form, question: Question) -> bool:
    return not form.periods and (question.has_slos or not form.of_slos)


def _chapter(name: str, found: Population, question: Question) -> Chapter:
    report = load_report(name)
    asked = question if question.by in report.FORM.groups else question._replace(by=None)
    said = Chapter(name, report.TITLE, REPORTS[name])
    whom = counted(asked, report.FORM) if report.FORM.of_changes else found
    try:
        return said._replace(blocks=explained(report.build(whom, asked), report.FORM, whom))
    except RevenantError as error:
        return said._replace(refused=error.message)
