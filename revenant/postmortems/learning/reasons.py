"""Why an incident is called similar: a clause for each thing it shares."""

from __future__ import annotations

from collections.abc import Sequence

from revenant.postmortems.learning.traits import Basis, Trait

_MOST_NAMED = 4


def reasons(links: Sequence[str], traits: Sequence[Trait], words: Sequence[str], basis: Basis) -> tuple[str, ...]:
    """A clause each, in the order of evidence; `words` are those that weigh most first."""
    said = [*links]
    keys = [trait for trait in traits if trait.basis is Basis.KEY]
    narrow = {(trait.kind, trait.name) for trait in keys if trait.service}
    said += [f"same {each.words}" for each in keys if _is_told(each, narrow)][:_MOST_NAMED]
    said += [f"same {trait.words}" for trait in traits if trait.basis is Basis.CAUSE][:_MOST_NAMED]
    named = {trait.service for trait in keys}
    if services := [trait.name for trait in traits if trait.kind == "service" and trait.name not in named]:
        said.append(f"both on {_listed(services)}")
    if tags := [trait.name for trait in traits if trait.kind == "tag"]:
        said.append(f"both tagged {_listed(tags)}")
    if len(words) > 1 or (words and basis is Basis.WORDS):
        said.append("words: " + ", ".join(words[:_MOST_NAMED]))
    return tuple(said)


def _is_told(trait: Trait, narrow: set[tuple[str, str]]) -> bool:
    """An alert on a service says what the alert alone would; a series is the same alert with the same labels."""
    return trait.kind != "series" and bool(trait.service or (trait.kind, trait.name) not in narrow)


def _listed(names: Sequence[str]) -> str:
    shown = names[:_MOST_NAMED]
    return " and ".join([", ".join(shown[:-1]), shown[-1]]) if len(shown) > 1 else shown[0]
