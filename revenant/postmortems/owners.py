"""Whom an owner's name means: a person by address, alias or name, or a team."""

from __future__ import annotations

from revenant.core.settings import Person, Settings


def same_owner(wanted: str, owner: str, settings: Settings) -> bool:
    """Whether two names mean one: the same words, or two addresses or names of one person."""
    one, other = _bare(wanted), _bare(owner)
    if one == other:
        return True
    person = person_of(owner, settings)
    return person is not None and one in {_bare(name) for name in (person.email, person.name, *person.aliases) if name}


def person_of(owner: str, settings: Settings) -> Person | None:
    """The person an owner is, by address, alias or name."""
    bare = _bare(owner)
    return settings.person(bare) or next((one for one in settings.people if one.name and _bare(one.name) == bare), None)


def team_of(owner: str, settings: Settings) -> str:
    """The team an owner is, or is in; empty where nobody knows."""
    bare = _bare(owner)
    if team := next((team.name for team in settings.teams if team.name.casefold() == bare), ""):
        return team
    person = person_of(owner, settings)
    return person.team if person else ""


def is_known(owner: str, settings: Settings) -> bool:
    """Whether an owner is a team or a person of revenant.yaml."""
    return bool(team_of(owner, settings)) or person_of(owner, settings) is not None


def _bare(owner: str) -> str:
    return owner.strip().removeprefix("@").casefold()
