"""Several processes write at once, and are killed at any moment: what was acknowledged is never lost."""

from __future__ import annotations

import random
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from revenant.store.log import read_log
from tests.conftest import BEN, Run, git

# A process that records notes one after the other, as the command does, and says when each is done.
WRITER = """
import sys
from typer.testing import CliRunner
from revenant.cli.app import app
folder, count, name, *ids = sys.argv[1:]
for number in range(int(count)):
    incident = ids[number % len(ids)]
    text = f"{name}-{number}"
    done = CliRunner().invoke(app, ["-C", folder, "note", incident, text])
    if done.exit_code == 0:
        print(text, flush=True)
    else:
        print("FAILED", done.stderr, flush=True)
"""


def _writer(folder: Path, count: int, name: str, ids: list[str]) -> subprocess.Popen[str]:
    words = [sys.executable, "-c", WRITER, str(folder), str(count), name, *ids]
    return subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)


def _open(run: Run, count: int) -> list[str]:
    return [run("open", f"number {number}", "--json").json["id"] for number in range(count)]


def _notes(folder: Path) -> list[str]:
    """Every note in the files, which must all be readable."""
    found = []
    for path in (folder / "incidents").rglob("*.yaml"):
        log = read_log(path)
        assert (log.broken, log.torn) == ([], "")
        found += [event.text for event in log.events if hasattr(event, "text")]
    return found


def _is_sound(run: Run, folder: Path) -> None:
    assert run("audit").exit_code == 0
    assert git(folder, "status", "--porcelain") == ""
    git(folder, "fsck", "--strict")
    assert not list((folder / ".git" / "revenant" / "pending").iterdir())


def test_sixteen_processes_lose_nothing_and_double_nothing(run: Run, workspace: Path) -> None:
    ids = _open(run, 5)
    before = int(git(workspace, "rev-list", "--count", "HEAD"))
    writers = [_writer(workspace, 50, f"w{number}", ids) for number in range(16)]
    said = [line for writer in writers for line in writer.communicate(timeout=300)[0].splitlines()]
    assert sorted(said) == sorted(f"w{writer}-{number}" for writer in range(16) for number in range(50))
    assert sorted(_notes(workspace)) == sorted(said)
    assert int(git(workspace, "rev-list", "--count", "HEAD")) == before + 800
    _is_sound(run, workspace)


@pytest.mark.parametrize("seed", range(4))
def test_a_kill_at_any_moment_loses_nothing_that_was_acknowledged(run: Run, workspace: Path, seed: int) -> None:
    ids, dice, acknowledged = _open(run, 2), random.Random(seed), []
    for kill in range(50):
        writer = _writer(workspace, 1000, f"k{seed}-{kill}", ids)
        assert writer.stdout is not None
        acknowledged.append(writer.stdout.readline().strip())
        time.sleep(dice.random() * 0.06)
        writer.send_signal(signal.SIGKILL)
        acknowledged += [line for line in writer.communicate()[0].splitlines() if re.fullmatch(r"k\d-\d+-\d+", line)]
    assert "FAILED" not in "".join(acknowledged)
    git(workspace, "gc", "-q", check=False)
    _wait_for_git(workspace)
    for incident in ids:
        assert run("note", incident, "the next command", user=BEN).exit_code == 0
    notes = _notes(workspace)
    assert set(acknowledged) <= set(notes)
    assert len(notes) == len(set(notes)) + 1  # "the next command", twice
    _is_sound(run, workspace)


def test_a_kill_while_incidents_are_opened_leaves_nothing_behind(run: Run, workspace: Path) -> None:
    opener, dice, acknowledged = WRITER.replace('"note", incident,', '"open",'), random.Random(9), []
    for kill in range(25):
        words = [sys.executable, "-c", opener, str(workspace), "1000", f"k0-{kill}", "any"]
        writer = subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        assert writer.stdout is not None
        acknowledged.append(writer.stdout.readline().strip())
        time.sleep(dice.random() * 0.06)
        writer.send_signal(signal.SIGKILL)
        acknowledged += [line for line in writer.communicate()[0].splitlines() if re.fullmatch(r"k\d-\d+-\d+", line)]
    _wait_for_git(workspace)
    assert run("open", "the next command").exit_code == 0
    titles = [each["title"] for each in run("list", "--all", "--json").json]
    assert set(acknowledged) <= set(titles)
    assert len(titles) == len(set(titles))
    _is_sound(run, workspace)


def test_the_draft_of_a_killed_writer_is_cleared_away(run: Run, workspace: Path) -> None:
    (opened,) = _open(run, 1)
    folder = next((workspace / "incidents").rglob("*.yaml")).parent
    pending = workspace / ".git" / "revenant" / "pending"
    (pending / "INC-20261123-7F3K9").touch()
    (folder / ".INC-20261123-7F3K9.yaml.4711.tmp").write_text("schema: revenant/inc")
    assert run("note", opened, "the next command").exit_code == 0
    _is_sound(run, workspace)


def _wait_for_git(folder: Path) -> None:
    """A git that a killed writer had started goes on to its end."""
    deadline = time.monotonic() + 10
    while (folder / ".git" / "index.lock").exists() and time.monotonic() < deadline:
        time.sleep(0.02)


def test_what_a_refusing_hook_left_goes_with_the_next_commit(run: Run, workspace: Path) -> None:
    first, second = _open(run, 2)
    hook = workspace / ".git" / "hooks" / "pre-commit"
    hook.parent.mkdir(exist_ok=True)
    hook.write_text("#!/bin/sh\nexit 1\n")
    hook.chmod(0o755)
    assert run("note", first, "kept").exit_code == 3
    hook.unlink()
    assert run("note", second, "goes through").exit_code == 0
    assert "kept" in git(workspace, "log", "-p", "-1")
    _is_sound(run, workspace)
