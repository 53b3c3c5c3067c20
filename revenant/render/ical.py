"""Calendar files (RFC 5545), written by hand: escaped text, folded lines, nothing that depends on the moment."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime

from revenant.core.text import encodable, one_line

_WIDTH = 75  # octets, of which the blank that begins a folded line is one
Property = tuple[str, str]


def calendar(name: str, components: Iterable[Iterable[Property]]) -> str:
    """A calendar of components that are whole already, each from its BEGIN to its END; lines end in CRLF."""
    head = [
        ("BEGIN", "VCALENDAR"),
        ("VERSION", "2.0"),
        ("PRODID", "-//Runbook Revenant//EN"),
        ("CALSCALE", "GREGORIAN"),
    ]
    head += [("METHOD", "PUBLISH"), ("X-WR-CALNAME", text(name))]
    body = [each for component in components for each in component]
    return "".join(_folded(f"{key}:{value}") for key, value in [*head, *body, ("END", "VCALENDAR")])


def text(value: str) -> str:
    """A value of type TEXT: on one line, and what would end it escaped."""
    shown = encodable(one_line(value))
    return shown.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")


def day(value: date) -> str:
    return f"{value:%Y%m%d}"


def moment(value: datetime) -> str:
    return f"{value.astimezone(UTC):%Y%m%dT%H%M%SZ}"


def _folded(line: str) -> str:
    """The line in pieces of at most 75 octets; no character is cut in two."""
    pieces, size = [""], 0
    for char in line:
        width = len(char.encode())
        if size + width > _WIDTH:
            pieces.append(" ")
            size = 1
        pieces[-1] += char
        size += width
    return "\r\n".join(pieces) + "\r\n"
