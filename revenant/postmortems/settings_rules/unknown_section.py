"""WS012: postmortems.titles or postmortems.sections name a section there is none of, or one word for two."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import get_close_matches

from revenant.core.problems import Level
from revenant.core.settings import PostmortemSettings, Settings
from revenant.linting.document import Document
from revenant.linting.engine import Finding
from revenant.postmortems.sections import Section

CODE, NAME, LEVEL = "WS012", "unknown-section", Level.ERROR
SUMMARY = "postmortems.titles or postmortems.sections name no section of ours, or one heading for two."


def check(subject: Document[Settings]) -> Iterator[Finding]:
    """Without this a typo would only mean that the words never count."""
    if subject.value is None:
        return
    settings = subject.value.postmortems
    known = {section.value.casefold(): section.value for section in Section}
    for key, names in (("titles", list(settings.titles)), ("sections", list(settings.sections))):
        for name in names:
            if name.casefold() not in known:
                yield _unknown(subject, key, name, list(known.values()))
    yield from _shared(subject, settings)


def _unknown(subject: Document[Settings], key: str, name: str, known: list[str]) -> Finding:
    near = get_close_matches(name.capitalize(), known, n=1, cutoff=0.6)
    hint = f"did you mean {near[0]}?" if near else f"sections are {', '.join(known)}"
    return Finding(*subject.find("postmortems", key, name), f"no section is called {name!r}", hint)


def _shared(subject: Document[Settings], settings: PostmortemSettings) -> Iterator[Finding]:
    """A heading that is to mean two sections: only the last would be found."""
    pairs = [(name, word) for name, many in settings.sections.items() for word in many] + list(settings.titles.items())
    first: dict[str, str] = {}
    for name, word in pairs:
        other = first.setdefault(word.casefold(), name)
        if other.casefold() != name.casefold():
            message = f"{word!r} is to mean both {other} and {name}"
            yield Finding(*subject.find("postmortems", name, word), message, "give each section words of its own")
