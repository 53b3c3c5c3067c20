"""`revenant slo rules`: the rules by which Prometheus alerts as `slo burn` does."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from revenant.cli.options import AsJson, Output, choice
from revenant.cli.session import Session
from revenant.cli.slo.looking import SloNames, chosen
from revenant.errors import ExitCode

if TYPE_CHECKING:
    from revenant.slos.alerting.alerts import Terms


def command(
    ctx: typer.Context,
    names: SloNames = None,
    form: Annotated[
        str, typer.Option("--format", metavar="FORMAT", help="What reads them: prometheus, or prometheus-operator.")
    ] = "prometheus",
    output: Output = "-",
    tests: Annotated[
        str, typer.Option("--tests", metavar="FILE", help="Write unit tests of the rules there, for promtool.")
    ] = "",
    as_json: AsJson = False,
) -> None:
    """Write the recording and alerting rules of Prometheus for SLOs that it measures.

    What it cannot be told is named on stderr with the reason. Exits 1 if that is all of an objective that was asked
    for by name.

    Example: revenant slo rules -o monitoring/slos.rules.yaml
    """
    from revenant.cli.slo.rule_files import warn_of, write_rules
    from revenant.render.prometheus_rules import FORMATS, rules_data
    from revenant.slos.alerting.generating import generate

    if tests and (as_json or output in ("-", tests)):
        raise typer.BadParameter("tests name the file of the rules, another one, which -o writes", param_hint="--tests")
    session: Session = ctx.obj
    render = FORMATS[choice("format", form, [*FORMATS])]
    found = generate(chosen(session, names or []), _terms(session))
    warn_of(session, found.left_out)
    if as_json:
        session.out.json(rules_data(found))
    else:
        write_rules(session, found, render, output, tests)
    if names and any(each.is_whole for each in found.left_out):
        raise typer.Exit(ExitCode.PROBLEMS)


def _terms(session: Session) -> Terms:
    """What makes an alert in this workspace."""
    from revenant.slos.alerting.alerts import Terms
    from revenant.slos.burning.floor import is_critical
    from revenant.slos.burning.rates import burn_windows
    from revenant.store.alert_runbooks import runbook_address

    settings = session.settings.slos
    tiers = {service.name: service.tier for service in session.workspace.catalogue.services}
    return Terms(
        burn_windows(settings),
        settings.exhaustion_span,
        lambda slo: is_critical(slo, tiers.get(slo.service), settings.critical),
        runbook_address(session.workspace),
    )
