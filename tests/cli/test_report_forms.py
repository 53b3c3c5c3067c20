"""`report` in every form, to stdout and to files; and the page of all reports."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.conftest import Clock, Run, git

FORMS = {"--json": "r.json", "--csv": "r.csv", "--markdown": "r.md", "--openmetrics": "r.prom"}


@pytest.fixture
def lived(run: Run, clock: Clock) -> None:
    """Three incidents with a title that would like to be markup, the last still open."""
    for minutes in (30, 60, 0):
        run("open", "<script>alert(1)</script> `x` | y", "--service", "checkout", "-s", "SEV2")
        clock.advance(f"{minutes} min")
        run("resolve") if minutes else None


@pytest.mark.parametrize(("form", "name"), FORMS.items())
def test_a_file_holds_what_stdout_would(run: Run, workspace: Path, lived: None, form: str, name: str) -> None:
    shown = run("report", form)
    written = run("report", form, "-o", name)
    assert (written.exit_code, written.stdout, written.stderr) == (0, "", f"written to {name}\n")
    assert (workspace / name).read_bytes().decode().splitlines() == shown.stdout.splitlines()
    assert run("report", form, "-o", name).exit_code == 0


def test_plain_lines_go_to_a_file_too(run: Run, workspace: Path, lived: None) -> None:
    assert run("report", "-o", "r.txt").exit_code == 0
    assert (workspace / "r.txt").read_text(encoding="utf-8") == run("report").stdout


def test_the_record_and_other_files_are_left_alone(run: Run, workspace: Path, lived: None) -> None:
    (log,) = sorted((workspace / "incidents").rglob("*.yaml"))[:1]
    before = log.read_bytes()
    for name in (str(log.relative_to(workspace)), "revenant.yaml", ".git/HEAD"):
        refused = run("report", "--json", "-o", name)
        assert (refused.exit_code, "hint: " in refused.stderr) == (3, True)
    assert log.read_bytes() == before
    (workspace / "notes.md").write_text("mine")
    assert run("report", "page", "-o", "notes.md").exit_code == 3
    assert (workspace / "notes.md").read_text() == "mine"
    assert run("report", "--json", "-o", "nowhere/r.json").exit_code == 3


@pytest.mark.parametrize(
    "command",
    [
        ("export", "-f", "csv"),
        ("action", "export"),
        ("action", "digest"),
        ("postmortem", "review-pack", "--since", "1d ago"),
    ],
)
def test_every_command_that_writes_a_file_refuses_the_record(run: Run, lived: None, command: tuple[str, ...]) -> None:
    refused = run(*command, "-o", "services.yaml")
    assert (refused.exit_code, "belongs to the record" in refused.stderr) == (3, True)


def test_tables_are_found_by_key_in_json(run: Run, lived: None) -> None:
    assert all("key" in block for block in run("report", "--json").json if "rows" in block)


def test_openmetrics_end_as_they_must(run: Run, lived: None) -> None:
    text = run("report", "--openmetrics").stdout
    assert text.startswith("# TYPE revenant_report_info gauge\n")
    assert text.endswith("\n# EOF\n")


def test_the_page_has_every_report(run: Run, workspace: Path, lived: None) -> None:
    page = run("report", "page").stdout
    for name in ("mttx", "actions"):
        assert f'<section id="{name}"' in page
    assert "<script" not in page
    assert "3 incidents" in page
    done = run("report", "page", "-o", "report.html")
    assert done.stderr == "the page was written to report.html\n"
    assert (workspace / "report.html").read_text(encoding="utf-8") == page


def test_filters_and_groups_reach_the_page(run: Run, lived: None) -> None:
    page = run("report", "page", "--by", "service", "--severity", "SEV1").stdout
    assert "0 incidents; 0 still open" in page
    assert "severity SEV1" in page
    assert run("report", "page", "--by", "moon").exit_code == 3


def test_the_page_of_a_commit_is_the_same_bytes_whenever_it_is_made(
    run: Run, workspace: Path, clock: Clock, lived: None
) -> None:
    head = git(workspace, "rev-parse", "HEAD").strip()
    first = run("report", "page", "--as-of", head).stdout
    assert f"commit {head[:12]}" in first
    clock.advance("3d")
    run("open", "Another")
    assert run("report", "page", "--as-of", head).stdout == first


@pytest.mark.parametrize("more", [("--json",), ("--openmetrics",), ("2025", "2026")])
def test_what_the_page_does_not_take(run: Run, more: tuple[str, ...]) -> None:
    assert run("report", "page", *more).exit_code == 2


def test_an_empty_workspace_has_a_page(run: Run) -> None:
    done = run("report", "page")
    assert done.exit_code == 0
    assert "0 incidents; 0 still open" in done.stdout


def test_json_to_a_file_is_json(run: Run, workspace: Path, lived: None) -> None:
    run("report", "--json", "--output", "r.json")
    assert json.loads((workspace / "r.json").read_text(encoding="utf-8")) == run("report", "--json").json


def test_the_page_is_the_same_shared_out_or_not(run: Run, lived: None, monkeypatch: pytest.MonkeyPatch) -> None:
    alone = run("report", "page").stdout
    monkeypatch.setattr("revenant.cli.reporting._WORTH_SHARING", 0)
    monkeypatch.setattr("revenant.store.sharing._copies", lambda: 3)
    monkeypatch.setattr("revenant.store.sharing.can_share", lambda: True)
    assert run("report", "page").stdout == alone
