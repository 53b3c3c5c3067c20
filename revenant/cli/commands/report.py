"""`revenant report`: measurements over many incidents."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from revenant.cli.filters import Services, Severities, Since, Tags, Until, selection
from revenant.cli.options import AsJson, AsOf, choice
from revenant.cli.session import Session

if TYPE_CHECKING:
    from revenant.core.tables import Block
    from revenant.incidents.snapshot import IncidentSnapshot
    from revenant.postmortems.actions.tracking import Tracked


def command(
    ctx: typer.Context,
    name: Annotated[str, typer.Argument(metavar="[NAME]", help="Which report.", show_default=True)] = "mttx",
    by: Annotated[str | None, typer.Option("--by", metavar="GROUP", help="service, severity or month.")] = None,
    severity: Severities = [],
    service: Services = [],
    tag: Tags = [],
    since: Since = None,
    until: Until = None,
    as_of: AsOf = None,
    as_json: AsJson = False,
    as_csv: Annotated[bool, typer.Option("--csv", help="Print CSV; durations in seconds.")] = False,
    as_markdown: Annotated[bool, typer.Option("--markdown", help="Print GitHub Markdown.")] = False,
) -> None:
    """How long incidents take: n, pending, not applicable, invalid, median, p90, mean, with each definition.

    The report `actions`: how many action items are open, overdue, done and verified, and which fixes did not hold.

    Example: revenant report --by service --since 2026-01-01
    """
    from revenant.reports import REPORTS
    from revenant.reports.question import By, Question

    if as_json + as_csv + as_markdown > 1:
        raise typer.BadParameter("choose one of --json, --csv and --markdown")
    session: Session = ctx.obj
    report = REPORTS[choice("report", name, [*REPORTS])]
    group = By(choice("group", by, [*By])) if by is not None else None
    wanted = selection(session, severity=severity, service=service, tag=tag, since=since, until=until)
    known = session.view(as_of).record.all()
    incidents = [it for it in known if wanted.admits(it)]
    question = Question(group, session.settings.measurements, session.settings, lambda: _actions(session, known, as_of))
    blocks = report.build(incidents, question)
    _print(session, blocks, as_json=as_json, as_csv=as_csv, as_markdown=as_markdown)


def _print(session: Session, blocks: list[Block], *, as_json: bool, as_csv: bool, as_markdown: bool) -> None:
    """The report in the form that was asked for."""
    if as_json:
        from revenant.render.json import blocks_data

        session.out.json(blocks_data(blocks))
    elif as_csv:
        from revenant.render.csv import render_csv

        session.out.text(render_csv(blocks))
    elif as_markdown:
        from revenant.render.markdown import render_markdown

        session.out.text(render_markdown(blocks))
    else:
        session.out.blocks(blocks)


def _actions(session: Session, known: list[IncidentSnapshot], as_of: str | None) -> list[Tracked]:
    """The action items of all incidents as they are now, and whether they held."""
    from revenant.cli.action.filters import tracked

    if as_of is not None:
        session.out.warn("action items are shown as they are now: --as-of tells only which incidents there were")
    return tracked(session, judged=True, known=known)
