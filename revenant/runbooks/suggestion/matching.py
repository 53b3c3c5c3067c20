"""Which runbook an alert or an incident is about, and why. Only what somebody has stated is certain."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from enum import IntEnum
from fnmatch import fnmatchcase
from typing import Generic, NamedTuple, Protocol, TypeVar

from revenant.core.terms import Fit, terms
from revenant.runbooks.document import Claim
from revenant.runbooks.links.urls import Place, at_url, place_of
from revenant.runbooks.reading import is_alert_name
from revenant.runbooks.suggestion.card import Card

ALIKE = 0.78  # from here on two names of alerts are called alike; a choice, not a measurement: most such hits are wrong
_LEAST_WORDS = 2
_MOST_SHARED = 3


class Claimant(Protocol):
    """What claims alerts: a runbook, or its card."""

    @property
    def claims(self) -> tuple[Claim, ...]: ...
    @property
    def is_deprecated(self) -> bool: ...


C = TypeVar("C", bound=Claimant)


class Match(NamedTuple, Generic[C]):
    """A runbook that claims an alert, and by which words."""

    runbook: C
    claim: Claim


class Basis(IntEnum):
    """What a suggestion rests on, the surest first."""

    EXPLICIT = 0
    ALERT = 1
    PATTERN = 2
    SERVICE = 3
    NAME = 4
    TEXT = 5

    @property
    def is_certain(self) -> bool:
        """Whether somebody has stated it; everything else is a guess, and never attached by itself."""
        return self in (Basis.EXPLICIT, Basis.ALERT)


class Question(NamedTuple):
    """What is known of an incident. `explicit` are runbooks somebody or a signal names (id, path or URL), with why."""

    explicit: Sequence[tuple[str, str]] = ()
    alerts: Sequence[str] = ()
    services: Sequence[str] = ()
    text: str = ""


class Suggestion(NamedTuple):
    """A runbook, or the part of it at `anchor`, with the reason in words."""

    card: Card
    anchor: str
    basis: Basis
    reason: str
    score: float = 0.0

    @property
    def is_certain(self) -> bool:
        return self.basis.is_certain

    @property
    def place(self) -> str:
        """Its path, with the anchor in a file that holds many."""
        return f"{self.card.path}#{self.anchor}" if self.anchor else self.card.path


Texts = Callable[[], Mapping[str, Fit]]


def claims_on(alert: str, runbooks: Iterable[C]) -> list[Match[C]]:
    """Every runbook that claims an alert: those that name it exactly before those that match it; as they come."""
    found = [
        Match(runbook, claim)
        for runbook in runbooks
        for claim in runbook.claims
        if claim.alert == alert or (not claim.is_exact and fnmatchcase(alert, claim.alert))
    ]
    return sorted(found, key=lambda match: (match.claim.alert != alert, match.runbook.is_deprecated))


def suggest(question: Question, cards: Sequence[Card], texts: Texts, roots: Mapping[str, str]) -> list[Suggestion]:
    """Runbooks for an incident, the surest first, each once with all its reasons.

    `texts` tells by path how well each runbook's text fits the question; it is asked last. `roots` are the
    prefixes of URLs that lead to folders of the workspace.
    """
    found = [
        *_explicit(question, cards, roots),
        *_claimed(question, cards),
        *_serving(question, cards),
        *_alike(question, cards),
        *_telling(cards, texts()),
    ]
    return _ordered(filter(None, (_current(each, cards) for each in found)))


def certain_for(question: Question, cards: Sequence[Card], roots: Mapping[str, str]) -> Suggestion | None:
    """The runbook that somebody has stated to be for this; None where nobody has."""
    stated = [*_explicit(question, cards, roots), *_claimed(question, cards)]
    found = _ordered(filter(None, (_current(each, cards) for each in stated)))
    return next((each for each in found if each.is_certain), None)


def _explicit(question: Question, cards: Sequence[Card], roots: Mapping[str, str]) -> Iterator[Suggestion]:
    for named, why in question.explicit:
        found = find_named(named, cards, roots)
        if found:
            yield Suggestion(found.card, found.anchor, Basis.EXPLICIT, why)


def find_named(named: str, cards: Sequence[Card], roots: Mapping[str, str]) -> Place | None:
    """The runbook an id, a path or a URL names."""
    if "://" in named:
        return at_url(named, cards, roots)
    bare, _, anchor = named.partition("#")
    card = next((card for card in cards if bare in (card.id, card.path)), None)
    return place_of(card, anchor) if card else None


def _claimed(question: Question, cards: Sequence[Card]) -> Iterator[Suggestion]:
    for alert in question.alerts:
        for card, claim in claims_on(alert, cards):
            basis = Basis.ALERT if claim.alert == alert else Basis.PATTERN
            how = f" {alert}" if basis is Basis.ALERT else f" {alert} as {claim.alert}"
            shared = len(set(card.services) & set(question.services))
            yield Suggestion(card, claim.anchor, basis, claim.reason + how, shared)


def _serving(question: Question, cards: Sequence[Card]) -> Iterator[Suggestion]:
    for card in cards:
        if shared := [name for name in question.services if name in card.services]:
            yield Suggestion(card, "", Basis.SERVICE, f"for the service {shared[0]}", len(shared))
        elif folder := next((name for name in question.services if name in card.path.split("/")[:-1]), ""):
            yield Suggestion(card, "", Basis.SERVICE, f"it lies in the folder {folder}/")


def _alike(question: Question, cards: Sequence[Card]) -> Iterator[Suggestion]:
    """Alerts with nearly the same name, as after a renaming."""
    for alert in question.alerts:
        for card in cards:
            for claim in card.claims:
                if claim.is_exact and claim.alert != alert and (score := likeness(alert, claim.alert)) >= ALIKE:
                    reason = f"its alert {claim.alert} is named much like {alert}"
                    yield Suggestion(card, claim.anchor, Basis.NAME, reason, score)


def likeness(one: str, other: str) -> float:
    """How much two names of alerts are alike, 0 to 1."""
    matcher = SequenceMatcher(None, one.lower(), other.lower(), autojunk=False)
    return matcher.ratio() if matcher.quick_ratio() >= ALIKE else 0.0


def _telling(cards: Sequence[Card], texts: Mapping[str, Fit]) -> Iterator[Suggestion]:
    """Runbooks that share words; a single one must be in the title."""
    for card in cards:
        fit = texts.get(card.path)
        if fit and (len(fit.shared) >= _LEAST_WORDS or set(fit.shared) & set(terms(card.title))):
            words = ", ".join(fit.shared[:_MOST_SHARED])
            yield Suggestion(card, "", Basis.TEXT, f"its text shares {words}", fit.score)


def _current(it: Suggestion, cards: Sequence[Card]) -> Suggestion | None:
    """A deprecated runbook gives way to the one that replaces it, and is not shown if there is none."""
    seen: list[str] = []
    while it.card.is_deprecated:
        seen.append(it.card.id)
        newer = next((card for card in cards if card.id == it.card.replaced_by), None)
        if newer is None or newer.id in seen:
            return None
        it = it._replace(card=newer, anchor="", reason=f"it replaces {it.card.id}: {it.reason}")
    return it


def _ordered(found: Iterable[Suggestion]) -> list[Suggestion]:
    """Each runbook once, by its surest reason; where two are as sure, the one with better further reasons first."""
    by_place: dict[tuple[str, str], list[Suggestion]] = {}
    for each in found:
        by_place.setdefault((each.card.path, each.anchor), []).append(each)
    merged = []
    for reasons in by_place.values():
        ranked = sorted(reasons, key=lambda each: (each.basis, -each.score))
        kinds = {each.basis: each for each in reversed(ranked)}
        words = [kinds[basis].reason for basis in sorted(kinds)]
        if ranked[0].basis is Basis.EXPLICIT:  # it was attached for a reason, which may still hold
            words = [words[0], *(word for word in words[1:] if word not in words[0])]
        merged.append((ranked, ranked[0]._replace(reason="; ".join(words))))
    merged.sort(key=lambda each: [*((one.basis, -one.score) for one in each[0]), (len(Basis), 0.0)])
    return [suggestion for _, suggestion in merged]


def alerts_in(title: str) -> list[str]:
    """Words of an incident's title that are written as alerts are named."""
    words = (word.strip(".,:;()[]\"'`") for word in title.split())
    return [word for word in words if is_alert_name(word)]
