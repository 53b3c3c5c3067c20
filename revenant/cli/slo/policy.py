"""`revenant slo policy`: what the error budget policy asks for, and whether it was done."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from revenant.cli.linting import FailOn, exit_from, lint_terms, print_problems
from revenant.cli.options import AsJson, choice
from revenant.cli.session import Session
from revenant.cli.slo.looking import SloNames, Then, chosen, moment
from revenant.cli.slo.owing import owing
from revenant.core.problems import Level, in_order

if TYPE_CHECKING:
    from revenant.core.problems import Problem
    from revenant.reports.relying.owed import Owed
    from revenant.slos.slo import Slo


def command(
    ctx: typer.Context,
    names: SloNames = None,
    form: Annotated[
        str,
        typer.Option("--format", metavar="FORMAT", help="What is lacking, as lint prints it: github, sarif, junit, …"),
    ] = "",
    fail_on: FailOn = "error",
    at: Then = None,
    as_json: AsJson = False,
) -> None:
    """What the budget policy asks for: postmortems, plans, a freeze. Exits 1 when something owed is lacking.

    An incident that spent more than 20 % of a budget needs a postmortem with an action item of the top priority; so
    does, in a quarter, a class of incidents. Both shares are the workspace's (slos.policy in revenant.yaml).

    Example for CI: revenant slo policy --format github
    """
    from revenant.render.policy import policy_blocks, policy_data, split, summary
    from revenant.render.problems import FORMATS
    from revenant.store.standings import stand

    session: Session = ctx.obj
    shown = choice("format", form, [*FORMATS]) if form else ""
    threshold = Level(choice("level", fail_on, [*Level]))
    now, slos, record = moment(session, at), chosen(session, names or []), session.incidents.all()
    found = owing(session, slos, record, now)
    problems = in_order(_problems(session, slos, found))
    if shown:
        print_problems(session, shown, problems)
    else:
        frozen, silent = split(stand(session.workspace, slos, record, now))
        if as_json:
            session.out.json(policy_data(found, frozen, silent, session.settings))
        else:
            session.out.blocks(policy_blocks(found, frozen, silent, session.settings))
    session.out.say(summary(found))
    exit_from(threshold, problems)


def _problems(session: Session, slos: Sequence[Slo], found: Owed) -> Iterator[Problem]:
    """What is lacking, each at the SLO whose budget paid; comments in its file may silence a rule."""
    from revenant.linting.checking import check, run_checks
    from revenant.linting.suppression import Syntax
    from revenant.postmortems.actions.priorities import priorities
    from revenant.slos.policy_rules import POLICY_RULES
    from revenant.slos.policy_rules.subject import PolicySubject
    from revenant.store.frontmatter import split_rows

    terms, top = lint_terms(session), priorities(session.settings.postmortems)[0]
    for path in sorted({slo.path for slo in slos}):
        rows = split_rows(session.workspace.inside(session.workspace.root / path).read_bytes())
        own = [each for each in found.owing if each.duty.cost.slo.path == path]
        yield from run_checks([check(POLICY_RULES, PolicySubject(path, rows, own, top))], terms, Syntax.HASH)
