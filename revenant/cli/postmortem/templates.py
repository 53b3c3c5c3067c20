"""`revenant postmortem templates`: what drafts may start from, and whether each of them works."""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer

from revenant.cli.linting import FailOn, Form, exit_from, lint_terms, print_problems, template_engine
from revenant.cli.options import AsJson, choice
from revenant.cli.session import Session
from revenant.core.problems import Level
from revenant.core.text import how_many

if TYPE_CHECKING:
    from collections.abc import Sequence

    from revenant.core.problems import Problem
    from revenant.store.template_trials import TemplateTrials


def command(ctx: typer.Context, form: Form = "text", fail_on: FailOn = "error", as_json: AsJson = False) -> None:
    """List the templates of postmortems and try each: with nothing recorded, and with hostile words everywhere.

    Exits 1 where one fails. Example for CI: revenant postmortem templates --format github
    """
    from revenant.postmortems.templating import unknown_choices
    from revenant.render.problems import FORMATS
    from revenant.store.template_trials import TemplateTrials

    session: Session = ctx.obj
    shown, threshold = choice("format", form, [*FORMATS]), Level(choice("level", fail_on, [*Level]))
    trials = TemplateTrials(session.workspace, session.settings, template_engine())
    problems = trials.problems(lint_terms(session))
    for severity, word in unknown_choices(trials.templates, session.settings.postmortems).items():
        session.out.warn(f"revenant.yaml chooses {word!r} for {severity}, and there is no such template")
    if as_json or shown == "text":
        _list(session, trials, problems, as_json=as_json)
    if not as_json:
        print_problems(session, shown, problems)
    session.out.say(f"{how_many(len(problems), 'problem')}; tried {how_many(len(trials.wanted), 'template')}")
    exit_from(threshold, problems)


def _list(session: Session, trials: TemplateTrials, problems: Sequence[Problem], *, as_json: bool) -> None:
    from revenant.render.template_list import template_data, template_table

    entries = trials.entries()
    if as_json:
        session.out.json([template_data(each, problems) for each in entries])
    else:
        session.out.blocks([template_table(entries, problems)])
