"""`revenant sync` and `revenant commit` as typed: what they print, how they exit, and the loop of a war room."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import ANA, Run, git
from tests.store.conftest import Pair
from tests.store.test_sync import hook, opened_by, write


def test_what_others_did_is_told_line_by_line(run: Run, pair: Pair) -> None:
    incident = opened_by(run, pair.ana, "checkout\x1b[31m down")
    run("note", "looking", cwd=pair.ana, user=None)
    told = run("sync", cwd=pair.ana, user=None)
    assert (told.exit_code, told.stdout) == (0, "origin/main: pushed 2 commits\n")
    told = run("sync", cwd=pair.ben, user=None)
    about = f"{incident}  SEV3  2026-11-23T12:00:00Z  {ANA}: "
    opening, looking, total = told.stdout.splitlines()
    assert opening == f"{about}opened as SEV3: checkout\\x1b[31m down"
    assert looking.startswith(about)
    assert looking.endswith("looking")
    assert total == "origin/main: pulled 2 commits"
    assert run("sync", cwd=pair.ben, user=None).stdout == "origin/main: nothing new on either side\n"


def test_a_contest_is_named_with_the_way_out(run: Run, pair: Pair) -> None:
    incident = opened_by(run, pair.ana)
    run("sync", cwd=pair.ana, user=None)
    run("sync", cwd=pair.ben, user=None)
    run("resolve", cwd=pair.ana, user=None)
    run("transition", incident, "INVESTIGATING", cwd=pair.ben, user=None)
    run("sync", cwd=pair.ana, user=None)
    told = run("sync", cwd=pair.ben, user=None)
    assert told.exit_code == 0
    assert f"warning: {incident} is contested: " in told.stderr
    assert f"`revenant transition {incident[-5:]} " in told.stderr
    data = run("sync", "--json", cwd=pair.ana, user=None).json
    assert (data["incidents"], data["contested"], data["pulled"], data["pushed"]) == ([incident], [incident], 2, 0)


def test_without_a_remote_it_says_so(run: Run, workspace: Path) -> None:
    told = run("sync")
    assert told.exit_code == 0
    assert told.stdout.startswith("no remote, so everything stays on this computer")
    assert run("sync", "--json").json["remote"] is None
    assert run("sync", "--watch").exit_code == 0


def test_offline_is_exit_3_and_says_that_nothing_is_lost(run: Run, pair: Pair) -> None:
    git(pair.ben, "remote", "set-url", "origin", "/nowhere")
    run("open", "x", "--no-commit")
    told = run("sync")
    assert (told.exit_code, told.stdout) == (3, "origin/main: committed 1 log\n")
    assert "error: origin cannot be reached" in told.stderr
    assert "hint:  nothing is lost" in told.stderr
    told = run("sync", "--json")
    assert (told.exit_code, told.json["pushed"]) == (3, 0)
    assert "cannot be reached" in told.json["trouble"]


def test_a_branch_under_review_says_why_its_base_is_merged(run: Run, pair: Pair) -> None:
    opened_by(run, pair.ana)
    run("sync", cwd=pair.ana, user=None)
    git(pair.ben, "switch", "-q", "-c", "review")
    told = run("sync")
    assert "main is merged in too: hosted platforms do not merge logs by union" in told.stderr
    assert "review follows origin/review from now on" in told.stderr
    assert run("sync", "--base", "nowhere").exit_code == 3
    assert run("sync", "--no-base", "--json").json["base"] is None


def test_a_dry_run(run: Run, pair: Pair) -> None:
    run("open", "x", "--no-commit")
    run("open", "y")
    assert run("sync", "--dry-run").stdout == "origin/main: would commit 1 log, would push 1 commit\n"
    assert run("sync", "-n", "--json").json["dry_run"] is True


@pytest.mark.parametrize("words", [["--watch", "--json"], ["--watch", "-n"], ["--every"], ["--base"]])
def test_what_does_not_go_together(words: list[str], run: Run, pair: Pair) -> None:
    assert run("sync", *words).exit_code == 2


@pytest.mark.parametrize("words", [["--timeout", "soon"], ["--watch", "--every", "x"]])
def test_a_time_that_is_none(words: list[str], run: Run, pair: Pair) -> None:
    assert run("sync", *words).exit_code == 3


# --- the war room ---------------------------------------------------------------------------


def waiting(monkeypatch: pytest.MonkeyPatch, *turns: Callable[[], object]) -> list[float]:
    """Let each of `turns` happen in one wait of --watch; then it is over. Returns how long each wait would be."""
    waited: list[float] = []

    def wait(seconds: float) -> bool:
        waited.append(seconds)
        if len(waited) > len(turns):
            return True
        turns[len(waited) - 1]()
        return False

    monkeypatch.setattr("revenant.cli.syncing.wait", wait)
    return waited


def test_watching_prints_what_others_do_and_nothing_else(run: Run, pair: Pair, monkeypatch: pytest.MonkeyPatch) -> None:
    incident = opened_by(run, pair.ana, "checkout down")
    run("sync", cwd=pair.ana, user=None)

    def acked() -> None:
        run("ack", cwd=pair.ana, user=None)
        run("sync", cwd=pair.ana, user=None)

    waited = waiting(monkeypatch, lambda: None, acked, lambda: run("note", "ours", user=None), lambda: None)
    told = run("sync", "--watch", "--every", "2s", user=None)
    assert (told.exit_code, told.stderr) == (0, "")
    assert told.stdout.splitlines() == [
        f"{incident}  SEV3  2026-11-23T12:00:00Z  {ANA}: opened as SEV3: checkout down",
        f"{incident}  SEV3  2026-11-23T12:00:00Z  {ANA}: OPEN → ACKNOWLEDGED",
    ]
    assert waited == [2.0] * 5
    assert git(pair.bare, "log", "-1", "--format=%s", "main").strip() == f"{incident}: note"


def test_watching_outlives_a_network_that_comes_and_goes(run: Run, pair: Pair, monkeypatch: pytest.MonkeyPatch) -> None:
    gone = pair.bare.with_name("gone")

    def lost() -> None:
        pair.bare.rename(gone)

    def back() -> None:
        gone.rename(pair.bare)

    waiting(monkeypatch, lost, lambda: None, lambda: opened_by(run, pair.ben), back, lambda: None)
    told = run("sync", "--watch", user=None)
    assert (told.exit_code, told.stdout) == (0, "")
    assert told.stderr.count("cannot be reached") == 1
    assert told.stderr.count("in touch again") == 1
    assert len(run("sync", "--json", cwd=pair.ana, user=None).json["incidents"]) == 1


def test_watching_goes_on_after_a_trouble_of_another_kind(
    run: Run, pair: Pair, monkeypatch: pytest.MonkeyPatch
) -> None:
    hook(pair.bare, "pre-receive", "echo frozen; exit 1")
    opened_by(run, pair.ben)
    begun = pair.ben / ".git" / "MERGE_HEAD"
    waiting(monkeypatch, lambda: None, lambda: begun.write_text("x"), begun.unlink)
    told = run("sync", "--watch", user=None)
    assert told.exit_code == 0
    assert told.stderr.count("frozen") == 2
    assert told.stderr.count("a merge is not finished") == 1


def test_what_cannot_begin_is_not_watched(run: Run, pair: Pair) -> None:
    git(pair.ben, "checkout", "-q", "--detach")
    assert run("sync", "--watch").exit_code == 3


@pytest.mark.parametrize(("sent", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 0)])
def test_watching_ends_when_told(sent: signal.Signals, code: int, run: Run, pair: Pair) -> None:
    incident = opened_by(run, pair.ana)
    run("sync", cwd=pair.ana, user=None)
    with subprocess.Popen(
        [sys.executable, "-u", "-m", "revenant", "-C", str(pair.ben), "sync", "--watch", "--every", "1h"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=os.environ,
    ) as process:
        assert process.stdout
        assert process.stderr
        assert process.stdout.readline().startswith(incident)
        process.send_signal(sent)
        assert process.wait(timeout=20) == code
        assert "Traceback" not in process.stderr.read()


# --- commit ---------------------------------------------------------------------------------


def test_commit_gathers_what_manual_writing_left(run: Run, workspace: Path) -> None:
    settings = workspace / "revenant.yaml"
    settings.write_text(settings.read_text() + "commit: manual\n")
    git(workspace, "commit", "-qam", "manual")
    one, other = (opened_by(run, workspace, title) for title in "xy")
    run("note", one, "x")
    write(workspace, f"incidents/2026/11/{one}.postmortem.md", "draft\n", commit=False)
    write(workspace, "incidents/mine.txt", "mine\n", commit=False)
    write(workspace, "changes/2026/11/23.yaml", "- {}\n", commit=False)
    write(workspace, "staged", "staged\n", commit=False)
    git(workspace, "add", "staged")
    told = run("commit", "--dry-run")
    assert (told.exit_code, told.stdout.count("would commit ")) == (0, 4)
    told = run("commit", "--json")
    assert told.json["incidents"] == sorted([one, other])
    assert len(told.json["committed"]) == 4
    assert git(workspace, "status", "--porcelain") == "A  staged\n?? incidents/mine.txt\n"
    assert git(workspace, "log", "-1", "--format=%B").split() == [
        "Events",
        "of",
        "2",
        "incidents",
        *sorted([one, other]),
    ]
    assert git(workspace, "rev-list", "--count", "HEAD").strip() == "3"


def test_commit_of_one_incident_names_it(run: Run, workspace: Path) -> None:
    run("open", "x", "--no-commit")
    told = run("commit")
    assert told.stdout.startswith("committed incidents/2026/11/INC-")
    assert git(workspace, "log", "-1", "--format=%s").startswith("INC-")


def test_commit_says_when_there_is_nothing(run: Run, opened: str) -> None:
    told = run("commit")
    assert (told.exit_code, told.stdout) == (0, "")
    assert "nothing to commit" in told.stderr
    assert run("commit", "--json").json == {"committed": [], "incidents": [], "dry_run": False}


def test_a_refused_commit_leaves_the_events_where_they_are(run: Run, workspace: Path) -> None:
    hook(workspace, "pre-commit", "echo not today >&2; exit 1")
    run("open", "x", "--no-commit")
    told = run("commit")
    assert told.exit_code == 3
    assert "not today" in told.stderr
    assert len(run("list", "--json").json) == 1
