"""`revenant slo gate`: whether a service may be changed now, for deployment pipelines."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Annotated

import typer

from revenant.cli.completion import complete_promising, complete_slo
from revenant.cli.options import AsJson, once
from revenant.cli.session import Session
from revenant.cli.slo.looking import Then, moment
from revenant.core.text import encodable
from revenant.errors import ExitCode

if TYPE_CHECKING:
    from revenant.slos.policing.gate import Exemption, Gate, Judged
    from revenant.slos.slo import Slo


def command(
    ctx: typer.Context,
    service: Annotated[
        str,
        typer.Argument(
            metavar="SERVICE", help="As its SLOs and services.yaml call it.", autocompletion=complete_promising
        ),
    ],
    names: Annotated[
        list[str],
        typer.Option(
            "--slo", metavar="NAME", help="Ask only this SLO of it. May be repeated.", autocompletion=complete_slo
        ),
    ] = [],
    exception: Annotated[
        list[str], typer.Option("--exception", metavar="WORD", help="What the policy lets through: p0, security, …")
    ] = [],
    reason: Annotated[str, typer.Option("--reason", "-r", metavar="TEXT", help="Why it is one; printed.")] = "",
    require_data: Annotated[
        bool, typer.Option("--require-data", help="Stop too where nothing is measured, or not within a day.")
    ] = False,
    at: Then = None,
    as_json: AsJson = False,
) -> None:
    """Whether the budget policy lets this service be changed. Exits 1 when it says stop.

    What is not measured stops nothing, and is said. An exception of the policy lets a change through with a reason.

    Example: revenant slo gate checkout
    """
    from revenant.render.gate import gate_blocks, gate_data

    session: Session = ctx.obj
    exemption = _exemption(session, once("--exception", exception), reason)
    now = moment(session, at)
    gate = _ask(session, service, names, now, require_data=require_data)._replace(exemption=exemption)
    if as_json:
        session.out.json(gate_data(gate))
    else:
        session.out.blocks(gate_blocks(gate))
    if not gate.is_open:
        raise typer.Exit(ExitCode.PROBLEMS)


def _exemption(session: Session, word: str | None, reason: str) -> Exemption | None:
    """The exception that was asked for.

    Raises:
        UnknownExceptionError, ReasonRequiredError.
    """
    from revenant.errors import ReasonRequiredError
    from revenant.slos.errors import UnknownExceptionError
    from revenant.slos.policing.gate import Exemption
    from revenant.slos.policing.policy import exceptions

    if word is None:
        return None
    known = exceptions(session.settings.slos.policy)
    meaning = {name.casefold(): (name, text) for name, text in known.items()}.get(word.strip().casefold())
    if meaning is None:
        raise UnknownExceptionError(word, list(known))
    if not reason.strip():
        raise ReasonRequiredError("an exception of the policy")
    return Exemption(*meaning, encodable(reason.strip()), session.user_if_known)


def _ask(session: Session, service: str, names: Sequence[str], now: datetime, *, require_data: bool) -> Gate:
    """Judge the service's objectives, and find those it depends on that are exhausted.

    Raises:
        UnknownServiceError, NoSloOfServiceError, SloOfAnotherServiceError, InvalidFileError.
    """
    from revenant.slos.policing.gate import Gate, lacking_data, reached_from
    from revenant.slos.policing.policy import Verdict
    from revenant.store.slos import SloStore

    slos = SloStore(session.workspace).all()
    own = _judge(session, _chosen(session, slos, service, names), now)
    catalogue = session.workspace.catalogue
    reached = reached_from(service, {each.name: each.depends_on for each in catalogue.services})
    others = _judge(session, [slo for name in reached for slo in slos if slo.service == name], now)
    return Gate(
        service,
        session.settings.slos.policy,
        own,
        [each for each in others if each.verdict is Verdict.STOP],
        lacking_data(own) if require_data else (),
    )


def _chosen(session: Session, slos: Sequence[Slo], service: str, names: Sequence[str]) -> list[Slo]:
    from revenant.slos.errors import NoSloOfServiceError, SloOfAnotherServiceError, UnknownServiceError

    own, owners = [slo for slo in slos if slo.service == service], sorted({slo.service for slo in slos})
    if not own and service in session.workspace.catalogue.names:
        raise NoSloOfServiceError(service, owners)
    if not own:
        raise UnknownServiceError(service, list(dict.fromkeys([*session.workspace.catalogue.names, *owners])))
    strange = [name for name in names if name not in {slo.name for slo in own}]
    if strange:
        raise SloOfAnotherServiceError(strange[0], service, [slo.name for slo in own])
    return [slo for slo in own if not names or slo.name in names]


def _judge(session: Session, slos: Sequence[Slo], now: datetime) -> list[Judged]:
    """How these SLOs stand; of an objective that is exhausted the data is read again, for since when."""
    from revenant.slos.budgeting.standing import standings
    from revenant.slos.policing.gate import Judged, judge
    from revenant.store.slos import SloStore

    store, found = SloStore(session.workspace), list[Judged]()
    incidents, adjustments = session.incidents.all(frozenset()), store.adjustments()
    for slo in slos:
        meter = store.meter(slo, incidents, now)
        found += judge(standings(slo, meter, incidents, adjustments, now), meter, adjustments)
    return found
