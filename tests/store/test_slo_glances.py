"""What is kept of SLOs: for a minute, as long as documents, data and logs are the same."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from revenant.store import slo_glances, standings
from revenant.store.incidents import IncidentStore
from revenant.store.slo_glances import Seen, SloGlances
from revenant.store.workspace import find_workspace
from tests.cli.test_slo_status import NAME, ago, measure, promise
from tests.conftest import START, Run

Look = Callable[..., Seen]


class Counted:
    """`stand`, and how often it was called."""

    def __init__(self) -> None:
        self.times = 0
        self._stand = standings.stand

    def __call__(self, *args: object, **named: object) -> object:
        self.times += 1
        return self._stand(*args, **named)  # type: ignore[arg-type]


@pytest.fixture
def counted(monkeypatch: pytest.MonkeyPatch) -> Counted:
    made = Counted()
    monkeypatch.setattr(standings, "stand", made)
    return made


@pytest.fixture
def look(workspace: Path) -> Look:
    promise(workspace)
    measure(workspace, {5: 10})
    _age(workspace)

    def call(now: datetime = START, names: list[str] | None = None, about: str = "") -> Seen:
        found = find_workspace(workspace)
        store = IncidentStore(found, warn=print)
        return SloGlances(found, now, lambda: store.all(frozenset())).look(names, about)

    return call


def _age(workspace: Path) -> None:
    """Make the files look as if they had been written an hour ago: what is younger than a moment is not kept."""
    for path in (*(workspace / "slos").rglob("*"), workspace / "revenant.yaml", *(workspace / "incidents").rglob("*")):
        then = time.time() - 3600 + path.stat().st_size % 7
        os.utime(path, (then, then))


def test_the_answer_is_kept_for_a_minute(look: Look, counted: Counted) -> None:
    (first,) = look().glances
    (second,) = look(START + timedelta(seconds=59)).glances
    assert first == second
    assert counted.times == 1
    (third,) = look(START + timedelta(seconds=60)).glances
    assert (counted.times, third.at) == (2, START + timedelta(seconds=60))


def test_a_clock_that_was_set_back_is_not_believed(look: Look, counted: Counted) -> None:
    look()
    look(START - timedelta(seconds=5))
    assert counted.times == 2


def test_data_that_changed_is_read_again(look: Look, workspace: Path, counted: Counted) -> None:
    look()
    measure(workspace, {5: 720})
    (found,) = look().glances
    assert (counted.times, found.is_exhausted) == (2, True)


def test_data_of_another_slo_is_not_asked_about(look: Look, workspace: Path, counted: Counted) -> None:
    promise(workspace, "search", "search")
    _age(workspace)
    look()
    measure(workspace, {5: 3}, name="search")
    look(names=[NAME])
    assert counted.times == 1


def test_documents_that_changed_are_read_again(look: Look, workspace: Path, counted: Counted) -> None:
    look()
    promise(workspace, "search", "search")
    assert [each.slo for each in look().glances] == [NAME, "search"]
    (workspace / "slos" / "search.yaml").unlink()
    assert [each.slo for each in look().glances] == [NAME]


def test_a_log_that_is_about_it_counts_as_it_is_now(look: Look, workspace: Path, run: Run, counted: Counted) -> None:
    one = run("open", "x", "-s", "SEV2", "--json").json["id"]
    run("impact", one, "--from", ago(300), "--to", ago(270), "--slo", NAME)
    _age(workspace)
    assert look(about=one).glances[0].spent[one].amount == 5
    look(about=one)
    assert counted.times == 1
    run("impact", one, "--from", ago(270), "--to", ago(240), "--slo", NAME)
    assert look().glances[0].spent[one].amount == 10


def test_a_log_that_is_about_it_since_a_moment_is_read(look: Look, run: Run, counted: Counted) -> None:
    look()
    one = run("open", "x", "-s", "SEV2", "--json").json["id"]
    run("impact", one, "--from", ago(300), "--to", ago(240), "--slo", NAME)
    assert one in look(about=one).glances[0].spent


def test_much_data_is_left_to_slo_status(
    look: Look, workspace: Path, run: Run, monkeypatch: pytest.MonkeyPatch, counted: Counted
) -> None:
    monkeypatch.setattr(slo_glances, "LARGE", 1000)
    assert look() == Seen([], [NAME])
    run("slo", "status")
    measure(workspace, {5: 20})
    seen = look(START + timedelta(hours=1))
    assert seen.unread == []
    assert (seen.glances[0].at, counted.times) == (START, 1), "the last answer is told, with its time"


def test_what_cannot_be_read_or_written_is_only_slower(look: Look, workspace: Path, counted: Counted) -> None:
    place = workspace / ".git" / "revenant" / slo_glances.NAME
    look()
    place.write_bytes(b"nonsense")
    assert look().glances
    place.unlink()
    place.mkdir()
    assert look().glances
    assert counted.times == 3


def test_a_name_that_slos_do_not_have_is_left_out(look: Look) -> None:
    assert look(names=["nobody"]) == Seen([], [])
