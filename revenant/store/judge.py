"""The judge of `audit`: turns what a commit changed into subjects and runs the rules over them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple, TypeVar

from revenant.core.files import RUNBOOKS_FOLDER
from revenant.core.problems import Problem
from revenant.core.settings import Settings
from revenant.core.text import encodable, how_many
from revenant.incidents.audit_rules import (
    BEGINNING_RULES,
    GAIN_RULES,
    LOSS_RULES,
    PEOPLE_RULES,
    REDACTION_RULES,
    SIGNATURE_RULES,
)
from revenant.incidents.events import AnyEvent
from revenant.incidents.history import Beginning, Commit, LogGain, LogLoss, Signature
from revenant.incidents.lines import Text, gains, losses
from revenant.linting.engine import Rule, Subject, run_rules
from revenant.store.blobs import NOTHING, Blobs
from revenant.store.log import read_event
from revenant.store.places import CHANGES_FOLDER, OVERRIDES_FILE, SETTINGS_FILE, drills_name, log_places
from revenant.store.roles import Roles
from revenant.store.walk import FileChange, Step

_KEPT_TEXTS = 32
S = TypeVar("S", bound=Subject)


class Place(NamedTuple):
    """Where the record is: the folder to run git in, the workspace's from the root of the repository, its runbooks'."""

    folder: Path
    inner: str = ""
    runbooks: str = RUNBOOKS_FOLDER

    def named(self, name: str) -> str:
        """A file of the workspace as git names it."""
        return f"{self.inner}/{name}" if self.inner else name

    def own(self, path: str) -> str:
        """A file as people in the workspace name it."""
        return path.removeprefix(f"{self.inner}/") if self.inner else path

    @property
    def paths(self) -> list[str]:
        """All that audit looks at."""
        return [self.named(name) for name in (SETTINGS_FILE, *log_places(self.runbooks))]

    def is_log(self, path: str) -> bool:
        """Whether lines of this file, as git names it, may only be added."""
        own = self.own(path)
        is_dated = own.startswith(("incidents/", f"{CHANGES_FOLDER}/")) and own.endswith((".yaml", ".yml"))
        return is_dated or own in (drills_name(self.runbooks), OVERRIDES_FILE)


class Judge:
    """Turns what a commit changed into subjects and runs the rules over them."""

    def __init__(
        self, place: Place, blobs: Blobs, edge: frozenset[str], outer: Settings | None, *, signatures: bool
    ) -> None:
        self._place = place
        self._blobs = blobs
        self._roles = Roles(place.folder, place.named(SETTINGS_FILE), blobs, outer)
        self._edge = edge
        self._signatures = signatures
        self._text = lru_cache(_KEPT_TEXTS)(self._read)
        self._commits = 0
        self._logs: set[str] = set()

    def step(self, step: Step) -> Iterator[Problem]:
        """Everything wrong with one commit."""
        if step.commit.id in self._edge:
            self._roles.skip(step.commit)
            return
        self._commits += 1
        settings, subjects = self._roles.follow(step.commit, step.changes.get(self._place.named(SETTINGS_FILE)))
        for subject in subjects:
            if isinstance(subject, Beginning):
                yield from self._judge(BEGINNING_RULES, subject, step.commit)
            else:
                yield from self._judge(PEOPLE_RULES, subject, step.commit)
        if self._signatures and step.changes:
            path = next(iter(step.changes))
            yield from self._judge(SIGNATURE_RULES, Signature(step.commit, path, [], settings), step.commit)
        for path, change in step.changes.items():
            if self._place.is_log(path):
                self._logs.add(path)
                yield from self._log(step.commit, path, change, settings)

    def _log(self, commit: Commit, path: str, change: FileChange, settings: Settings) -> Iterator[Problem]:
        new, *olds = (self._text(name) for name in (change.new, *change.olds))
        new.take_over(olds[0])
        for old in olds:
            missing = losses(old, new, whole=self._is_incident(path))
            if missing:
                known = frozenset(row for each in olds for row in each.rows)
                loss = LogLoss(commit, path, old.rows, settings, missing, new, known, change.new == NOTHING)
                yield from self._judge(LOSS_RULES, loss, commit)
                yield from self._judge(REDACTION_RULES, loss._replace(rows=new.rows), commit)
        if self._is_incident(path) and len(olds) >= len(commit.parents):
            added, joined = gains(olds, new)
            gain = LogGain(commit, path, new.rows, settings, added, joined, new)
            yield from self._judge(GAIN_RULES, gain, commit)

    def _read(self, name: str) -> Text:
        content = self._blobs.content(name)
        text = "too large to be read" if content is None else content.decode(errors="surrogateescape")
        return Text(text, self._event)

    def _event(self, row: str) -> AnyEvent | None:
        """The event of a line, while there is time: one commit may add more lines than can be judged in it."""
        self._blobs.limit.check()
        return read_event(row)

    def _is_incident(self, path: str) -> bool:
        return self._place.own(path).startswith("incidents/")

    def _judge(self, rules: Mapping[str, Rule[S]], subject: S, commit: Commit) -> Iterator[Problem]:
        who = f"commit {commit.id[:9]} by {encodable(commit.author) or 'nobody'}"
        yield from named(self._place, who, run_rules(rules, subject))

    def checked(self) -> list[str]:
        """What was looked at, in words."""
        return [how_many(self._commits, "commit"), how_many(len(self._logs), "log")] if self._commits else []

    def unchecked(self) -> list[str]:
        """What was not, and why."""
        return ["what is older than this shallow clone"] if self._edge else []


def named(place: Place, who: str, problems: Iterable[Problem]) -> Iterator[Problem]:
    """Problems that begin with whose they are."""
    for problem in problems:
        yield problem._replace(path=place.own(problem.path), message=f"{who} {problem.message}")
