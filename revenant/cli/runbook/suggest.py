"""`revenant runbook suggest`: which runbook an incident, an alert or a few words are about, and why."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from revenant.cli.completion import complete_runbook
from revenant.cli.options import AsJson, Commit, DryRun, Incident
from revenant.cli.session import Session
from revenant.cli.writing import How, record
from revenant.incidents import operations
from revenant.incidents.snapshot import IncidentSnapshot
from revenant.store.shelf import all_cards

if TYPE_CHECKING:
    from revenant.runbooks.suggestion.matching import Question


def command(
    ctx: typer.Context,
    incident: Incident = None,
    alert: Annotated[list[str], typer.Option("--alert", metavar="NAME", help="An alert's name; repeatable.")] = [],
    service: Annotated[list[str], typer.Option("--service", metavar="NAME", help="A service; repeatable.")] = [],
    text: Annotated[str, typer.Option("--text", metavar="WORDS", help="What is seen, in words.")] = "",
    attach: Annotated[
        str,
        typer.Option(
            "--attach", metavar="RUNBOOK", help="Record that this one is used.", autocompletion=complete_runbook
        ),
    ] = "",
    limit: Annotated[int, typer.Option("--limit", min=1, max=100, help="At most so many.")] = 5,
    as_json: AsJson = False,
    commit: Commit = True,
    dry_run: DryRun = False,
) -> None:
    """Suggest runbooks for an incident, or for --alert, --service and --text alone; each with its reason.

    Certain is only what somebody has stated: a link, or the alert's exact name. Example: revenant runbook
    suggest --alert CheckoutPoolExhausted
    """
    session: Session = ctx.obj
    if attach:
        _attach(session, incident, attach, How(None, commit, dry_run, as_json))
        return
    from revenant.render.runbook_panel import suggestion_data, suggestion_table
    from revenant.runbooks.suggestion.matching import Basis, suggest
    from revenant.store.suggestion import read_fits

    alone = incident is None and bool(alert or service or text)
    it = None if alone else session.incidents.get(session.incident_id(incident))
    asked = _asked(it, alert, service, text)
    cards = all_cards(session.workspace)
    roots = session.settings.runbooks.link_roots
    found = suggest(asked, cards, lambda: read_fits(session.workspace, asked.text, cards), roots)[:limit]
    if as_json:
        session.out.json([suggestion_data(each) for each in found])
        return
    session.out.blocks([suggestion_table(found, cards)])
    if it and found and found[0].basis is not Basis.EXPLICIT:
        session.out.say(f"next: revenant runbook suggest {it.id} --attach {found[0].card.id}")


def _asked(it: IncidentSnapshot | None, alerts: list[str], services: list[str], text: str) -> Question:
    """What the incident says, and what was typed besides."""
    from revenant.runbooks.suggestion.matching import Question, alerts_in
    from revenant.runbooks.suggestion.panel import question_of

    known = question_of(it) if it else Question()
    named = [*known.alerts, *alerts, *alerts_in(text)]
    words = " ".join([known.text, text, *alerts])
    return known._replace(alerts=named, services=[*known.services, *services], text=words)


def _attach(session: Session, incident: str | None, name: str, how: How) -> None:
    """Record the runbook with the content it has now, and the reason it would have been suggested for."""
    from revenant.runbooks.suggestion.matching import suggest
    from revenant.runbooks.suggestion.panel import question_of
    from revenant.store.suggestion import find_card

    place = find_card(session.workspace, name, cards := all_cards(session.workspace))
    card, anchor = place
    it = session.incidents.get(session.incident_id(incident))
    asked = question_of(it)._replace(explicit=())  # that it is attached already is no reason of its own
    said = suggest(asked, cards, dict, session.settings.runbooks.link_roots)
    reason = next((each.reason for each in said if each.card.path == card.path), "chosen by hand")
    whole = f"{card.id}#{anchor}" if anchor else card.id
    record(
        session,
        it.id,
        lambda _, stamp: operations.attach_runbook(stamp, whole, blob=card.blob, reason=reason),
        f"runbook {whole}",
        how,
    )
