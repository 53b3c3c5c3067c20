"""Which people and roles were in force at each commit: those of its parents, as revenant.yaml said them then."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import msgspec

from revenant.core.settings import Person, Settings
from revenant.incidents.history import Beginning, Commit, SettingsChange
from revenant.incidents.people import merge_people, same_people
from revenant.store import yaml_io
from revenant.store.blobs import NOTHING, Blobs
from revenant.store.walk import FileChange, ask

NOBODY = Settings(schema="revenant/workspace@1")
_BEFORE = "before the range"
_FAR_ENOUGH = 50


class Force(NamedTuple):
    """People and roles after a commit: the last that could be read, and the commit that began them; None without."""

    settings: Settings | None = None
    beginning: str = ""

    @property
    def people(self) -> tuple[list[Person], list[str]] | None:
        """What only an ORG_ADMIN may change."""
        return (self.settings.people, self.settings.bots) if self.settings else None


class Reading(NamedTuple):
    """A revenant.yaml at some moment: its people, or why they cannot be read."""

    rows: list[str]
    settings: Settings | None
    complaint: str = ""


class Roles:
    """Follows revenant.yaml through history. `outer` are the settings of a server that has a workspace already."""

    def __init__(self, folder: Path, path: str, blobs: Blobs, outer: Settings | None = None) -> None:
        self._folder = folder
        self._path = path
        self._blobs = blobs
        self._outer = outer
        self._known: dict[str, Force] = {}
        self._readings: dict[str, Reading] = {}

    def follow(self, commit: Commit, change: FileChange | None) -> tuple[Settings, list[SettingsChange | Beginning]]:
        """The settings a commit is judged by, and what is to be judged of its own change to them."""
        parents = [self.at(parent) for parent in commit.parents]
        before = next((force for force in parents if force.settings is not None), Force())
        own = self._after(before, change)
        if before.settings is None and own.settings is not None:
            return self._begin(commit, own)
        self._known[commit.id] = own
        return before.settings or NOBODY, list(self._subjects(commit, parents, own, change))

    def at(self, commit_id: str) -> Force:
        """What was in force after a commit; one outside the range is looked up."""
        if commit_id not in self._known:
            settings = self._look_up(commit_id) or self._last_readable(commit_id)
            self._known[commit_id] = Force(settings, _BEFORE if settings else "")
        return self._known[commit_id]

    def skip(self, commit: Commit) -> None:
        """Take a commit as it is, without a judgement: the edge of a shallow clone."""
        self._known.pop(commit.id, None)
        self.at(commit.id)

    def _look_up(self, commit_id: str) -> Settings | None:
        found = self._blobs.find(f"{commit_id}:{self._path}")
        return self._reading(*found).settings if found else None

    def _last_readable(self, commit_id: str) -> Settings | None:
        """What was in force although revenant.yaml is broken or gone."""
        older = ask(self._folder, "rev-list", f"-n{_FAR_ENOUGH}", commit_id, "--", self._path).split()
        return next((settings for each in older if (settings := self._look_up(each))), None)

    def _begin(self, commit: Commit, own: Force) -> tuple[Settings, list[SettingsChange | Beginning]]:
        """The first revenant.yaml is accepted as it is, unless the server has one."""
        self._known[commit.id] = own._replace(beginning=commit.id)
        if self._outer is None:
            return own.settings or NOBODY, []
        return self._outer, [Beginning(commit, self._path, [], [self._outer])]

    def _after(self, before: Force, change: FileChange | None) -> Force:
        if change is None or change.new == NOTHING:
            return before
        settings = self._read(change.new).settings
        return before if settings is None else before._replace(settings=settings)

    def _subjects(
        self, commit: Commit, parents: Sequence[Force], own: Force, change: FileChange | None
    ) -> Iterator[SettingsChange | Beginning]:
        joined = [force for force in parents if force.settings is not None]
        if len({force.beginning for force in joined}) > 1:
            yield Beginning(commit, self._path, [], [force.settings for force in joined if force.settings])
        if change is None or not joined or joined[0].settings is None:
            return
        now = self._read(change.new)
        if len(joined) > 1 and now.settings is not None:
            before = self._merged(commit, joined)
            if before is not None and same_people(before, own.settings):
                return
        for force in {id(force.settings): force for force in joined}.values():
            if force.settings is not None and (now.settings is None or force.people != own.people):
                yield SettingsChange(commit, self._path, now.rows, force.settings, now.settings, now.complaint)

    def _merged(self, commit: Commit, parents: Sequence[Force]) -> Settings | None:
        """What a merge that changes nothing of its own would make of the parents' people; None where they differ."""
        if all(force.people == parents[0].people for force in parents):
            return parents[0].settings
        if len(commit.parents) != 2 or len(parents) != 2:
            return None
        told = ask(self._folder, "merge-base", *commit.parents).split()
        base = self.at(told[0]).settings if told else None
        one, two = parents[0].settings, parents[1].settings
        return None if base is None or one is None or two is None else merge_people(base, one, two)

    def _read(self, name: str) -> Reading:
        if name == NOTHING:
            return Reading([], None)
        return self._reading(name, self._blobs.content(name))

    def _reading(self, name: str, content: bytes | None) -> Reading:
        if name not in self._readings:
            self._readings[name] = read_people(content)
        return self._readings[name]


def read_people(content: bytes | None) -> Reading:
    """People and bots of a revenant.yaml, whatever else stands in it: a newer version may know more keys."""
    rows = (content or b"").decode(errors="replace").split("\n")
    if content is None:
        return Reading(rows, None, "too large")
    try:
        data = yaml_io.load(content)
        kept = {key: data[key] for key in ("people", "bots") if key in data}
        return Reading(rows, msgspec.convert({"schema": NOBODY.schema, **kept}, Settings))
    except yaml_io.YamlError as error:
        return Reading(rows, None, f"line {error.complaint.line}: {error.complaint.message}")
    except (msgspec.ValidationError, TypeError, KeyError) as error:
        return Reading(rows, None, str(error))
