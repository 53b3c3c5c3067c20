"""`revenant slo rules`: the rules by which Prometheus alerts as `slo burn` does."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from revenant.cli.foreign import deliver
from revenant.cli.options import Output, choice
from revenant.cli.session import Session
from revenant.cli.slo.looking import chosen

if TYPE_CHECKING:
    from revenant.slos.alerting.rules import LeftOut

_FORMATS = ["prometheus"]


def command(
    ctx: typer.Context,
    names: Annotated[list[str] | None, typer.Argument(metavar="[NAME]...", help="SLOs; all if left out.")] = None,
    form: Annotated[
        str, typer.Option("--format", metavar="FORMAT", help="What reads them: prometheus.")
    ] = "prometheus",
    output: Output = "-",
) -> None:
    """Write the recording and alerting rules of Prometheus for SLOs that it measures.

    What it cannot be told is named on stderr with the reason.

    Example: revenant slo rules -o monitoring/slos.rules.yaml
    """
    from revenant.core.text import how_many
    from revenant.render.prometheus_rules import render_rules
    from revenant.slos.alerting.alerts import Terms
    from revenant.slos.alerting.generating import generate
    from revenant.store.alert_runbooks import runbook_address

    session: Session = ctx.obj
    choice("format", form, _FORMATS)
    terms = Terms(runbook=runbook_address(session.workspace))
    found = generate(chosen(session, names or []), terms)
    for each in found.left_out:
        session.out.warn(_said(each))
    deliver(session, output, render_rules(found.groups), "yaml", how_many(len(found.groups), "group") + " of rules")


def _said(each: LeftOut) -> str:
    hint = f" ({each.hint})" if each.hint else ""
    return f"{each.slo}, {each.objective}: {each.reason}{hint}"
