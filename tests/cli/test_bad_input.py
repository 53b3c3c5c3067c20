"""Bad input: one clear message and a hint, exit 2 or 3, never a traceback, and nothing changed."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest

from tests.conftest import BEN, LEA, Clock, Result, Run, git, make_workspace


def state(folder: Path) -> tuple[str, ...]:
    """The commit, the index and every byte of the work tree."""
    tree = "\n".join(
        f"{path.relative_to(folder)} {path.read_bytes().hex() if path.is_file() else ''}"
        for path in sorted(folder.rglob("*"))
        if ".git" not in path.parts
    )
    return git(folder, "rev-parse", "HEAD"), git(folder, "write-tree"), git(folder, "status", "--porcelain"), tree


@pytest.fixture
def refuse(run: Run, workspace: Path) -> Callable[..., Result]:
    """Runs a command that must be refused with `exit_code`, say every one of `words`, and change nothing."""

    def call(*args: str, exit_code: int = 3, words: tuple[str, ...] = (), user: str = BEN) -> Result:
        before = state(workspace)
        result = run(*args, user=user)
        assert result.exit_code == exit_code, result
        assert result.stdout == ""
        assert "Traceback" not in result.stderr
        if exit_code == 3:
            assert result.stderr.startswith("error: ")
            assert result.stderr.count("error: ") == result.stderr.count("hint:  ") == 1
        assert all(word in result.stderr for word in words), result.stderr
        assert state(workspace) == before
        return result

    return call


Refuse = Callable[..., Result]
WEIRD_IDS = [
    "../../etc/passwd", "", " ", "%", "*", "INC-*", "'", "INC-99999999-ZZZZZ",
    "é", "٢٠٢٦", "\udcff", 5000 * "a",
]  # fmt: skip


@pytest.mark.parametrize("part", WEIRD_IDS)
@pytest.mark.parametrize("command", ["show", "ack"])
def test_an_unknown_id(part: str, command: str, opened: str, refuse: Refuse) -> None:
    refuse(command, "--", part, words=("no incident matches",))


@pytest.mark.parametrize("part", ["--help", "--json", "--version", "--"])
def test_an_option_smuggled_as_an_id(part: str, opened: str, refuse: Refuse) -> None:
    refuse("note", "--", part, "text", words=(f"no incident matches '{part}'",))


def test_a_near_miss_is_offered(opened: str, refuse: Refuse) -> None:
    refuse("show", opened[:-1] + ("X" if opened[-1] != "X" else "Y"), words=(f"did you mean {opened}?",))


def test_an_ambiguous_id(opened: str, run: Run, refuse: Refuse) -> None:
    other = run("open", "another", "--json").json["id"]
    refuse("ack", "inc-2026", words=("matches 2 incidents", opened, other, "longer part"))
    refuse("ack", words=("2 incidents are open", "put its id first"))


def test_no_incident_named_where_none_is_open(refuse: Refuse) -> None:
    refuse("ack", words=("no incident is open",))


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["close"], "is OPEN and cannot become CLOSED"),
        (["transition", "CANCELLED"], "needs a reason"),
        (["transition", "OPEN"], "is OPEN already"),
        (["transition", "SLEEPING"], "'SLEEPING' is not a status"),
        (["cancel"], "needs a reason"),
        (["cancel", "--reason", "  "], "needs a reason"),
        (["severity", "SEV1"], "may not change a severity"),
        (["severity", "SEV9"], "'SEV9' is not a severity"),
        (["open", "  "], "the title is empty"),
        (["open", "x", "-s", "critical"], "'critical' is not a severity"),
        (["note", "\n"], "the note is empty"),
        (["link", "cousin", "x"], "'cousin' is not a relation"),
        (["link", "related", "nothing"], "no incident matches"),
        (["effort", "soon"], "is not a duration"),
        (["effort", "0m"], "no time was spent"),
        (["update"], "nothing would change"),
        (["assign"], "nobody was named"),
        (["retract", "uu", "--reason", "x"], "no event"),
        (["amend", "uu", "--set", "text=x"], "no event"),
        (["list", "--since", "whenever"], "is not a time"),
        (["list", "--status", "asleep"], "is not a status"),
    ],
)
def test_what_cannot_be_done(words: list[str], said: str, opened: str, refuse: Refuse) -> None:
    refuse(*words, words=(said,))


@pytest.mark.parametrize(
    ("when", "said"),
    [
        ("yesterday", "is not a time"),
        ("2026-11-23T11:00", "does not say its time zone"),
        ("2026-13-01", "is not a time"),
        ("", "is not a time"),
        ("0001-01-01T00:00+14:00", "is not a time"),
        ("2026-11-23T13:00:00Z", "is in the future"),
        ("2026-11-23T11:59:00Z", "is before OPEN began"),
        ("0999-01-01", "is before OPEN began"),
        ("10 min ago", "is before OPEN began"),
    ],
)
def test_a_time_that_cannot_be(when: str, said: str, opened: str, refuse: Refuse) -> None:
    refuse("ack", "--at", when, words=(said,))


def test_a_time_before_the_last_status(opened: str, run: Run, clock: Clock, refuse: Refuse) -> None:
    clock.advance("1 h")
    run("ack", "--at", "10 min ago")
    refuse("mitigate", "--at", "11 min ago", words=("is before ACKNOWLEDGED began (2026-11-23T12:50:00Z)",))


def test_an_incident_of_long_ago_is_kept_in_order(run: Run) -> None:
    it = run("open", "The first outage", "--at", "0999-01-01", "--json").json
    assert (it["id"][:13], it["detected_at"]) == ("INC-09990101-", "0999-01-01T00:00:00Z")
    assert run("show", it["id"], "--json").json["detected_at"] == "0999-01-01T00:00:00Z"


@pytest.mark.parametrize(
    "words",
    [
        ["nonsense"],
        ["ack", "--nonsense"],
        ["ack", "one", "two"],
        ["open"],
        ["note"],
        ["note", "a", "b", "c"],
        ["amend", "uu", "--set", "nothing"],
        ["list", "--limit", "0"],
        ["impact", "--bad-ratio", "2"],
        ["ack", "--at"],
    ],
)
def test_what_was_typed_wrong(words: list[str], opened: str, refuse: Refuse) -> None:
    assert len(refuse(*words, exit_code=2).stderr) > 10


def test_a_misspelt_command_is_offered(run: Run) -> None:
    assert "Did you mean" in run("resovle").stderr


# --- where we are ---------------------------------------------------------------------------


@pytest.mark.parametrize("command", [["ack"], ["list"], ["status"], ["open", "x"]])
def test_no_folder_no_workspace_no_repository(command: list[str], run: Run, tmp_path: Path) -> None:
    result = run(*command, cwd=tmp_path / "nothing")
    assert (result.exit_code, "there is no folder" in result.stderr) == (3, True)
    result = run(*command, cwd=tmp_path)
    assert (result.exit_code, "no revenant.yaml" in result.stderr) == (3, True)
    (tmp_path / "revenant.yaml").write_text("schema: revenant/workspace@1\n")
    result = run("open", "x", cwd=tmp_path)
    assert (result.exit_code, "is not inside a git repository" in result.stderr) == (3, True)
    assert not (tmp_path / "incidents").exists()


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("revenant.yaml", "schema: revenant/workspace@1\npeople: 5\n", ":2:1: people: Expected a list, got a whole"),
        ("revenant.yaml", "schema: revenant/workspace@1\nseverities: {SEV1: {update: x}}\n", "Expected a duration"),
        ("revenant.yaml", "schema: revenant/workspace@1\nopple: 5\n", "revenant.yaml:2:1: opple: no such key"),
        ("revenant.yaml", "schema: revenant/workspace@1\n a: [\n", "revenant.yaml:2:"),
        ("revenant.yaml", "", "revenant.yaml:1:1: "),
        ("revenant.yaml", "\xff", "revenant.yaml:"),
        ("services.yaml", "schema: revenant/services@1\nservices: [{name: x, tier: 9}]\n", ":2:22: services.tier"),
        ("services.yaml", "[]", "services.yaml:1:1: "),
    ],
)  # fmt: skip
def test_a_file_that_is_wrong_is_named_with_line_and_column(
    name: str, content: str, said: str, workspace: Path, refuse: Refuse
) -> None:
    (workspace / name).write_text(content, encoding="latin-1")
    refuse("open", "x", words=(said, "correct the file"))


def test_every_mistake_of_a_file_is_named_at_once(workspace: Path, refuse: Refuse) -> None:
    (workspace / "revenant.yaml").write_text("schema: revenant/workspace@1\na: 1\nb: 2\npeople: [{email: x}]\n")
    refuse("open", "x", words=(":2:1: a: no such key", ":3:1: b: no such key", ":4:11: people.email"))


@pytest.mark.parametrize("name", ["revenant.yaml", "services.yaml"])
def test_a_folder_where_a_file_should_be(name: str, workspace: Path, run: Run) -> None:
    (workspace / name).unlink()
    (workspace / name).mkdir()
    assert run("open", "x").exit_code == 3


# --- logs -----------------------------------------------------------------------------------


def log_of(workspace: Path) -> Path:
    (path,) = workspace.glob("incidents/*/*/INC-*.yaml")
    return path


@pytest.mark.parametrize(
    ("damage", "said"),
    [
        (lambda text: text.replace("type:", "type", 1), "line 4"),
        (lambda text: text.replace("events:", "event:"), "line 3"),
        (lambda text: f"<<<<<<< HEAD\n{text}", "line 1"),
        (lambda text: f"{text}=======\n{text.splitlines()[3]}\n", "conflict marker"),
        (lambda text: text + "- {id: k3v9x2qd, at: noon, type: NOTE_ADDED, by: x}\n", "line 5"),
        (lambda text: text + "a b\n", "line 5: not an event line"),
    ],
)
def test_a_broken_log_is_read_around_and_not_written_to(
    damage: Callable[[str], str], said: str, opened: str, workspace: Path, run: Run, refuse: Refuse
) -> None:
    path = log_of(workspace)
    path.write_text(damage(path.read_text()))
    refuse("note", opened, "x", words=("cannot be written to", said, "revenant lint"))
    shown = run("show", opened, "--json")
    assert shown.exit_code == 0
    assert "cannot be read" in shown.stderr


def test_a_torn_last_line_is_reported_set_aside_and_the_write_done(opened: str, workspace: Path, run: Run) -> None:
    run("note", "said before")
    path = log_of(workspace)
    whole = path.read_bytes()
    path.write_bytes(whole + b"- {id: k3v9x2qd, at: 2026-11")
    result = run("note", opened, "said after", "--json")
    assert result.exit_code == 0
    assert "set aside" in result.stderr
    assert [event["text"] for event in result.json["events"][1:]] == ["said before", "said after"]
    assert path.read_bytes().startswith(whole + b"- {id: ")
    (torn,) = (workspace / ".git" / "revenant" / "torn").iterdir()
    assert torn.read_bytes() == b"- {id: k3v9x2qd, at: 2026-11"


def test_a_log_that_leads_out_of_the_workspace(opened: str, workspace: Path, tmp_path: Path, refuse: Refuse) -> None:
    path = log_of(workspace)
    outside = tmp_path / "outside.yaml"
    path.rename(outside)
    path.symlink_to(outside)
    before = outside.read_bytes()
    refuse("note", opened, "x", words=("leads out of the workspace",))
    refuse("show", opened, words=("leads out of the workspace",))
    assert outside.read_bytes() == before


def test_a_folder_that_leads_out_of_the_workspace(workspace: Path, tmp_path: Path, refuse: Refuse) -> None:
    (tmp_path / "outside").mkdir()
    (workspace / "incidents").symlink_to(tmp_path / "outside")
    refuse("open", "x", words=("leads out of the workspace",))
    assert list((tmp_path / "outside").iterdir()) == []


def test_a_file_where_the_folder_of_incidents_should_be(workspace: Path, refuse: Refuse, run: Run) -> None:
    (workspace / "incidents").write_text("in the way")
    assert run("list", "--json").json == []
    refuse("open", "x", words=("cannot write", "Not a directory"))


@pytest.mark.parametrize("make", [lambda path: path.mkdir(), lambda path: os.mkfifo(path)])
def test_what_is_no_file_is_no_log(make: Callable[[Path], None], opened: str, workspace: Path, run: Run) -> None:
    make(log_of(workspace).with_name("INC-20261123-00000.yaml"))
    assert [it["id"] for it in run("list", "--json").json] == [opened]
    assert run("show", "INC-20261123-00000").exit_code == 3


# --- the disk and git -----------------------------------------------------------------------


def test_a_disk_that_cannot_be_written(opened: str, workspace: Path, read_only: Path, run: Run) -> None:
    before = state(workspace)
    for words in (["note", opened, "x"], ["open", "x"]):
        result = run(*words, cwd=read_only)
        assert (result.exit_code, "nothing was recorded" in result.stderr) == (3, True), result
    assert run("show", opened, cwd=read_only).exit_code == 0
    assert state(workspace) == before


def test_an_index_on_a_disk_that_cannot_be_written(opened: str, workspace: Path, read_only: Path, run: Run) -> None:
    """One that is fresh may answer, one that is stale must not."""
    for text in ("fresh", "stale"):
        run("list")
        run("note", opened, text)
        assert opened in run("list", "--text", text, cwd=read_only).stdout
        assert opened in run("search", text, cwd=read_only).stdout


def fill(disk: Path) -> None:
    handle = os.open(disk / "filler", os.O_WRONLY | os.O_CREAT)
    with suppress(OSError):
        while True:
            os.write(handle, b"x" * 4096)
    os.close(handle)


def test_a_full_disk(small_disk: Path, run: Run) -> None:
    folder, fresh = make_workspace(small_disk / "ws"), make_workspace(small_disk / "fresh")
    opened = run("open", "x", "--json", cwd=folder).json["id"]
    log = log_of(folder)
    fill(small_disk)
    before = log.read_bytes(), git(folder, "rev-parse", "HEAD")
    for words in (["note", opened, "x" * 8000], ["open", "y" * 8000], ["postmortem", "draft", opened]):
        result = run(*words, cwd=folder)
        assert result.exit_code == 3, result
        assert "No space left" in result.stderr
    assert (log.read_bytes(), git(folder, "rev-parse", "HEAD")) == before
    assert not list(folder.glob("incidents/*/*/*.md"))
    first = run("open", "x", cwd=fresh)
    assert (first.exit_code, "No space left" in first.stderr) == (3, True), first
    assert not list(fresh.glob("incidents/*/*/*"))
    (small_disk / "filler").unlink()
    assert run("note", opened, "again", cwd=folder).exit_code == 0


def test_a_repository_another_git_is_at_work_in(
    opened: str, workspace: Path, refuse: Refuse, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("revenant.store.git._LOCK_PATIENCE_SECONDS", 0.1)
    lock = workspace / ".git" / "index.lock"
    lock.touch()
    for words in (["ack"], ["open", "x"]):
        before = log_of(workspace).read_bytes()
        result = run(*words)
        assert (result.exit_code, "index.lock; nothing was written" in result.stderr) == (3, True)
        assert log_of(workspace).read_bytes() == before
    assert run("ack", "--no-commit").exit_code == 0
    lock.unlink()
    assert run("note", "x").exit_code == 0
    assert git(workspace, "status", "--porcelain") == ""


def test_two_commands_at_once_both_count_or_one_is_refused(opened: str, workspace: Path, run: Run) -> None:
    """Both acknowledge from OPEN; the lock lets one decide after the other, so the second is an illegal move."""
    command = [sys.executable, "-m", "revenant", "-C", str(workspace), "ack", opened]
    both = [subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE) for _ in range(2)]
    said = [each.communicate()[1].decode() for each in both]
    assert sorted(each.returncode for each in both) == [0, 3], said
    it = run("show", opened, "--json").json
    assert (len(it["events"]), it["contested"]) == (2, False)


def test_a_bug_is_one_line_and_a_log(run: Run, opened: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise ZeroDivisionError("by zero\x1b[31m")

    monkeypatch.setattr("revenant.store.incidents.IncidentStore.get", broken)
    result = run("show", opened)
    assert result.exit_code == 4
    assert result.stderr.startswith("bug: ZeroDivisionError: by zero\\x1b[31m\n")
    log = Path(result.stderr.split("report it with ")[1].strip())
    assert "Traceback" in log.read_text()
    log.unlink()


def test_a_role_of_an_alias_counts_whatever_its_case(run: Run, opened: str) -> None:
    assert run("severity", "SEV1", user=LEA.upper()).exit_code == 0
