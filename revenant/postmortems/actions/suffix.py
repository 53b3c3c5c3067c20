"""The suffix of an action item, `(owner: …; due: …)`: found at the end of its text, taken apart, put together."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from revenant.postmortems.actions.item import FIELDS


class Suffix(NamedTuple):
    """Where the parentheses stand in the text, and the pieces between the semicolons, blanks and all."""

    start: int
    end: int
    pieces: tuple[str, ...]

    @property
    def fields(self) -> dict[str, str]:
        """What it says, key by key; of a key that stands twice the last counts."""
        pairs = (piece.partition(":") for piece in self.pieces if piece.strip())
        return {key.strip().lower(): value.strip() for key, _, value in pairs}


def find_suffix(text: str) -> Suffix | None:
    """The parentheses that end the text, if at least one of our keys stands in them."""
    end = len(text.rstrip())
    start = _opening(text, end)
    if start is None:
        return None
    found = Suffix(start, end, tuple(text[start + 1 : end - 1].split(";")))
    return found if any(key in FIELDS for key in found.fields) else None


def _opening(text: str, end: int) -> int | None:
    """Where the parenthesis opens that closes as the last character before `end`."""
    if not text[:end].endswith(")"):
        return None
    depth = 0
    for place in range(end - 1, -1, -1):
        depth += (text[place] == ")") - (text[place] == "(")
        if depth == 0:
            return place
    return None


def with_fields(text: str, wanted: Mapping[str, str | None]) -> str:
    """The text with these fields set, or taken out where None; all other characters stay as they are."""
    found = find_suffix(text)
    pieces = list(found.pieces) if found else []
    for key, value in wanted.items():
        pieces = _without(pieces, key) if value is None else _with(pieces, key, value)
    head, gap = (text[: found.start], "") if found else (text.rstrip(), " ")
    if not pieces:
        return head.rstrip() if found else text
    return f"{head}{gap}({';'.join(pieces)})" + text[found.end if found else len(head) :]


def _key(piece: str) -> str:
    return piece.partition(":")[0].strip().lower()


def _with(pieces: list[str], key: str, value: str) -> list[str]:
    place = next((number for number in reversed(range(len(pieces))) if _key(pieces[number]) == key), None)
    if place is None:
        kept = pieces if any(piece.strip() for piece in pieces) else []
        return [*kept, f" {key}: {value}" if kept else f"{key}: {value}"]
    head, _, old = pieces[place].partition(":")
    blank = old[: len(old) - len(old.lstrip())] if old.strip() else " "
    tail = old[len(old.rstrip()) :] if old.strip() else ""
    return [*pieces[:place], f"{head}:{blank}{value}{tail}", *pieces[place + 1 :]]


def _without(pieces: list[str], key: str) -> list[str]:
    kept = [piece for piece in pieces if _key(piece) != key]
    return [kept[0].lstrip(), *kept[1:]] if kept and len(kept) < len(pieces) else kept
