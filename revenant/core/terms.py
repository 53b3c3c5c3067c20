"""Words of titles, alert names and prose made comparable, and how well texts answer a question (BM25)."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from math import log
from typing import NamedTuple

_WORD = re.compile(r"[A-Za-z][A-Za-z]+|\d+[a-z]+")
_HUMP = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")
_TAIL = re.compile(r"(?:ing|ed|es|s|ion)$")
_SPEED, _LENGTH = 1.2, 0.75  # BM25's k1 and b, as most engines set them
TITLE_COUNTS = 4
_COMMON = frozenset(
    re.findall(
        r"\w+",
        "a about above after all alert alerts an and any are as at be been before below but by can check could do does"
        " for from get has have how if in incident into is it its may more most no not of on one only or other our out"
        " over see should since so some than that the their them then there these they this to too under up use used"
        " was we were what when where which while who why will with you your due minutes minute hour hours",
    )
)


class Fit(NamedTuple):
    """How well a text answers, and the words it shares, those that weigh most first."""

    score: float
    shared: tuple[str, ...]


def terms(text: str) -> list[str]:
    """The words of a text in lower case, without those that say nothing; `CheckoutPoolExhausted` is three."""
    words = (part.lower() for word in _WORD.findall(text) for part in _HUMP.split(word))
    return [word for word in words if len(word) > 1 and word not in _COMMON]


def stem(word: str) -> str:
    """A word without its ending, so that `evicted` and `eviction` are one."""
    cut = _TAIL.sub("", word)
    return cut if len(cut) > 2 else word


def fits(question: str, texts: Mapping[str, tuple[str, str]]) -> dict[str, Fit]:
    """The texts that share a word with the question: each by its key, a title (which counts more) and a body."""
    asked = {stem(word): word for word in reversed(terms(question))}
    if not asked:
        return {}
    bags = {key: _bag(title, body) for key, (title, body) in texts.items()}
    rarity = {word: _rarity(word, list(bags.values())) for word in asked}
    mean = sum(bag.total() for bag in bags.values()) / max(len(bags), 1) or 1
    found = {key: _fit(bag, rarity, asked, mean) for key, bag in bags.items()}
    return {key: fit for key, fit in found.items() if fit.shared}


def _bag(title: str, body: str) -> Counter[str]:
    bag = Counter(stem(word) for word in terms(body))
    for word in {stem(word) for word in terms(title)}:
        bag[word] += TITLE_COUNTS
    return bag


def _rarity(word: str, bags: Sequence[Counter[str]]) -> float:
    having = sum(word in bag for bag in bags)
    return log(1 + (len(bags) - having + 0.5) / (having + 0.5))


def _fit(bag: Counter[str], rarity: Mapping[str, float], asked: Mapping[str, str], mean: float) -> Fit:
    room = _SPEED * (1 - _LENGTH + _LENGTH * bag.total() / mean)
    weights = {
        word: weight * bag[word] * (_SPEED + 1) / (bag[word] + room) for word, weight in rarity.items() if bag[word]
    }
    shared = sorted(weights, key=lambda word: (-weights[word], word))
    return Fit(sum(weights.values()), tuple(asked[word] for word in shared))
