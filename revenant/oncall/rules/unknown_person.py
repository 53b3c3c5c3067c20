"""OC004: a schedule or a policy names somebody whom revenant.yaml does not list."""

from __future__ import annotations

from collections.abc import Iterator

from revenant.core.near import told
from revenant.core.problems import Level
from revenant.linting.engine import Finding
from revenant.oncall.documents.document import Item
from revenant.oncall.documents.policies import PolicyDocument
from revenant.oncall.documents.schedules import ScheduleDocument
from revenant.oncall.overrides import EVERYBODY
from revenant.oncall.rules.subject import OncallSubject, finding

CODE = "OC004"
NAME = "unknown-person"
LEVEL = Level.WARNING
SUMMARY = "A schedule or a policy names somebody whom revenant.yaml does not list."

_Place = tuple[str | int, ...]


def check(subject: OncallSubject) -> Iterator[Finding]:
    """Where nobody is listed at all, names are only names."""
    if not subject.known.people:
        return
    for item in subject.file.items:
        for path, name in _named(item):
            if subject.known.address(name).casefold() not in subject.known.people:
                hint = f"{told(name, sorted(subject.known.people))}; or list them under people"
                yield finding(item, path, f"{name!r} is not in revenant.yaml", hint)


def _named(item: Item) -> Iterator[tuple[_Place, str]]:
    """Every person a document names, with the place."""
    match item.value:
        case PolicyDocument(steps=steps):
            for number, step in enumerate(steps):
                users = ((place, each) for place, each in enumerate(step.notify) if each.startswith("user:"))
                yield from ((("steps", number, "notify", place), each.removeprefix("user:")) for place, each in users)
        case ScheduleDocument(layers=layers, overrides=overrides):
            for number, layer in enumerate(layers):
                for place, member in enumerate(layer.members):
                    yield from ((("layers", number, "members", place), name) for name in _names(member))
            for number, override in enumerate(overrides):
                yield from ((("overrides", number, "add"), name) for name in _names(override.add))
                yield from ((("overrides", number, "remove"), name) for name in _names(override.remove))


def _names(written: str | list[str]) -> list[str]:
    return [name for name in ([written] if isinstance(written, str) else written) if name != EVERYBODY]
