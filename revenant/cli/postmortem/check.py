"""`revenant postmortem check`: whether postmortems still say what the record says, for CI."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import typer

from revenant.cli.linting import FailOn, Form, exit_from, lint_terms, print_problems
from revenant.cli.options import AsJson, choice
from revenant.cli.postmortem.render import Incidents
from revenant.cli.session import Session
from revenant.core.problems import Level, in_order
from revenant.core.text import how_many

if TYPE_CHECKING:
    from revenant.store.postmortem_rendering import Renderer


def command(
    ctx: typer.Context,
    incidents: Incidents = [],
    form: Form = "text",
    fail_on: FailOn = "error",
    as_json: AsJson = False,
) -> None:
    """Fail where a generated region is out of date, edited by hand, or has lost a marker.

    Example for CI: revenant postmortem check --format github
    """
    from revenant.render.problems import FORMATS
    from revenant.store.postmortem_rendering import Renderer
    from revenant.store.region_checks import check_regions

    session: Session = ctx.obj
    shown = choice("format", "json" if as_json else form, [*FORMATS])
    threshold = Level(choice("level", fail_on, [*Level]))
    renderer = Renderer(session.workspace, session.incidents)
    wanted = _wanted(session, renderer, incidents)
    problems = in_order(check_regions(renderer, wanted, lint_terms(session)))
    print_problems(session, shown, problems)
    session.out.say(f"{how_many(len(problems), 'problem')}; checked {how_many(len(wanted), 'postmortem')}")
    exit_from(threshold, problems)


def _wanted(session: Session, renderer: Renderer, incidents: list[str]) -> list[str]:
    from revenant.cli.postmortem.render import wanted_incidents

    if incidents:
        return wanted_incidents(session, renderer, incidents)
    return [Path(path).name.partition(".")[0] for path in renderer.store.own_paths()]
