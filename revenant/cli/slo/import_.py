"""`revenant slo import`: what Prometheus answers, as measured values."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from revenant.cli.completion import complete_slo
from revenant.cli.options import AsJson, Commit, DryRun
from revenant.cli.session import Session

if TYPE_CHECKING:
    from revenant.slos.measuring.prometheus import Measure
    from revenant.store.slo_import import Added

_ONE = "One answer with several measures, each series with the label `measure`; - is stdin."


def command(
    ctx: typer.Context,
    name: Annotated[str, typer.Argument(metavar="NAME", help="The SLO.", autocompletion=complete_slo)],
    file: Annotated[str | None, typer.Argument(metavar="[FILE]", help=_ONE, show_default=False)] = None,
    good: Annotated[str, typer.Option("--good", metavar="FILE", help="The answer for good events.")] = "",
    bad: Annotated[str, typer.Option("--bad", metavar="FILE", help="The answer for bad events, without --good.")] = "",
    total: Annotated[str, typer.Option("--total", metavar="FILE", help="The answer for all events.")] = "",
    raw: Annotated[str, typer.Option("--raw", metavar="FILE", help="The answer that is a ratio itself.")] = "",
    value: Annotated[str, typer.Option("--value", metavar="FILE", help="The answer of a threshold metric.")] = "",
    as_json: AsJson = False,
    commit: Commit = True,
    dry_run: DryRun = False,
) -> None:
    """Add answers of Prometheus to range queries to the measured values of an SLO, in one commit.

    Only what is later than all values that are there is added, so that the same answer may come twice.

    Example: revenant slo import checkout-availability --good good.json --total total.json
    """
    from revenant.cli.slo.looking import chosen
    from revenant.store.slo_import import MeasuredStore

    session: Session = ctx.obj
    [slo] = chosen(session, [name])
    answers = _answers(session, file, {"good": good, "bad": bad, "total": total, "raw": raw, "value": value})
    writer = session.editor(commit=commit, dry_run=dry_run)
    found = MeasuredStore(session.workspace, session.out.warn).add(slo, answers, writer)
    if as_json:
        session.out.json(_data(found))
    else:
        _tell(session, found, name, dry_run=dry_run)


def _answers(session: Session, file: str | None, named: dict[str, str]) -> dict[Measure | None, bytes]:
    from revenant.cli.foreign import read_named
    from revenant.slos.measuring.prometheus import Measure

    given = {Measure(measure): name for measure, name in named.items() if name}
    if bool(given) == bool(file):
        raise typer.BadParameter("name one FILE with several measures, or the answers with --good and --total")
    if file:
        return {None: read_named(session, file)[0]}
    return {measure: read_named(session, name)[0] for measure, name in given.items()}


def _tell(session: Session, found: Added, name: str, *, dry_run: bool) -> None:
    from revenant.core.text import how_many
    from revenant.core.times import format_time

    until = "" if found.until is None else f", values until {format_time(found.until)}"
    would = "would be " if dry_run else ""
    known = f"; {how_many(found.known, 'period')} no later than what was there" if found.known else ""
    session.out.text(f"{found.path}: {how_many(found.added, 'period')} {would}added{until}{known}")
    for fault in found.faults:
        session.out.warn(f"{fault.flaw}, {how_many(fault.times, 'time')}, first {fault.where}: {fault.words}")
    session.out.say(f"next: revenant slo status {name}")


def _data(found: Added) -> dict[str, Any]:
    from revenant.core.times import format_time

    return {
        "path": found.path,
        "added": found.added,
        "known": found.known,
        "until": None if found.until is None else format_time(found.until),
        "faults": [fault._asdict() for fault in found.faults],
    }
