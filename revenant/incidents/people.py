"""People and roles on two sides of a merge: what a merge that decides nothing of its own makes of them."""

from __future__ import annotations

from typing import Any

from revenant.core.settings import Person, Settings

_CONFLICT = object()


def merge_people(base: Settings, one: Settings, two: Settings) -> Settings | None:
    """The people and bots of two sides of a merge, each change of either taken over; None where they conflict."""
    people = _merge(_people(base), _people(one), _people(two))
    bots = _merge(dict.fromkeys(base.bots, True), dict.fromkeys(one.bots, True), dict.fromkeys(two.bots, True))
    if people is None or bots is None:
        return None
    return Settings(schema="revenant/workspace@1", people=list(people.values()), bots=list(bots))


def _merge(base: dict[str, Any], one: dict[str, Any], two: dict[str, Any]) -> dict[str, Any] | None:
    merged: dict[str, Any] = {}
    for key in (*one, *(key for key in two if key not in one)):
        value = _choose(base.get(key), one.get(key), two.get(key))
        if value is _CONFLICT:
            return None
        if value is not None:
            merged[key] = value
    return merged


def _choose(base: Any, one: Any, two: Any) -> Any:
    if one == two or two == base:
        return one
    return two if one == base else _CONFLICT


def _people(settings: Settings) -> dict[str, Person]:
    """By address; of two entries the first counts, as everywhere."""
    known: dict[str, Person] = {}
    for person in settings.people:
        known.setdefault(person.email, person)
    return known


def same_people(one: Settings, two: Settings | None) -> bool:
    """Whether every address means the same person to both, and the bots are the same."""
    return two is not None and (_addresses(one), {*one.bots}) == (_addresses(two), {*two.bots})


def _addresses(settings: Settings) -> dict[str, Person | None]:
    known = (address for person in settings.people for address in (person.email, *person.aliases))
    return {address.casefold(): settings.person(address) for address in known}
