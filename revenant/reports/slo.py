"""Error budgets: what was promised, what is left of it, who spent it: `slo status` for the page of reports."""

from __future__ import annotations

from revenant.core.tables import Block, Note
from revenant.reports.population import Population
from revenant.reports.question import Form, Question
from revenant.slos.budgeting.standing import Standing
from revenant.slos.telling.screens import overview, remarks
from revenant.slos.telling.tables import burns, by_day, downtimes, measured, shares

TITLE = "Error budgets"
FORM = Form(of_slos=True)
NONE = "There is no SLO in slos/ (docs/how-to/slos.md)."
_COUNTS = (
    "A budget is of all that was measured in its window, and spent by every incident whose impact was recorded for the "
    "SLO, whatever other filters say; --service chooses the SLOs of a service."
)


def build(found: Population, question: Question) -> list[Block]:
    """The report: each objective's budget, its course over the window, its burn, and what spent it."""
    wanted = question.selection.services
    standings = [each for each in question.standings() if not wanted or each.slo.service in wanted]
    if not standings:
        return [Note(NONE)]
    charts: list[Block] = [by_day(each) for each in standings if _has_course(each)]
    tables = [burns(standings), shares(standings), downtimes(standings), measured(standings)]
    filled = [table for table in tables if table.rows]
    return [overview(standings), *remarks(standings), *charts, *filled, Note(_COUNTS)]


def _has_course(each: Standing) -> bool:
    """Whether more than one day was measured."""
    return sum(day.remaining is not None for day in each.days) > 1
