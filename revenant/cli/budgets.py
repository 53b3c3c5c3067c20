"""What is left of error budgets: asked by `show` of an incident that concerns an SLO, and by `status`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from revenant.cli.session import Session
from revenant.errors import RevenantError
from revenant.incidents.snapshot import IncidentSnapshot

if TYPE_CHECKING:
    from revenant.core.tables import Block
    from revenant.store.slo_glances import Seen


def find_budgets(session: Session, it: IncidentSnapshot, commit: str = "") -> Seen | None:
    """The SLOs an incident is about; None where it is about none, or where the past is asked for."""
    if commit or not (it.impacts or it.links) or not _has_slos(session):
        return None
    from revenant.slos.concerning import slos_of

    names = slos_of(it)
    return _look(session, names, it.id) if names else None


def find_low_budgets(session: Session) -> Seen | None:
    """All SLOs at a glance; None where the workspace has none."""
    return _look(session) if _has_slos(session) else None


def budget_blocks(it: IncidentSnapshot, found: Seen | None) -> list[Block]:
    """What the screen shows of an incident's SLOs, a line each."""
    if found is None:
        return []
    from revenant.render.glances import budget_facts

    facts = budget_facts(it, found.glances, found.unread)
    return [facts] if facts.rows else []


def low_budget_blocks(session: Session, found: Seen | None) -> list[Block]:
    """One line of all budgets that are exhausted or burn too fast; none while all is well."""
    if found is None:
        return []
    from revenant.render.glances import low_budgets

    said = low_budgets(found.glances, session.now)
    return [said] if said else []


def budget_data(it: IncidentSnapshot, found: Seen | None) -> dict[str, Any]:
    """What `show --json` adds."""
    if found is None:
        return {"budgets": []}
    from revenant.render.glances import glance_data

    return {"budgets": [glance_data(it.id, each) for each in found.glances]}


def _has_slos(session: Session) -> bool:
    return (session.workspace.root / "slos").is_dir()


def _look(session: Session, names: list[str] | None = None, about: str = "") -> Seen | None:
    """What is wrong with SLOs must not hide the incident: it is said in a line."""
    from revenant.store.slo_glances import SloGlances

    try:
        shelf = SloGlances(session.workspace, session.now, lambda: session.incidents.all(frozenset()))
        return shelf.look(names, about)
    except RevenantError as error:
        session.out.warn(f"error budgets are left out: {error.message}")
        return None
