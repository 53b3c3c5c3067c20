"""Templates as values: what each is called, where people find it, and which one a draft starts from."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple, Protocol

from revenant.core.settings import PostmortemSettings
from revenant.core.severity import Severity
from revenant.postmortems.errors import UnknownTemplateError

OURS = "revenant/"
ENDING = ".j2"
DRAFT_ENDING = ".md.j2"
BASE, SHORT = "base", "short"
_BRIEF = frozenset({Severity.SEV3, Severity.SEV4})


class Template(NamedTuple):
    """One file. `name` is what templates call it, `place` where people find it; `refused` says why it is not read."""

    name: str
    place: str
    text: str = ""
    refused: str = ""

    @property
    def is_ours(self) -> bool:
        return self.name.startswith(OURS)

    @property
    def word(self) -> str:
        """What people call it: security."""
        return self.name.removeprefix(OURS).removesuffix(DRAFT_ENDING)

    @property
    def is_part(self) -> bool:
        """Whether it is only there to be included: its name begins with _, or it lies in a folder below."""
        name = self.name.removeprefix(OURS)
        return "/" in name or name.startswith("_") or not name.endswith(DRAFT_ENDING)


class Fault(NamedTuple):
    """Why a template cannot be rendered. `trail`: the places that led there, the innermost last; may be empty."""

    why: str
    trail: tuple[tuple[str, int], ...] = ()


class Lost(NamedTuple):
    """A line of a template that no draft shows, and why."""

    line: int
    why: str


class Shape(NamedTuple):
    """What a template says of itself: the name it extends (empty if none), the blocks it fills, what it includes.

    `lost`: what it says for nothing, where it extends another.
    """

    extends: str = ""
    blocks: tuple[str, ...] = ()
    includes: tuple[str, ...] = ()
    lost: tuple[Lost, ...] = ()


class TemplateSet:
    """All templates there are: the team's own, and ours below them."""

    def __init__(self, ours: Iterable[Template], teams: Iterable[Template] = ()) -> None:
        self.teams = sorted(teams)
        self._all = {each.name: each for each in [*self.teams, *ours]}

    def find(self, name: str) -> Template | None:
        """What a template means by a name: ours where it begins with revenant/, else the team's, else ours."""
        return self._all.get(name) or (None if name.startswith(OURS) else self._all.get(OURS + name))

    @property
    def places(self) -> frozenset[str]:
        return frozenset(each.place for each in self._all.values())

    @property
    def starts(self) -> list[Template]:
        """Every template that a draft may start from, the team's own in place of ours."""
        words = {each.word for each in self._all.values() if not each.is_part}
        found = (self.find(word + DRAFT_ENDING) for word in sorted(words))
        return [each for each in found if each]

    def named(self, word: str) -> Template:
        """The template people mean by `security`, `security.md.j2` or, for ours in any case, `revenant/security`.

        Raises:
            UnknownTemplateError: there is none, or it is only a part of others.
        """
        found = self.start(word)
        if found is None:
            raise UnknownTemplateError(word, [each.word for each in self.starts])
        return found

    def start(self, word: str) -> Template | None:
        """The same, or None."""
        found = self.find(word.removesuffix(DRAFT_ENDING) + DRAFT_ENDING)
        return None if found is None or found.is_part else found


class Entry(NamedTuple):
    """One line of the list of templates; `shape` is None where it cannot be read."""

    template: Template
    shape: Shape | None
    severities: list[Severity]


class Engine(Protocol):
    """What renders templates; a module, so that rooms which only judge what comes out need not know it."""

    def render_each(
        self, templates: TemplateSet, name: str, several: Sequence[Mapping[str, Any]], /
    ) -> Sequence[str | Fault]:
        """What a template makes of each of several contexts, or why it makes nothing of it."""

    def read_shape(self, templates: TemplateSet, name: str, /) -> Shape | Fault:
        """What a template says of itself, or why it cannot be read."""


def default_template(severity: Severity | None, settings: PostmortemSettings) -> str:
    """What people call the template that drafts of this severity start from."""
    chosen = settings.templates.get(severity) if severity else None
    return chosen or (SHORT if severity in _BRIEF else BASE)


def unknown_choices(templates: TemplateSet, settings: PostmortemSettings) -> dict[Severity, str]:
    """What revenant.yaml names for a severity and there is no template of."""
    return {severity: word for severity, word in settings.templates.items() if templates.start(word) is None}


def severities_of(template: Template, templates: TemplateSet, settings: PostmortemSettings) -> list[Severity]:
    """The severities whose drafts start from it."""
    names = {severity: default_template(severity, settings).removesuffix(DRAFT_ENDING) for severity in Severity}
    return [severity for severity, name in names.items() if templates.find(name + DRAFT_ENDING) == template]
