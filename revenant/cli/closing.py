"""Closing: the one move that must pass a gate, shared by `close` and `transition`."""

from __future__ import annotations

from revenant.cli.session import Session
from revenant.cli.slo.owing import owed_for
from revenant.cli.writing import How, record
from revenant.errors import CloseGateError, ReasonRequiredError
from revenant.incidents import policy
from revenant.incidents.events import IncidentStatusChanged, Stamp
from revenant.incidents.gate import reasons_not_to_close
from revenant.incidents.lifecycle import Status
from revenant.incidents.operations import move
from revenant.incidents.snapshot import IncidentSnapshot
from revenant.store.postmortems import PostmortemStore


def close_incident(session: Session, part: str | None, how: How, *, reason: str, override: bool) -> None:
    """Close an incident, if the gate lets it or an SRE lead overrides it."""

    def decide(it: IncidentSnapshot, stamp: Stamp) -> IncidentStatusChanged:
        event = move(it, stamp, Status.CLOSED, reason=reason)
        postmortem = PostmortemStore(session.workspace).state(it.id)
        found = reasons_not_to_close(it, session.settings, postmortem, owed_for(session, it))
        if not found:
            return event
        if not override:
            raise CloseGateError(it.id, found, has_postmortem=postmortem is not None)
        policy.require(session.settings, session.user, policy.OVERRIDE_CLOSE)
        if not reason.strip():
            raise ReasonRequiredError("overriding the close gate")
        return move(it, stamp, Status.CLOSED, reason=reason, override=True)

    record(session, part, decide, Status.CLOSED.value, how)
