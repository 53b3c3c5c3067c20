"""RB205: an owner or a service that the workspace does not know."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import get_close_matches

from revenant.core.problems import Level
from revenant.linting.engine import Finding
from revenant.runbooks.rules.subject import RunbookSubject

CODE = "RB205"
NAME = "not-in-catalogue"
LEVEL = Level.WARNING
SUMMARY = "An owner or a service that this workspace does not list."


def check(subject: RunbookSubject) -> Iterator[Finding]:
    """Silent where nothing is listed: addresses are compared with people, other owners with teams."""
    if subject.runbook.is_index:
        return
    if subject.is_native:
        yield from _owner(subject)
    known = subject.library.services if subject.runbook.services else frozenset()
    for name in subject.runbook.services:
        if known and name not in known:
            near = get_close_matches(name, sorted(known), n=1)
            hint = f"did you mean {near[0]}?" if near else "add it to services.yaml"
            yield subject.at_key("services", f"services.yaml lists no service {name!r}", hint)


def _owner(subject: RunbookSubject) -> Iterator[Finding]:
    owner = subject.runbook.head.keys.get("owner")
    if not owner or not isinstance(owner, str):
        return
    like = sorted(name for name in subject.library.owners if ("@" in name) == ("@" in owner))
    if like and owner.casefold() not in {name.casefold() for name in like}:
        near = get_close_matches(owner, like, n=1)
        hint = f"did you mean {near[0]}?" if near else "list it under teams or people in revenant.yaml"
        yield subject.at_key("owner", f"no team, person or service's owner is {owner!r}", hint)
