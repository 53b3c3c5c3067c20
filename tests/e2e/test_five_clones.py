"""Five people, five clones, one server: whatever they do offline, and in whatever order they meet, all end the same."""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from revenant.store.log import read_log
from tests.conftest import Clock, Result, Run, git
from tests.e2e.conftest import Clone
from tests.e2e.server import AUDIT_HOOK, GitServer

PEOPLE = ("ana", "ben", "lea", "kim", "eve")
TEXTS = ("déjà vu", "one\nother", "🔥", "- {x}")
STATUSES = ("ACKNOWLEDGED", "INVESTIGATING", "MITIGATING", "MITIGATED", "RESOLVED", "CANCELLED")


class Room:
    """The five of them, what they have been told was recorded, and the dice."""

    def __init__(self, folders: dict[str, Path], run: Run, clock: Clock, seed: int) -> None:
        self.folders = folders
        self.recorded: dict[str, set[str]] = {}
        self._run = run
        self._clock = clock
        self._dice = random.Random(seed)

    def act(self, person: str) -> None:
        """Do something on an incident this person knows of; what the rules refuse is refused."""
        self._clock.advance(f"{self._dice.randint(0, 90)}s")
        folder = self.folders[person]
        known = sorted(path.stem for path in folder.glob("incidents/*/*/INC-*.yaml"))
        if not known or self._dice.random() < 0.12:
            return self._note(self._run("open", f"by {person}", "--json", cwd=folder, user=None))
        incident = self._dice.choice(known)
        return self._note(self._run(*self._words(incident, person, folder), "--json", cwd=folder, user=None))

    def _words(self, incident: str, person: str, folder: Path) -> list[str]:
        match self._dice.randrange(8):
            case 0:
                return ["ack", incident]
            case 1 | 2:
                return ["transition", incident, self._dice.choice(STATUSES), "--reason", f"{person} says so"]
            case 3:
                return ["amend", incident, self._some_event(folder, incident), "--set", f"title=by {person}"]
            case 4:
                return ["retract", incident, self._some_event(folder, incident), "--reason", f"{person} was wrong"]
            case 5:
                return ["assign", incident, "--commander", f"{person}@example.com"]
            case 6:
                return ["note", incident, "kept out of git for now", "--no-commit"]
            case _:
                return ["note", incident, f"{person}: {self._dice.choice(TEXTS)}"]

    def _some_event(self, folder: Path, incident: str) -> str:
        events = self._run("show", incident, "--json", cwd=folder).json["events"]
        return str(self._dice.choice(events)["id"])

    def _note(self, result: Result) -> None:
        assert result.exit_code in (0, 1, 2, 3), result.stderr
        if result.exit_code == 0:
            seen = {event["id"] for event in result.json["events"]}
            self.recorded.setdefault(result.json["id"], set()).update(seen)

    def sync(self, person: str) -> Any:
        done = self._run("sync", "--json", cwd=self.folders[person], user=None)
        assert done.exit_code == 0, done.stderr
        return done.json

    def order(self) -> list[str]:
        return self._dice.sample(PEOPLE, len(PEOPLE))

    def until_quiet(self) -> None:
        for _ in range(5):
            told = [self.sync(person) for person in self.order()]
            if not any(each["pulled"] or each["pushed"] for each in told):
                return
        pytest.fail("they never come to rest")


def written_ids(folder: Path) -> dict[str, Counter[str]]:
    """Every event's id in every log, as written, retracted ones too."""
    logs = folder.glob("incidents/*/*/INC-*.yaml")
    return {log.stem: Counter(event.id for event in read_log(log).events) for log in logs}


def shown(run: Run, folder: Path) -> list[str]:
    """Every incident, as a program sees it."""
    everything = run("list", "--all", "--json", cwd=folder)
    return [everything.stdout, *(run("show", it["id"], "--json", cwd=folder).stdout for it in everything.json)]


def check_converged(room: Room, run: Run, server: GitServer) -> None:
    """All five are the same, hold every event anybody was told of, once, and git finds nothing wrong."""
    tips = {git(folder, "rev-parse", "HEAD") for folder in room.folders.values()}
    assert tips == {git(server.repo, "rev-parse", "main")}
    views = [shown(run, folder) for folder in room.folders.values()]
    assert all(view == views[0] for view in views)
    for folder in room.folders.values():
        written = written_ids(folder)
        assert {name: ids - set(written[name]) for name, ids in room.recorded.items() if ids - set(written[name])} == {}
        assert all(count == 1 for ids in written.values() for count in ids.values())
        assert git(folder, "status", "--porcelain") == ""
        git(folder, "fsck", "--strict", "--no-dangling")
    git(server.repo, "fsck", "--strict", "--no-dangling")
    audited = run("audit", cwd=room.folders["ana"])
    assert audited.exit_code == 0, audited.stdout


@pytest.fixture
def folders(clone: Clone, git_server: GitServer) -> dict[str, Path]:
    """Their clones; the server audits every push."""
    git_server.install_hook(AUDIT_HOOK)
    return {person: clone(person) for person in PEOPLE}


@pytest.mark.parametrize("seed", [1, 2])
def test_all_converge_and_no_event_is_lost(
    seed: int, folders: dict[str, Path], git_server: GitServer, run: Run, clock: Clock
) -> None:
    room = Room(folders, run, clock, seed)
    for _ in range(4):
        for person in room.order():
            for _ in range(3):
                room.act(person)
        for person in room.order()[:3]:
            room.sync(person)
    room.until_quiet()
    assert sum(map(len, room.recorded.values())) > 30
    check_converged(room, run, git_server)


def start_sync(folder: Path) -> subprocess.Popen[str]:
    words = [sys.executable, "-m", "revenant", "-C", str(folder), "sync", "--json"]
    return subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=os.environ)


def test_all_pushing_at_once_get_through(
    folders: dict[str, Path], git_server: GitServer, run: Run, clock: Clock
) -> None:
    room = Room(folders, run, clock, seed=4)
    for person in PEOPLE:
        for _ in range(4):
            room.act(person)
    running = [start_sync(folder) for folder in folders.values()]
    for process in running:
        said, complained = process.communicate(timeout=60)
        assert process.returncode == 0, complained
        assert json.loads(said)["pushed"]
    room.until_quiet()
    check_converged(room, run, git_server)


def test_a_refusing_server_costs_nothing(
    folders: dict[str, Path], git_server: GitServer, run: Run, clone: Callable[[str], Path]
) -> None:
    hook = git_server.install_hook("#!/bin/sh\necho 'only ana today'\ntest $REMOTE_USER = ana\n")
    run("open", "x", cwd=folders["ben"], user=None)
    told = run("sync", cwd=folders["ben"], user=None)
    assert told.exit_code == 3
    assert "only ana today" in told.stderr
    run("open", "y", cwd=folders["ana"], user=None)
    assert run("sync", cwd=folders["ana"], user=None).exit_code == 0
    hook.unlink()
    told = run("sync", "--json", cwd=folders["ben"], user=None)
    assert (told.json["pulled"], told.json["pushed"]) == (1, 2)


def test_who_is_not_let_in_is_told_so(folders: dict[str, Path], git_server: GitServer, run: Run) -> None:
    git(folders["ben"], "remote", "set-url", "origin", git_server.url("mallory"))
    run("open", "x", cwd=folders["ben"], user=None)
    told = run("sync", cwd=folders["ben"], user=None)
    assert told.exit_code == 3
    assert "origin does not let you in" in told.stderr
    assert "credentials" in told.stderr
