"""What `open --slo` takes from SLOs: the service, the link, and a severity with its reason."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from revenant.cli.session import Session
from revenant.cli.slo.naming import known_slo
from revenant.core.severity import Severity
from revenant.errors import RevenantError

if TYPE_CHECKING:
    from revenant.incidents.snapshot import IncidentSnapshot
    from revenant.slos.burning.alarms import Alarm
    from revenant.slos.burning.floor import Floor

USUAL = Severity.SEV3


class Proposal(NamedTuple):
    """The SLOs by name, whose services they are, and how severe that is at least; None where no burn says so.

    `why` says why there is none.
    """

    slos: list[str]
    services: list[str]
    floor: Floor | None
    why: str = ""

    def severity(self, said: Severity | None) -> Severity:
        """What a person said; else the floor; else what is usual."""
        return said or (self.floor.severity if self.floor else USUAL)

    @property
    def data(self) -> dict[str, Any]:
        """What `--json` adds to a snapshot."""
        if not self.slos:
            return {}
        return {"severity_floor": self.floor._asdict() if self.floor else None}


def propose(session: Session, names: Sequence[str], at: str | None) -> Proposal:
    """What these SLOs say now, or at an earlier time. That it cannot be told is no reason not to open an incident.

    Of no SLO nothing is asked, and nothing is read.

    Raises:
        UnknownSloError: one of them is not in slos/.
    """
    if not names:
        return Proposal([], [], None)
    from revenant.cli.slo.burning import alarms
    from revenant.slos.burning.floor import worst_floor

    known = list(dict.fromkeys(known_slo(session, name) for name in names))
    try:
        found = alarms(session, known, at)
    except RevenantError as error:
        return Proposal(known, [], None, error.message)
    services = list(dict.fromkeys(each.standing.slo.service for each in found if each.standing.slo.service))
    return Proposal(known, services, worst_floor(each.floor for each in found), _calm(found))


def say_proposal(session: Session, proposal: Proposal, said: Severity | None) -> None:
    """Tell the person where the severity comes from, or that theirs is milder than what burns."""
    floor = proposal.floor
    if not proposal.slos:
        return
    if floor is None:
        more = "" if said else f"; {USUAL}, as without it"
        session.out.say(f"no severity follows from {', '.join(proposal.slos)}: {proposal.why}{more}")
    elif said is None:
        session.out.say(f"{floor.severity} follows from {floor.slo}: {floor.why}")
    elif said > floor.severity:
        session.out.warn(f"{floor.slo} asks for {floor.severity} at least, and this is {said}: {floor.why}")


def _calm(found: list[Alarm]) -> str:
    """Why no severity follows."""
    if any(each.is_unknown for each in found):
        return "not enough was measured to tell how fast its budget burns"
    return "no budget burns fast enough"


def say_too_mild(session: Session, it: IncidentSnapshot) -> None:
    """Tell the person that the budgets an incident is about ask for more than its severity; nothing where they cannot.

    Workspaces without SLOs, and incidents that concern none, cost nothing.
    """
    from revenant.slos.concerning import slos_of

    names = slos_of(it)
    if not names or it.severity is None:
        return
    try:
        proposal = propose(session, names, None)
    except RevenantError:
        return
    if proposal.floor is not None:
        say_proposal(session, proposal, it.severity)
