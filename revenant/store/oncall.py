"""oncall/ on disk: its schedules with their overrides, and its escalation policies."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import cached_property
from itertools import pairwise
from typing import TypeVar

from msgspec.structs import replace

from revenant.errors import InvalidFileError
from revenant.oncall.changing.entries import Overridden, overrides_of
from revenant.oncall.documents.policing import policy_of
from revenant.oncall.documents.scheduling import schedule_of
from revenant.oncall.escalating.policy import Policy
from revenant.oncall.people import addresses
from revenant.oncall.schedule import Schedule
from revenant.store.oncall_shelf import OncallCard, oncall_cards
from revenant.store.places import ONCALL_FOLDER, OVERRIDES_FILE
from revenant.store.record import Say
from revenant.store.workspace import Workspace

T = TypeVar("T", Schedule, Policy)


def _silent(_: str) -> None:
    """Nobody is told of what cannot be read."""


class OncallStore:
    """The schedules and policies of a workspace, read when first asked for; `warn` hears of damage."""

    def __init__(self, workspace: Workspace, warn: Say = _silent) -> None:
        self._workspace = workspace
        self._warn = warn

    @property
    def exists(self) -> bool:
        """Whether there is a folder of them; asked by commands that are about something else."""
        return (self._workspace.root / ONCALL_FOLDER).is_dir()

    @cached_property
    def schedules(self) -> list[Schedule]:
        """Every schedule, by name.

        Raises:
            InvalidFileError: with line and column of every complaint.
        """
        self.refuse_broken()
        return self.readable

    @cached_property
    def policies(self) -> list[Policy]:
        """Every escalation policy, by name.

        Raises:
            InvalidFileError.
        """
        self.refuse_broken()
        return self.readable_policies

    def refuse_broken(self) -> None:
        """Nothing, if every document can be read and no two are of one name.

        Raises:
            InvalidFileError: with line and column of every complaint.
        """
        if self.complaints:
            raise InvalidFileError(self.complaints, "`revenant oncall lint` shows each; correct the file")

    @property
    def complaints(self) -> list[str]:
        """What is wrong with the files, each with its place."""
        broken = [each for card in self._cards.values() for each in card.complaints]
        return [*broken, *_repeated("schedule", self._schedules), *_repeated("policy", self._policies)]

    @property
    def readable(self) -> list[Schedule]:
        """The schedules that can be read, by name, whatever is wrong with others; of one name, the first."""
        return _first(self._schedules)

    @property
    def readable_policies(self) -> list[Policy]:
        """The policies that can be read, by name, whatever is wrong with others; of one name, the first."""
        return _first(self._policies)

    @cached_property
    def _schedules(self) -> list[Schedule]:
        known = addresses(self._workspace.settings)
        cards = self._cards.items()
        logged = self._logged
        found = [
            _with(schedule_of(document, known, name, line), logged, known)
            for name, card in cards
            for line, document in card.schedules
        ]
        return sorted(found, key=lambda schedule: schedule.name)

    @property
    def _logged(self) -> list[Overridden]:
        """The overrides of the log that count; how logs are read is not loaded where there is none."""
        if not self._cards or not (self._workspace.root / OVERRIDES_FILE).is_file():
            return []
        from revenant.store.overrides import OverrideStore

        return OverrideStore(self._workspace, self._warn).standing

    @cached_property
    def _policies(self) -> list[Policy]:
        known = addresses(self._workspace.settings)
        cards = self._cards.items()
        found = [policy_of(document, known, name, line) for name, card in cards for line, document in card.policies]
        return sorted(found, key=lambda policy: policy.name)

    @cached_property
    def _cards(self) -> dict[str, OncallCard]:
        return oncall_cards(self._workspace)


def schedule_names(workspace: Workspace) -> list[tuple[str, str]]:
    """Names of the schedules that can be read, each with what it is for."""
    cards = oncall_cards(workspace).values()
    return sorted({(each.name, each.description) for card in cards for _, each in card.schedules})


def _first(found: Iterable[T]) -> list[T]:
    named: dict[str, T] = {}
    for each in found:
        named.setdefault(each.name, each)
    return list(named.values())


def _repeated(kind: str, found: Iterable[Schedule | Policy]) -> Iterator[str]:
    """A complaint for each document under a name that is taken; `found` in order of names."""
    for one, two in pairwise(found):
        if one.name == two.name:
            yield f"{two.path}:{two.line}:1: the {kind} {two.name} is in {one.path}, line {one.line}, already"


def _with(schedule: Schedule, logged: list[Overridden], known: Callable[[str], str]) -> Schedule:
    """The schedule with the overrides of the log after those of its own document."""
    more = overrides_of(schedule.name, logged, known)
    return replace(schedule, overrides=[*schedule.overrides, *more]) if more else schedule
