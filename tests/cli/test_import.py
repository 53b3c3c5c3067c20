"""`revenant import statuspage`: one commit, nothing twice, nothing half."""

from __future__ import annotations

import gzip
import json
import shutil
from pathlib import Path

import pytest

from tests.conftest import Run, git

PAGE = Path(__file__).parent.parent / "importers" / "status_page.json"


def commits(workspace: Path) -> int:
    return len(git(workspace, "log", "--format=%h").split())


def test_it_imports_in_one_commit_and_says_what_it_left_out(run: Run, workspace: Path) -> None:
    result = run("import", "statuspage", str(PAGE))
    assert result.exit_code == 0, result.stderr
    assert "imported  2 incidents" in result.stdout
    assert "Database upgrade  scheduled maintenance, not an incident" in result.stdout
    assert "not in services.yaml: checkout-api, payments-refunds" in result.stdout
    assert commits(workspace) == 2
    assert git(workspace, "status", "--porcelain") == ""
    assert git(workspace, "log", "-1", "--format=%s").strip() == "Import of 2 incidents from statuspage"
    assert run("doctor").exit_code == 0


def test_a_second_time_nothing_happens(run: Run, workspace: Path) -> None:
    first = run("import", "statuspage", str(PAGE), "--json").json
    again = run("import", "statuspage", str(PAGE), "--json").json
    assert (first["imported"], len(first["ids"])) == (2, 2)
    assert (again["imported"], len(again["skipped"])) == (0, 3)
    assert again["skipped"][0]["reason"] == f"imported before, as {first['ids'][0]}"
    assert commits(workspace) == 2


def test_a_dry_run_writes_nothing(run: Run, workspace: Path) -> None:
    result = run("import", "statuspage", str(PAGE), "--dry-run")
    assert "would import" in result.stdout
    assert not (workspace / "incidents").exists()


def test_no_commit_leaves_the_files(run: Run, workspace: Path) -> None:
    run("import", "statuspage", str(PAGE), "--no-commit")
    assert commits(workspace) == 1
    assert len(list(workspace.glob("incidents/*/*/*.yaml"))) == 2


def test_stdin_and_gzip_and_several_files(run: Run, workspace: Path) -> None:
    packed = gzip.compress(PAGE.read_bytes())
    (workspace / "page.json").write_bytes(packed)
    result = run("import", "statuspage", "-", "page.json", "--json", stdin=packed).json
    assert result["imported"] == 2
    assert [row["reason"].partition(",")[0] for row in result["skipped"]][1:3] == ["already among these rows"] * 2


def test_json_tells_what_is_doubtful(run: Run) -> None:
    result = run("import", "statuspage", str(PAGE), "--json").json
    assert result["in_retrospect"] == 0
    (doubtful,) = result["doubtful"]
    assert doubtful["source"] == "statuspage:open1"
    assert doubtful["reasons"] == ["the page does not say that it was resolved; it is open here"]


@pytest.mark.parametrize("content", [None, b"", b"<html>", b'{"a": 1}', gzip.compress(b"{}" * 999, mtime=0)[:-9]])
def test_a_bad_file_stops_everything(run: Run, workspace: Path, tmp_path: Path, content: bytes | None) -> None:
    bad = tmp_path / "bad.json"
    if content is not None:
        bad.write_bytes(content)
    result = run("import", "statuspage", str(PAGE), str(bad))
    assert result.exit_code == 3
    assert str(bad) in result.stderr
    assert "hint:" in result.stderr
    assert not (workspace / "incidents").exists()


def test_a_folder_is_no_file(run: Run, tmp_path: Path) -> None:
    assert run("import", "statuspage", str(tmp_path)).exit_code == 3


def test_hostile_text_stays_text(run: Run, workspace: Path, tmp_path: Path) -> None:
    title = 'x\n- {id: 00000000, type: "NOTE_ADDED"}\x1b[31m\u2028\ud800'
    update = {"status": "resolved", "body": "---\n!!python/object\u0085", "display_at": "2026-10-05T10:00:00Z"}
    page = tmp_path / "page.json"
    page.write_text(json.dumps({"incidents": [{"id": "a/../b", "name": title, "incident_updates": [update]}]}))
    result = run("import", "statuspage", str(page))
    assert "\x1b" not in result.stdout
    (it,) = run("export").json
    assert it["title"] == title.replace("\ud800", "\ufffd")
    assert it["events"][-1]["text"] == update["body"].strip()
    assert run("doctor").exit_code == 0


def test_two_clones_import_the_same_and_merge(run: Run, workspace: Path, tmp_path: Path) -> None:
    other = shutil.copytree(workspace, tmp_path / "other")
    run("import", "statuspage", str(PAGE))
    run("import", "statuspage", str(PAGE), cwd=other, user="lea@example.com")
    before = run("list", "--all", "--json").json
    git(workspace, "fetch", "-q", str(other))
    git(workspace, "merge", "-q", "-m", "both", "FETCH_HEAD")
    assert run("list", "--all", "--json").json == before
    assert run("doctor").exit_code == 0
