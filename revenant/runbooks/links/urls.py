"""Which runbook a `runbook_url` leads to: the published page traced back to its file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from posixpath import commonpath
from typing import NamedTuple

from revenant.runbooks.links.pages import bare
from revenant.runbooks.links.targets import map_root, split_target
from revenant.runbooks.suggestion.card import Card


class Place(NamedTuple):
    """A runbook, and the anchor of the part that is meant; empty for the whole."""

    card: Card
    anchor: str


def at_url(url: str, cards: Sequence[Card], roots: Mapping[str, str]) -> Place | None:
    """The runbook a URL leads to, if it leads to one alone.

    `roots` say where prefixes are served from; without one, the end of the URL must be the path below the folder.
    """
    mapped = map_root(url, roots)
    path, anchor = split_target(mapped[1] if mapped else url.partition("://")[2].partition("/")[2])
    if mapped:
        served = _bare(f"{mapped[0]}/{path}")
        found = [card for card in cards if _bare(card.path) == served][:1]
    else:
        shared = _shared_folder(cards)
        found = [card for card in cards if f"/{_bare(path)}".endswith(f"/{_bare(card.path[shared:])}")]
    return place_of(found[0], anchor) if len(found) == 1 else None


def place_of(card: Card, anchor: str) -> Place:
    """The runbook, or the part of it at an anchor that it has."""
    return Place(card, anchor if anchor in card.parts else "")


def _bare(path: str) -> str:
    """A path or the end of a URL without slashes around it and without what says how it is written."""
    return bare("/".join(part for part in path.lower().split("/") if part))


def _shared_folder(cards: Sequence[Card]) -> int:
    """How many characters of all paths are the folder they have in common: sites that publish them leave it out."""
    folders = [card.path.rpartition("/")[0] for card in cards]
    return len(commonpath(folders)) if folders else 0
