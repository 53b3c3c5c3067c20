"""`revenant runbook coverage`: which alerts have a runbook, and which links from alerts are dead."""

from __future__ import annotations

from typing import Annotated

import typer

from revenant.cli.options import AsJson, choice
from revenant.cli.session import Session
from revenant.core.problems import Level


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
    from revenant.cli.linting import exit_from, lint_terms, print_problems
    from revenant.core.problems import in_order
    from revenant.render.coverage import coverage_data, coverage_line, coverage_screen
    from revenant.render.problems import FORMATS
    from revenant.store.coverage import read_coverage

    session: Session = ctx.obj
    threshold = Level(choice("level", fail_on, [*Level]))
    chosen = choice("format", form, [*FORMATS]) if form else ""
    found = read_coverage(session.workspace, session.directory, rules)
    problems = in_order(found.problems(lint_terms(session)))
    if as_json:
        session.out.json(coverage_data(found.coverage, problems))
    elif chosen:
        print_problems(session, chosen, problems)
    else:
        session.out.blocks(coverage_screen(found.coverage, problems))
    session.out.say(coverage_line(found.coverage, found.without_alerts))
    exit_from(threshold, problems)
