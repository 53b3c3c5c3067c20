"""`revenant slo rules`: the rules by which Prometheus alerts as `slo burn` does."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from revenant.cli.foreign import deliver
from revenant.cli.options import AsJson, Output, choice
from revenant.cli.session import Session
from revenant.cli.slo.looking import SloNames, chosen
from revenant.errors import ExitCode

if TYPE_CHECKING:
    from revenant.slos.alerting.alerts import Terms
    from revenant.slos.alerting.generating import Generated
    from revenant.slos.alerting.rules import LeftOut


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
    from revenant.core.text import how_many
    from revenant.render.prometheus_rules import FORMATS, rules_data
    from revenant.slos.alerting.generating import generate
    from revenant.slos.errors import NoRulesError

    session: Session = ctx.obj
    render = FORMATS[choice("format", form, [*FORMATS])]
    if tests and (output == "-" or as_json):
        raise typer.BadParameter("the tests name the file of rules, which -o FILE writes", param_hint="--tests")
    if tests == output and tests:
        raise typer.BadParameter("the tests need a file of their own", param_hint="--tests")
    slos = chosen(session, names or [])
    found = generate(slos, _terms(session))
    _warn(session, found.left_out)
    if as_json:
        session.out.json(rules_data(found))
    elif found.groups:
        said = f"rules for {how_many(len(found.groups), 'objective')} written"
        _write(session, output, render(found.groups), said)
        _write_tests(session, found, output, tests)
    else:
        raise NoRulesError(len(slos))
    if names and any(each.is_whole for each in found.left_out):
        raise typer.Exit(ExitCode.PROBLEMS)


def _terms(session: Session) -> Terms:
    from revenant.slos.alerting.alerts import Terms
    from revenant.slos.burn import burn_windows
    from revenant.slos.floor import is_critical
    from revenant.store.alert_runbooks import runbook_address

    settings = session.settings.slos
    tiers = {service.name: service.tier for service in session.workspace.catalogue.services}
    return Terms(
        burn_windows(settings),
        settings.exhaustion_span,
        lambda slo: is_critical(slo, tiers.get(slo.service), settings.critical),
        runbook_address(session.workspace),
    )


def _write_tests(session: Session, found: Generated, rules: str, tests: str) -> None:
    """The unit tests beside the rules, if they are wanted."""
    from os.path import relpath

    from revenant.core.text import how_many
    from revenant.render.prometheus_tests import render_tests
    from revenant.slos.alerting.generating import try_out

    if not tests:
        return
    trials, left_out = try_out(found.planned)
    _warn(session, left_out)
    place = (session.directory / tests).parent
    name = relpath(session.directory / rules, place).replace("\\", "/")
    _write(session, tests, render_tests(name, trials), f"{how_many(len(trials), 'trial')} written")


def _write(session: Session, output: str, document: str, said: str) -> None:
    """A document to stdout, or over a file that an earlier run has written and no other."""
    from revenant.render.prometheus_rules import MARK
    from revenant.store.results import check_own

    if output != "-":
        check_own(session.directory / output, MARK)
    deliver(session, output, document, "yaml", said)


def _warn(session: Session, left_out: list[LeftOut]) -> None:
    for each in left_out:
        hint = f" ({each.hint})" if each.hint else ""
        session.out.warn(f"{each.slo}, {each.objective}: {each.reason}{hint}")
