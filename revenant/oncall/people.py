"""Who is meant by a name in a schedule: people are known by their addresses, and people write what is shorter."""

from __future__ import annotations

from collections.abc import Callable

from revenant.core.settings import Settings


def addresses(settings: Settings) -> Callable[[str], str]:
    """The address of whoever is called so: by address, by name, or by what stands before the @; else the name itself.

    A name that several people have is nobody's.
    """
    found: dict[str, str] = {}
    doubtful: set[str] = set()
    for person in settings.people:
        for short in {person.name.casefold(), person.email.partition("@")[0].casefold()} - {""}:
            if found.setdefault(short, person.email) != person.email:
                doubtful.add(short)

    def known(name: str) -> str:
        person = settings.person(name)
        if person is not None:
            return person.email
        short = name.casefold()
        return name if short in doubtful else found.get(short, name)

    return known
