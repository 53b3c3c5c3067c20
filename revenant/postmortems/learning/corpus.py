"""What likeness is asked of: a question about one incident, and a corpus of those before it that answers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple, Protocol

from revenant.postmortems.learning.traits import Trait


class Found(NamedTuple):
    """The incidents that have something, the latest first, and how many these are; of too many, none is listed."""

    ids: Sequence[str]
    number: int


class Size(NamedTuple):
    """How many characters the texts of an incident have, and how many services and tags it."""

    text: int = 0
    places: int = 0


class Corpus(Protocol):
    """The incidents to compare with: those opened before some time, as an index tells of them."""

    @property
    def size(self) -> int:
        """How many there are."""

    def having(self, key: str) -> Found:
        """Those with the trait of this key; the latest few hundred."""

    def mentioning(self, stem: str) -> Found:
        """Those whose text, or postmortem, has a word that begins so; none where the word is common."""

    def sizes(self, ids: Iterable[str]) -> Mapping[str, Size]:
        """How much these have that could be shared."""


class Question(NamedTuple):
    """What is asked about. `linked` are incidents it names, with the word for that; `stems` lead to words as written.

    `own` is its id, empty for one that does not exist yet.
    """

    own: str = ""
    traits: Sequence[Trait] = ()
    linked: Mapping[str, str] = {}
    stems: Mapping[str, str] = {}
