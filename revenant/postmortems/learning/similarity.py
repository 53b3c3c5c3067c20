"""Which earlier incidents were like one, and in what. Rarely shared counts more; no answer is better than a weak one.

Each thing shared weighs the bits that its rarity is worth: log2 of how many incidents there are to how many have it.
docs/decisions/0021 says how the bounds were found.
"""

from __future__ import annotations

from collections.abc import Mapping
from math import log2
from typing import NamedTuple

from revenant.postmortems.learning.corpus import Corpus, Question, Size
from revenant.postmortems.learning.reasons import reasons
from revenant.postmortems.learning.traits import Basis, Trait

COMMON = 0.5  # what more than this share of all incidents has distinguishes none of them
FEW = 10  # so many incidents are needed to call anything common
_PLACE = 7.0  # bits of services and tags that are enough where a tag is among them
_TEXT = 1.9  # times the bits of what is unique: what words and places together must come to
_BESIDE = 2.0  # bits of services and tags that make fewer words enough
_TYPICAL = 600  # characters of a text that neither gains nor loses by its length


class Alike(NamedTuple):
    """An earlier incident, what the likeness rests on, how much there is of it, and each reason as a clause."""

    incident: str
    basis: Basis
    bits: float
    reasons: tuple[str, ...]


class _Shared(NamedTuple):
    """What one incident shares: links as clauses, traits and words, each with its bits."""

    links: list[str]
    traits: list[tuple[Trait, float]]
    words: list[tuple[str, float]]

    @property
    def has_tag(self) -> bool:
        return any(trait.kind == "tag" for trait, _ in self.traits)

    @property
    def places(self) -> int:
        """How many services and tags."""
        return sum(trait.basis is Basis.PLACE for trait, _ in self.traits)

    def has(self, basis: Basis) -> bool:
        return any(trait.basis is basis for trait, _ in self.traits)

    @property
    def place(self) -> float:
        """The bits of services and tags."""
        return sum(bits for trait, bits in self.traits if trait.basis is Basis.PLACE)

    @property
    def weight(self) -> float:
        return sum(bits for _, bits in [*self.traits, *self.words])


class _Asked(NamedTuple):
    """What there would be to share: the bits of all words, how many services and tags, the bits of what is unique."""

    words: float
    places: int
    unique: float


def find_alike(question: Question, corpus: Corpus, most: int) -> list[Alike]:
    """Earlier incidents like the one in question, the surest first, at most so many."""
    shared: dict[str, _Shared] = {}
    if not corpus.size:
        return []
    _add_links(question, corpus, shared)
    _add_traits(question, corpus, shared)
    words = _add_words(question, corpus, shared)
    places = sum(trait.basis is Basis.PLACE for trait in question.traits)
    asked = _Asked(words, places, log2(corpus.size + 1))
    shared.pop(question.own, None)
    hopeful = _hopeful(shared, max(50, 3 * most))
    sizes = corpus.sizes(hopeful)
    judged = (_judge(each, shared[each], asked, sizes.get(each, Size())) for each in sorted(hopeful, reverse=True))
    return sorted(filter(None, judged), key=lambda each: (each.basis, -each.bits))[:most]


def _add_links(question: Question, corpus: Corpus, shared: dict[str, _Shared]) -> None:
    for target, word in question.linked.items():
        _of(shared, target).links.append(f"linked: {word}")
    for each in corpus.having(Trait(Basis.LINK, "link", question.own).key).ids if question.own else ():
        _of(shared, each).links.append("it names this one")


def _add_traits(question: Question, corpus: Corpus, shared: dict[str, _Shared]) -> None:
    """Who shares which trait; what most incidents have is left out."""
    size = corpus.size
    for trait in (trait for trait in question.traits if trait.basis is not Basis.LINK):
        found = corpus.having(trait.key)
        if size >= FEW and found.number > size * COMMON:
            continue
        bits = _bits(found.number, size)
        for each in found.ids:
            _of(shared, each).traits.append((trait, bits))


def _add_words(question: Question, corpus: Corpus, shared: dict[str, _Shared]) -> float:
    """Who shares which word; the bits of all of them that are not common."""
    asked = 0.0
    for stem, word in question.stems.items():
        found = corpus.mentioning(stem)
        bits = _bits(found.number, corpus.size)
        asked += bits if found.ids or not found.number else 0.0
        for each in found.ids:
            _of(shared, each).words.append((word, bits))
    return asked


def _of(shared: dict[str, _Shared], incident: str) -> _Shared:
    return shared.setdefault(incident, _Shared([], [], []))


def _bits(number: int, size: int) -> float:
    """What it is worth to share something that so many of `size` incidents have; never less than nothing."""
    return max(log2((size + 1) / (number + 0.5)), 0.0)


def _hopeful(shared: Mapping[str, _Shared], most: int) -> list[str]:
    """Those that have most in common, more than are wanted: the length of their texts may still change the order."""
    ranked = sorted(shared, key=lambda each: (shared[each].weight, each), reverse=True)
    sure = [each for each in ranked if shared[each].links or any(t.basis < Basis.PLACE for t, _ in shared[each].traits)]
    return list(dict.fromkeys([*sure[:most], *ranked[:most]]))


def _judge(incident: str, it: _Shared, asked: _Asked, size: Size) -> Alike | None:
    """The likeness of one incident; None where it is too weak to be told.

    Words weigh less in a long text, as in BM25, and services less of an incident that had many others.
    """
    words = sum(bits for _, bits in it.words) * 2.2 / (1 + 1.2 * (0.25 + 0.75 * size.text / _TYPICAL))
    together = max(asked.places + size.places - it.places, 1)
    place = it.place * it.places / together
    basis = _basis(it, asked, place, words)
    if basis is None:
        return None
    sure = sum(bits for trait, bits in it.traits if trait.basis < Basis.PLACE)
    named = [word for word, _ in sorted(it.words, key=lambda each: (-each[1], each[0]))]
    why = reasons(it.links, [trait for trait, _ in it.traits], named, basis)
    return Alike(incident, basis, round(sure + place + words, 6), why)


def _basis(it: _Shared, asked: _Asked, place: float, words: float) -> Basis | None:
    """What the likeness rests on, the surest that there is enough of."""
    if it.links:
        return Basis.LINK
    for basis in (Basis.KEY, Basis.CAUSE):
        if it.has(basis):
            return basis
    told = place + words >= _TEXT * asked.unique and _says_enough(it, asked)
    if place >= min(_PLACE, asked.unique) and (it.has_tag or told):  # services alone were seldom right
        return Basis.PLACE
    return Basis.WORDS if told else None


def _says_enough(it: _Shared, asked: _Asked) -> bool:
    """Whether the words are a fair part of those asked for; fewer do beside a service or tag."""
    part = sum(bits for _, bits in it.words) / asked.words if asked.words else 0.0
    if it.place >= min(_BESIDE, asked.unique / 2):
        return len(it.words) >= 2 and part >= 0.2
    return len(it.words) >= 3 and part >= 0.35
