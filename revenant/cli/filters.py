"""The filters of `list`, `report` and `export`: the same options, read into the same Selection."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Annotated

import typer

from revenant.cli.options import choice
from revenant.cli.session import Session
from revenant.core.severity import Severity
from revenant.core.text import encodable
from revenant.core.times import format_time, parse_time
from revenant.errors import InvalidTimeError
from revenant.incidents.lifecycle import Status
from revenant.incidents.selection import Selection

if TYPE_CHECKING:
    from revenant.incidents.snapshot import IncidentSnapshot

Statuses = Annotated[list[str], typer.Option("--status", metavar="STATUS", help="May be repeated.")]
Severities = Annotated[list[str], typer.Option("--severity", "-s", metavar="SEV", help="May be repeated.")]
Services = Annotated[list[str], typer.Option("--service", metavar="NAME", help="May be repeated.")]
Tags = Annotated[list[str], typer.Option("--tag", metavar="TAG", help="May be repeated.")]
Since = Annotated[str | None, typer.Option("--since", metavar="TIME", help="Detected at or after.")]
Until = Annotated[str | None, typer.Option("--until", metavar="TIME", help="Detected before.")]
Text = Annotated[str, typer.Option("--text", metavar="TEXT", help="In the title or a note.")]


def selection(
    session: Session,
    *,
    status: Iterable[str] = (),
    severity: Iterable[str] = (),
    service: Iterable[str] = (),
    tag: Iterable[str] = (),
    since: str | None = None,
    until: str | None = None,
    text: str = "",
) -> Selection:
    """The filters as a value.

    Raises:
        InvalidValueError, InvalidTimeError.
    """
    begin, end = (parse_time(text, session.now) if text else None for text in (since, until))
    if begin is not None and end is not None and begin >= end:
        raise InvalidTimeError(until or "", f"is not later than {format_time(begin)}, from when on it shall be")
    return Selection(
        statuses=frozenset(Status(choice("status", word, [*Status])) for word in status),
        severities=frozenset(Severity(choice("severity", word, [*Severity])) for word in severity),
        services=frozenset(map(encodable, service)),
        tags=frozenset(map(encodable, tag)),
        since=begin,
        until=end,
        text=encodable(text),
    )


def say_unmatched(session: Session, wanted: Selection, record: Callable[[], Iterable[IncidentSnapshot]]) -> None:
    """Say which services and tags of the filters nothing has, since no answer and a misspelt word look the same.

    `record` tells every incident there is; it is asked only where a filter names something.
    """
    if not wanted.services | wanted.tags:
        return
    services: set[str] = set()
    tags: set[str] = set()
    for it in record():
        services.update(it.services)
        tags.update(it.tags)
    if wanted.services - services:
        services.update(session.workspace.catalogue.names)
    _say_missing(session, "no incident and no entry of services.yaml has the service", wanted.services, services)
    _say_missing(session, "no incident has the tag", wanted.tags, tags)


def _say_missing(session: Session, what: str, wanted: frozenset[str], known: set[str]) -> None:
    for name in sorted(wanted - known):
        from difflib import get_close_matches

        spelt = {word.casefold(): word for word in sorted(known)}
        near = [spelt[word] for word in get_close_matches(name.casefold(), spelt, n=3)]
        session.out.warn(f"{what} {name!r}" + (f"; did you mean {' or '.join(near)}?" if near else ""))
