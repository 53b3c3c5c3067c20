"""The fields of an action item as options of `action add` and `action edit`, and their values checked."""

from __future__ import annotations

from typing import Annotated

import typer

from revenant.cli.action.filters import day
from revenant.cli.options import choice
from revenant.cli.session import Session
from revenant.core.text import encodable

Owner = Annotated[str | None, typer.Option("--owner", metavar="WHO", help="A team, or somebody's address.")]
Due = Annotated[str | None, typer.Option("--due", metavar="DAY", help="2026-12-20, or '3 weeks' from today.")]
Type = Annotated[str | None, typer.Option("--type", metavar="TYPE", help="prevent, detect, mitigate or process.")]
Impact = Annotated[str | None, typer.Option("--impact", metavar="LEVEL", help="If it came back: high, medium or low.")]
Likelihood = Annotated[
    str | None, typer.Option("--likelihood", metavar="LEVEL", help="That it comes back: high, medium or low.")
]
Issue = Annotated[str | None, typer.Option("--issue", metavar="ID", help="The ticket that tracks it.")]


def fields(
    session: Session,
    *,
    owner: str | None,
    due: str | None,
    type_: str | None,
    impact: str | None,
    likelihood: str | None,
    issue: str | None,
) -> dict[str, str | None]:
    """What the options say: a value for each that was given, None for each that is to be taken out.

    Raises:
        ActionValueError, InvalidDayError, InvalidValueError, TooLongError.
    """
    from revenant.postmortems.actions.editing import checked
    from revenant.postmortems.actions.item import TYPES
    from revenant.postmortems.actions.priorities import LEVELS

    given = {"owner": owner, "due": due, "type": type_, "impact": impact, "likelihood": likelihood, "issue": issue}
    allowed = {"type": TYPES, "impact": LEVELS, "likelihood": LEVELS}
    said: dict[str, str | None] = {}
    for name, value in given.items():
        if value is None:
            continue
        if not value.strip():
            said[name] = None
        elif name == "due":
            said[name] = day(session, "--due", value)
        elif name in allowed:
            said[name] = choice(name, value, [*allowed[name]])
        else:
            said[name] = checked(name, encodable(value))
    _say_unknown(session, said)
    return said


def _say_unknown(session: Session, said: dict[str, str | None]) -> None:
    """A misspelt owner is better noticed now than by nobody."""
    from revenant.postmortems.owners import is_known

    owner, due, settings = said.get("owner"), said.get("due"), session.settings
    if owner and (settings.people or settings.teams) and not is_known(owner, settings):
        session.out.warn(f"{owner!r} is neither a team nor a person of revenant.yaml")
    if due and due < session.now.date().isoformat():
        session.out.warn(f"{due} has passed")
