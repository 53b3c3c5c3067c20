"""What can stop a sync on its way: in every case it is said, nothing is lost, and nothing is half-done."""

from __future__ import annotations

import socket
import time

import pytest

from revenant.errors import RevenantError
from revenant.store.sync import How, synchronise
from revenant.store.sync_errors import OutrunError, PushRefusedError, UnreachableError
from revenant.store.workspace import find_workspace
from tests.conftest import BEN, Run, git
from tests.store.conftest import Pair
from tests.store.test_sync import head, hook, opened_by, sync


def test_others_who_push_first_are_merged_and_it_is_tried_again(run: Run, pair: Pair) -> None:
    opened_by(run, pair.ana)
    opened_by(run, pair.ben)
    hook(pair.ben, "pre-push", f"test -e done || {{ touch done; unset GIT_DIR; git -C {pair.ana} push -q; }}")
    pauses: list[float] = []
    done = sync(pair.ben, pauses=pauses)
    assert (done.pulled, done.pushed, len(pauses)) == (1, 2, 1)
    assert 0 < pauses[0] < 1
    assert head(pair.bare, "main") == head(pair.ben)


def test_it_gives_up_when_others_are_always_first(run: Run, pair: Pair) -> None:
    opened_by(run, pair.ben)
    again = f"unset GIT_DIR; cd {pair.ana}; git pull -q; git commit -q --allow-empty -m x; git push -q"
    hook(pair.ben, "pre-push", again)
    pauses: list[float] = []
    with pytest.raises(OutrunError, match="3 times"):
        sync(pair.ben, How(tries=3), pauses)
    assert len(pauses) == 3
    assert len(run("list", "--json", cwd=pair.ben).json) == 1


def test_what_the_server_refuses_is_told_in_its_words_and_kept(run: Run, pair: Pair) -> None:
    hook(pair.bare, "pre-receive", "echo 'freeze until Monday'; exit 1")
    opened_by(run, pair.ben)
    with pytest.raises(PushRefusedError, match="refused what was pushed:\nfreeze until Monday") as caught:
        sync(pair.ben)
    assert "nothing is lost" in caught.value.hint
    (pair.bare / "hooks" / "pre-receive").unlink()
    assert sync(pair.ben).pushed == 1


def test_a_hook_of_our_own_that_refuses(run: Run, pair: Pair) -> None:
    hook(pair.ben, "pre-push", "echo 'not from here' >&2; exit 1")
    opened_by(run, pair.ben)
    with pytest.raises(PushRefusedError, match="not from here"):
        sync(pair.ben)


@pytest.mark.parametrize("url", ["/nowhere/at/all", "http://ben:hunter2@127.0.0.1:1/x.git", "ssh://127.0.0.1:1/x.git"])
def test_offline_nothing_is_lost_and_no_password_shown(url: str, run: Run, pair: Pair) -> None:
    git(pair.ben, "remote", "set-url", "origin", url)
    run("open", "x", "--no-commit", cwd=pair.ben)
    with pytest.raises(UnreachableError) as caught:
        sync(pair.ben)
    assert "hunter2" not in caught.value.message
    assert "when the network is back" in caught.value.hint
    assert git(pair.ben, "status", "--porcelain") == ""


def test_a_remote_that_never_answers_is_given_up(pair: Pair) -> None:
    with socket.create_server(("127.0.0.1", 0)) as deaf:
        git(pair.ben, "remote", "set-url", "origin", f"http://127.0.0.1:{deaf.getsockname()[1]}/x.git")
        started = time.monotonic()
        with pytest.raises(UnreachableError, match="no answer within"):
            sync(pair.ben, How(seconds=0.3))
        assert time.monotonic() - started < 5


def test_what_arrived_is_told_even_when_the_push_is_refused(run: Run, pair: Pair) -> None:
    opened_by(run, pair.ana)
    sync(pair.ana)
    hook(pair.bare, "pre-receive", "exit 1")
    opened_by(run, pair.ben)
    done = synchronise(find_workspace(pair.ben), How())
    assert (done.pulled, done.pushed, len(done.arrivals)) == (1, 0, 1)
    assert isinstance(done.trouble, PushRefusedError)


def test_a_merge_that_cannot_be_signed_is_not_made(run: Run, pair: Pair) -> None:
    opened_by(run, pair.ana)
    sync(pair.ana)
    opened_by(run, pair.ben)
    git(pair.ben, "config", "commit.gpgsign", "true")
    git(pair.ben, "config", "gpg.program", "false")
    before = head(pair.ben)
    with pytest.raises(RevenantError, match="gpg failed to sign"):
        sync(pair.ben)
    assert (head(pair.ben), git(pair.ben, "status", "--porcelain")) == (before, "")


def test_events_are_signed_for_by_whoever_merges(run: Run, pair: Pair) -> None:
    opened_by(run, pair.ana)
    sync(pair.ana)
    opened_by(run, pair.ben)
    sync(pair.ben)
    assert git(pair.ben, "log", "-1", "--format=%ae").strip() == BEN
