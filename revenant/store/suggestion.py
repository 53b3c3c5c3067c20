"""Which runbook a name means, and how well the texts of runbooks fit a question: what needs the disk of suggesting."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from revenant.core.terms import Fit, fits
from revenant.runbooks.links.urls import Place
from revenant.runbooks.suggestion.card import Card
from revenant.runbooks.suggestion.matching import find_named
from revenant.store.runbooks import only_one
from revenant.store.workspace import Workspace


def find_card(workspace: Workspace, name: str, cards: Sequence[Card]) -> Place:
    """The runbook that an id, a path, a URL, or the only fitting part of an id names.

    Raises:
        UnknownRunbookError, AmbiguousRunbookError.
    """
    named = find_named(name, cards, workspace.settings.runbooks.link_roots)
    return named or Place(only_one(name, cards), "")


def read_fits(workspace: Workspace, question: str, cards: Sequence[Card]) -> dict[str, Fit]:
    """How well the text of each runbook fits the question, by its path."""
    texts = {card.path: (f"{card.title} {card.id}", _text(workspace.root / card.path)) for card in cards}
    return fits(question, texts)


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8", errors="replace")
    except OSError:
        return ""
