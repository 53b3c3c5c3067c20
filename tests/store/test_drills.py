"""Drills on disk: one line and one commit each, torn tails set aside, two clones brought together, history held."""

from __future__ import annotations

from pathlib import Path

import pytest

from revenant.errors import BrokenLogError
from revenant.incidents.events import Stamp
from revenant.runbooks.practice.entries import Drilled
from revenant.store.drills import DRILLS, DrillStore
from revenant.store.ledger import Writer
from revenant.store.runbooks import blob_of
from revenant.store.workspace import Workspace
from tests.conftest import BEN, START, Run, git
from tests.store.conftest import Pair

FOLDERS = ("runbooks", "docs/runbooks", "our % books")


def drilled(runbook: str = "pg-lag", **more: str) -> object:
    def make(stamp: Stamp) -> Drilled:
        return Drilled(id=next(stamp.ids), at=stamp.at, by=stamp.by, runbook=runbook, outcome="passed", **more)  # type: ignore[arg-type]

    return make


def store(workspace: Path) -> DrillStore:
    return DrillStore(Workspace(workspace), warn=pytest.fail)


def record(workspace: Path, **more: str) -> None:
    store(workspace).record(Writer(BEN, START), drilled(**more), "pg-lag: drill")  # type: ignore[arg-type]


def use_folder(workspace: Path, folder: str) -> Path:
    settings = workspace / "revenant.yaml"
    if folder != "runbooks":
        settings.write_text(settings.read_text() + f"runbooks: {{folder: {folder!r}}}\n")
        git(workspace, "commit", "-qam", "folder", GIT_AUTHOR_EMAIL="ana@example.com")
    return workspace / folder / "drills.yaml"


@pytest.mark.parametrize("folder", FOLDERS)
def test_a_drill_is_one_line_and_one_commit_of_its_own_path(workspace: Path, folder: str) -> None:
    path = use_folder(workspace, folder)
    (workspace / "other").write_text("mine")
    git(workspace, "add", "other")
    record(workspace, text='a\nb: "c"')
    record(workspace)
    assert path.read_text().startswith("schema: revenant/drills@1\ndrills:\n- {id: ")
    assert len(path.read_text().splitlines()) == 4
    assert git(workspace, "log", "-2", "--format=%s").splitlines() == ["pg-lag: drill"] * 2
    assert git(workspace, "show", "--name-only", "--format=", "-z").split("\0")[0] == f"{folder}/drills.yaml"
    assert git(workspace, "status", "--porcelain") == "A  other\n"
    assert len(store(workspace).entries) == 2
    assert not list((workspace / ".git" / "revenant" / "pending").iterdir())


@pytest.mark.parametrize("folder", FOLDERS)
def test_what_a_kill_left_is_committed_with_the_next_write(run: Run, workspace: Path, folder: str) -> None:
    use_folder(workspace, folder)
    writer = Writer(BEN, START, commit=False)
    store(workspace).record(writer, drilled(), "")  # type: ignore[arg-type]
    assert run("commit").exit_code == 0
    assert git(workspace, "status", "--porcelain") == ""


def test_a_torn_line_is_set_aside_and_a_broken_one_stops_writing(workspace: Path) -> None:
    record(workspace)
    path = workspace / "runbooks" / "drills.yaml"
    whole = path.read_bytes()
    for kept in range(4, 60):
        path.write_bytes(whole + whole.splitlines(keepends=True)[-1][:kept])
        assert len(DRILLS.parse(path.read_bytes()).items) == 1
    record(workspace)
    assert len(store(workspace).entries) == 2
    assert list((workspace / ".git" / "revenant" / "torn").iterdir())
    path.write_bytes(whole + b"- {id: nonsense}\n")
    with pytest.raises(BrokenLogError):
        record(workspace)


@pytest.mark.parametrize("folder", FOLDERS)
def test_two_clones_drill_at_once(run: Run, pair: Pair, folder: str) -> None:
    use_folder(pair.ben, folder)
    run("sync", cwd=pair.ben)
    run("sync", cwd=pair.ana)
    record(pair.ben, text="ben's")
    record(pair.ana, text="ana's")
    for clone in (pair.ana, pair.ben, pair.ana):
        assert run("sync", cwd=clone).exit_code == 0
    for clone in (pair.ana, pair.ben):
        assert sorted(entry.text for entry in store(clone).entries if isinstance(entry, Drilled)) == ["ana's", "ben's"]
        assert (clone / folder / "drills.yaml").read_text().count("schema:") == 1


@pytest.mark.parametrize("folder", FOLDERS)
def test_audit_names_a_drill_that_was_changed(run: Run, workspace: Path, folder: str) -> None:
    path = use_folder(workspace, folder)
    record(workspace)
    assert run("audit", user="ana@example.com").exit_code == 0
    path.write_text(path.read_text().replace("passed", "failed"))
    git(workspace, "commit", "-qam", "better")
    done = run("audit")
    assert (done.exit_code, "AU001" in done.stdout) == (1, True)


def test_where_settings_cannot_be_read_the_usual_folder_is_held(run: Run, workspace: Path) -> None:
    record(workspace)
    (workspace / "revenant.yaml").write_text("schema: [")
    assert Workspace(workspace).runbooks_folder == "runbooks"
    assert run("audit").exit_code == 0


@pytest.mark.parametrize("folder", FOLDERS)
def test_lint_asks_for_union_where_there_are_drills(run: Run, workspace: Path, folder: str) -> None:
    use_folder(workspace, folder)
    assert "WS007" not in run("lint").stdout
    record(workspace)
    (problem,) = [each for each in run("lint", "--format", "json").json if each["code"] == "WS007"]
    line = problem["hint"].removeprefix("add this line: ")
    with (workspace / ".gitattributes").open("a") as attributes:
        attributes.write(f"{line}\n")
    assert "WS007" not in run("lint").stdout


@pytest.mark.parametrize("content", [b"", b"a", b"# A\r\n", "naïve\n".encode(), b"\0" * 9000])
def test_a_blob_is_what_git_calls_it(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "a").write_bytes(content)
    for algorithm in ("sha1", "sha256"):
        git(tmp_path, "init", "-q", f"--object-format={algorithm}", algorithm)
        assert blob_of(content, algorithm) == git(tmp_path / algorithm, "hash-object", "--no-filters", "../a").strip()
        assert Workspace(tmp_path / algorithm).repository.hash_name == algorithm
