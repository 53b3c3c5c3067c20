"""merge and split on the command line: one commit over both logs, ids that still lead somewhere, two clones."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from revenant.incidents.events import SignalsCorrelated
from revenant.store.log import append_events
from tests.conftest import ANA, LEA, Clock, Run, git
from tests.incidents.making import stamp
from tests.store.conftest import Pair


def opened_one(run: Run, title: str, *options: str, cwd: Path | None = None) -> str:
    result = run("open", title, *options, "--json", cwd=cwd)
    assert result.exit_code == 0, result.stderr
    return str(result.json["id"])


def shown(run: Run, incident: str, cwd: Path | None = None) -> dict[str, Any]:
    return dict(run("show", incident, "--json", cwd=cwd).json)


def correlated(workspace: Path, incident: str, name: str, *ids: str) -> None:
    """Signals, as correlation records them."""
    event = stamp().event(SignalsCorrelated, name=name, count=3, first=stamp(-5).at, last=stamp(-1).at, ids=list(ids))
    append_events(workspace / "incidents" / "2026" / "11" / f"{incident}.yaml", [event], workspace / "torn")
    git(workspace, "commit", "-qam", "signals")


@pytest.fixture
def both(run: Run, workspace: Path, clock: Clock) -> tuple[str, str]:
    """A, with a note and signals, and B."""
    one = opened_one(run, "Payments time out", "--service", "payments", "-s", "SEV1")
    run("note", one, "pool at its limit")
    correlated(workspace, one, "PaymentsSlow", "s-1")
    clock.advance("10 min")
    return one, opened_one(run, "Checkout: errors", "--service", "checkout", "-s", "SEV2")


@pytest.mark.parametrize("words", [(), ("into",), ("INTO",)])
def test_a_merge_is_one_commit_and_both_ids_tell_of_it(
    run: Run, workspace: Path, both: tuple[str, str], words: tuple[str, ...]
) -> None:
    one, other = both
    before = int(git(workspace, "rev-list", "--count", "HEAD"))
    result = run("merge", one[-5:], *words, other[-5:], "--reason", "same database")
    assert result.exit_code == 0, result.stderr
    assert f"{one} was SEV1, {other} is SEV2: revenant severity" in result.stderr
    assert int(git(workspace, "rev-list", "--count", "HEAD")) == before + 1
    assert git(workspace, "status", "--porcelain") == ""
    assert f"merged into {other}, which goes on" in run("show", one).stdout
    assert shown(run, one)["merged_into"] == other
    it = shown(run, other)
    assert (it["merged"], it["merged_into"], it["services"]) == ([one], None, ["checkout", "payments"])
    assert [each["name"] for each in it["signals"]] == ["PaymentsSlow"]
    assert "pool at its limit" in [each.get("text") for each in it["merged_events"]]
    assert {each["incident"] for each in it["merged_events"]} == {one}
    assert f"[{one}] note: pool at its limit" in run("show", other).stdout
    assert run("lint").exit_code == 0
    assert git(workspace, "log", "--format=%s", "-1") == f"{one}: merged into {other}\n"


def test_what_is_written_to_the_merged_one_is_seen_in_the_other(run: Run, both: tuple[str, str]) -> None:
    one, other = both
    run("merge", one, other)
    assert run("note", one, "still saw it at noon").exit_code == 0
    assert "still saw it at noon" in run("show", other).stdout


def test_merges_follow_one_another(run: Run, both: tuple[str, str]) -> None:
    one, other = both
    third = opened_one(run, "Everything is slow")
    run("merge", one, other)
    run("merge", other, third)
    it = shown(run, third)
    assert {each["incident"] for each in it["merged_events"]} == {one, other}
    assert [each["name"] for each in it["signals"]] == ["PaymentsSlow"]


@pytest.mark.parametrize(
    ("words", "code", "why"),
    [
        (["ONE", "ONE"], 3, "into itself"),
        (["ONE"], 2, "expected A [INTO] B"),
        (["ONE", "and", "OTHER"], 2, "expected A [INTO] B"),
        (["ONE", "ZZZZZ"], 3, "no incident matches"),
    ],
)
def test_what_cannot_be_merged(run: Run, both: tuple[str, str], words: list[str], code: int, why: str) -> None:
    named = [{"ONE": both[0], "OTHER": both[1]}.get(word, word) for word in words]
    result = run("merge", *named)
    assert (result.exit_code, why in result.stderr) == (code, True), result.stderr


def test_a_circle_is_refused(run: Run, both: tuple[str, str]) -> None:
    one, other = both
    assert run("merge", one, other).exit_code == 0
    assert run("merge", other, one).exit_code == 3
    assert run("reopen", one, "--reason", "it was another thing").exit_code == 0
    refused = run("merge", other, one)
    assert (refused.exit_code, "in a circle" in refused.stderr) == (3, True)
    assert shown(run, one)["merged_into"] is None


def test_a_dry_run_writes_nothing(run: Run, workspace: Path, both: tuple[str, str]) -> None:
    before = git(workspace, "rev-parse", "HEAD")
    for words in (("merge", *both), ("split", both[0], "Search", "--signals", "s-1")):
        result = run(*words, "--dry-run")
        assert result.stdout.startswith("would record: ")
    assert git(workspace, "rev-parse", "HEAD") == before
    assert git(workspace, "status", "--porcelain") == ""


def test_as_of_shows_the_time_before(run: Run, workspace: Path, both: tuple[str, str]) -> None:
    before = git(workspace, "rev-parse", "HEAD").strip()
    run("merge", *both)
    assert run("show", both[1], "--as-of", before, "--json").json["merged_events"] == []
    assert run("show", both[1], "--as-of", "HEAD", "--json").json["merged_events"] != []


@pytest.mark.parametrize("also", [False, True])
def test_two_clones_that_both_merge_and_both_go_on(pair: Pair, run: Run, also: bool) -> None:
    one, other = opened_one(run, "Payments", cwd=pair.ben), opened_one(run, "Checkout", cwd=pair.ben)
    run("follow-up", one, "Alert on waiting connections", cwd=pair.ben)
    git(pair.ben, "push", "-q")
    git(pair.ana, "pull", "-q")
    assert run("merge", one, other, cwd=pair.ben).exit_code == 0
    run("note", other, "ben goes on", cwd=pair.ben)
    if also:
        assert run("merge", one, other, cwd=pair.ana, user=ANA).exit_code == 0
    run("note", one, "ana still writes here", cwd=pair.ana, user=ANA)
    git(pair.ben, "push", "-q")
    assert run("sync", cwd=pair.ana, user=ANA).exit_code == 0
    it = shown(run, other, cwd=pair.ana)
    assert (it["contested"], it["merged"], len(it["follow_ups"]), len(it["links"])) == (False, [one], 1, 1)
    assert "ana still writes here" in [each.get("text") for each in it["merged_events"]]
    gone = shown(run, one, cwd=pair.ana)
    assert (gone["status"], gone["contested"], gone["merged_into"]) == ("CANCELLED", False, other)
    assert run("lint", cwd=pair.ana).exit_code == 0
    assert run("audit", cwd=pair.ana).exit_code == 0


def test_whoever_moves_the_one_that_another_clone_merges_makes_a_contest(pair: Pair, run: Run) -> None:
    one, other = opened_one(run, "Payments", cwd=pair.ben), opened_one(run, "Checkout", cwd=pair.ben)
    git(pair.ben, "push", "-q")
    git(pair.ana, "pull", "-q")
    run("merge", one, other, cwd=pair.ben)
    run("mitigate", one, cwd=pair.ana, user=ANA)
    git(pair.ben, "push", "-q")
    assert run("sync", cwd=pair.ana, user=ANA).exit_code == 0
    assert shown(run, one, cwd=pair.ana)["contested"]


# --- splitting ------------------------------------------------------------------------------


def test_a_split_is_one_commit_and_both_know_of_each_other(run: Run, workspace: Path, both: tuple[str, str]) -> None:
    one, _ = both
    correlated(workspace, one, "SearchSlow", "s-2", "s-3")
    before = int(git(workspace, "rev-list", "--count", "HEAD"))
    result = run("split", one, "Search is slow", "--signals", "s-3", "--reason", "another cause", "--json")
    assert result.exit_code == 0, result.stderr
    new, old = result.json
    assert ([each["name"] for each in old["signals"]], [each["name"] for each in new["signals"]]) == (
        ["PaymentsSlow"],
        ["SearchSlow"],
    )
    assert (new["title"], new["severity"], new["services"]) == ("Search is slow", "SEV1", ["payments"])
    assert ([each["target"] for each in new["links"]], [each["target"] for each in old["links"]]) == (
        [one],
        [new["id"]],
    )
    assert int(git(workspace, "rev-list", "--count", "HEAD")) == before + 1
    assert git(workspace, "status", "--porcelain") == ""
    assert run("lint").exit_code == 0
    assert "moved to" in run("show", one).stdout


@pytest.mark.parametrize(
    ("options", "code", "why"),
    [
        ([], 3, "nothing says which signals"),
        (["--service", "search"], 3, "no such signals"),
        (["--signals", "nothing"], 3, "no event 'nothing'"),
        (["--signals", "s-1", "-s", "SEV9"], 3, "not a severity"),
        (["--signals", " , "], 3, "nothing says which signals"),
    ],
)
def test_what_cannot_be_split(run: Run, both: tuple[str, str], options: list[str], code: int, why: str) -> None:
    result = run("split", both[0], "New", *options)
    assert (result.exit_code, why in result.stderr) == (code, True), result.stderr


def test_a_split_off_one_can_be_merged_back(run: Run, workspace: Path, both: tuple[str, str]) -> None:
    one, _ = both
    new = run("split", one, "Search is slow", "--signals", "s-1", "--json").json[0]["id"]
    assert shown(run, one)["signals"] == []
    assert run("merge", new, one, user=LEA).exit_code == 0
    assert [each["name"] for each in shown(run, one)["signals"]] == ["PaymentsSlow"]
    assert run("lint").exit_code == 0
