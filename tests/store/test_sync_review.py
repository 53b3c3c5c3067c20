"""A branch under review: pushed to its own name, with the branch it goes to merged in."""

from __future__ import annotations

import pytest

from revenant.store.sync import How
from revenant.store.sync_errors import MergeConflictError, NoBranchError
from tests.conftest import Run, git
from tests.store.conftest import Pair
from tests.store.test_sync import head, opened_by, sync, write


@pytest.mark.parametrize("start", ["main", "origin/main"])
def test_a_branch_under_review_goes_to_its_own_name_and_takes_its_base_in(start: str, run: Run, pair: Pair) -> None:
    git(pair.ben, "switch", "-q", "-c", "review", start)
    opened_by(run, pair.ben)
    opened_by(run, pair.ana)
    sync(pair.ana)
    main = head(pair.bare, "main")
    done = sync(pair.ben)
    assert (done.base, done.pulled, done.pulled_from_base) == ("main", 0, 1)
    assert head(pair.bare, "main") == main
    assert head(pair.bare, "review") == head(pair.ben)
    assert len(run("list", "--json", cwd=pair.ben).json) == 2
    git(pair.ana, "fetch", "-q")
    git(pair.ana, "switch", "-q", "review")
    opened_by(run, pair.ana)
    sync(pair.ana)
    assert (sync(pair.ben).pulled, head(pair.ben)) == (1, head(pair.ana))


def test_the_base_can_be_named_or_left_out(run: Run, pair: Pair) -> None:
    git(pair.ana, "switch", "-q", "-c", "release")
    opened_by(run, pair.ana)
    sync(pair.ana, How(base=""))
    git(pair.ben, "switch", "-q", "-c", "review")
    assert sync(pair.ben, How(base="")).base == ""
    assert sync(pair.ben, How(base="release")).pulled_from_base == 1
    with pytest.raises(NoBranchError, match="no branch -x"):
        sync(pair.ben, How(base="-x"))


def test_the_default_branch_is_asked_for_where_it_is_not_noted(run: Run, pair: Pair) -> None:
    git(pair.ana, "remote", "set-head", "origin", "--delete")
    git(pair.ana, "switch", "-q", "-c", "review")
    opened_by(run, pair.ben)
    sync(pair.ben)
    assert sync(pair.ana).base == "main"


def test_a_conflict_with_the_base_does_not_stop_the_push(run: Run, pair: Pair) -> None:
    git(pair.ben, "switch", "-q", "-c", "review")
    write(pair.ben, "file", "ben's\n")
    write(pair.ana, "file", "ana's\n")
    sync(pair.ana)
    opened_by(run, pair.ben)
    with pytest.raises(MergeConflictError, match="origin/main and this branch changed the same lines of: file"):
        sync(pair.ben)
    assert head(pair.bare, "review") == head(pair.ben)


def test_an_upstream_of_another_name_is_pushed_to_where_git_would(run: Run, pair: Pair) -> None:
    git(pair.ben, "switch", "-q", "-c", "mine", "origin/main")
    git(pair.ben, "config", "push.default", "upstream")
    opened_by(run, pair.ben)
    sync(pair.ben)
    assert head(pair.bare, "main") == head(pair.ben)
