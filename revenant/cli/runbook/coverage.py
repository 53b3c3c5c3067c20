"""`revenant runbook coverage`: which alerts have a runbook, and which links from alerts are dead."""

from __future__ import annotations

from typing import Annotated

import typer

from revenant.cli.options import AsJson, choice
from revenant.cli.session import Session
from revenant.core.problems import Level
from revenant.errors import ExitCode


def command(
    ctx: typer.Context,
    rules: Annotated[
        list[str],
        typer.Option(
            "--rules", metavar="FILES", help="Files, folders or globs of alert rules; else runbooks.alert_rules."
        ),
    ] = [],
    form: Annotated[
        str, typer.Option("--format", metavar="FORMAT", help="Print the problems, as lint does: text, github, …")
    ] = "",
    fail_on: Annotated[
        str, typer.Option("--fail-on", metavar="LEVEL", help="Exit 1 from this level on: error, warning or info.")
    ] = "error",
    as_json: AsJson = False,
) -> None:
    """Show which alerts have a runbook, and by what. Exits 1 when one that pages has none, or a link is dead.

    Reads rule files of Prometheus, PrometheusRule manifests and Grafana's exports of alerts.
    """
    from revenant.cli.linting import lint_terms
    from revenant.core.problems import in_order
    from revenant.render.coverage import coverage_data, coverage_line, coverage_screen
    from revenant.render.problems import FORMATS
    from revenant.store.coverage import read_coverage

    session: Session = ctx.obj
    threshold = Level(choice("level", fail_on, [*Level]))
    chosen = FORMATS[choice("format", form, [*FORMATS])] if form else None
    found = read_coverage(session.workspace, session.directory, rules)
    problems = in_order(found.problems(lint_terms(session)))
    if as_json:
        session.out.json(coverage_data(found.coverage, problems))
    elif chosen:
        session.out.text(chosen.render(problems))
    else:
        session.out.blocks(coverage_screen(found.coverage, problems))
    session.out.say(coverage_line(found.coverage, found.without_alerts))
    if any(problem.level.reaches(threshold) for problem in problems):
        raise typer.Exit(ExitCode.PROBLEMS)
