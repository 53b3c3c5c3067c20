"""`revenant link`: how incidents and tickets hang together."""

from __future__ import annotations

from typing import Annotated

import typer

from revenant.cli.completion import complete_change, complete_target
from revenant.cli.options import AsJson, At, Commit, DryRun, choice, split_words, words
from revenant.cli.session import Session
from revenant.cli.writing import How, link_change, record
from revenant.incidents import operations
from revenant.incidents.events import RELATIONS, VIOLATES


def command(
    ctx: typer.Context,
    given: Annotated[list[str], words("RELATION", "TARGET", complete=complete_target)] = [],
    change: Annotated[
        str | None,
        typer.Option(
            "--change",
            metavar="CHANGE",
            help="Declare a change as a cause, instead of RELATION TARGET.",
            autocompletion=complete_change,
        ),
    ] = None,
    at: At = None,
    as_json: AsJson = False,
    commit: Commit = True,
    dry_run: DryRun = False,
) -> None:
    """Link to TARGET: duplicate_of, caused_by, related, superseded_by (an incident), ticket (any text), violates (SLO).

    --change links to a change instead; `revenant change link` can also say that it was confirmed, or was not it.
    """
    session: Session = ctx.obj
    how = How(at, commit, dry_run, as_json)
    if change is not None:
        incident, _ = split_words(given)
        link_change(session, incident, change, how)
        return
    incident, (word, target) = split_words(given, "RELATION", "TARGET")
    relation = choice("relation", word.replace("-", "_"), [*RELATIONS])
    other = _target(session, relation, target)
    done = record(
        session,
        incident,
        lambda it, stamp: operations.link(it, stamp, relation, other),
        "link",
        how,
    )
    if relation == VIOLATES:
        from revenant.cli.slo.proposing import say_too_mild

        say_too_mild(session, done.after)


def _target(session: Session, relation: str, target: str) -> str:
    """What is linked to, in full.

    Raises:
        UnknownIncidentError, AmbiguousIncidentError, UnknownSloError.
    """
    if relation == "ticket":
        return target
    if relation == VIOLATES:
        from revenant.cli.slo.naming import known_slo

        return known_slo(session, target)
    return session.incidents.resolve(target)
