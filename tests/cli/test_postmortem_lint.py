"""`postmortem lint`: ours, others' in their folders, and any file that is named; with all of lint's options."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest

from tests.conftest import Run, git

FOREIGN = "---\nlayout: post\n---\n# Outage\n\n## Root Cause\n\nThe disk was full.\n"
BROKEN = "\n## Action items\n\n- [ ] **A1** Reject small pools (owner: platform, due: 2026-12-11; type: prevent)\n"
ONLY = ("--select", "PM,EV,AI,LI", "--format", "concise")


@pytest.fixture
def drafted(run: Run, workspace: Path, opened: str) -> Path:
    """A draft of the open incident's postmortem, committed."""
    return workspace / str(run("postmortem", "draft", opened, "--json").json["path"])


def _codes(stdout: str) -> list[str]:
    return [row.split()[2] for row in stdout.splitlines()]


def _add(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    before = path.read_text(encoding="utf-8") if path.exists() else ""
    path.write_text(before + text, encoding="utf-8")


def _settings(workspace: Path, text: str) -> None:
    _add(workspace / "revenant.yaml", text)


def test_a_fresh_draft_has_nothing_worse_than_info(run: Run, drafted: Path) -> None:
    result = run("postmortem", "lint", *ONLY)
    assert result.exit_code == 0
    assert set(_codes(result.stdout)) == {"PM010", "PM012"}
    assert " warning " not in result.stdout
    assert "checked 1 postmortem" in result.stderr


def test_in_review_the_same_is_a_warning(run: Run, opened: str, drafted: Path) -> None:
    drafted.write_text(drafted.read_text().replace("status: draft ", "status: review "))
    assert run("postmortem", "lint", *ONLY, "--fail-on", "warning").exit_code == 1
    assert run("postmortem", "lint", *ONLY).exit_code == 0


def test_only_postmortems_are_looked_at(run: Run, drafted: Path, workspace: Path) -> None:
    (workspace / "services.yaml").write_text("schema: [\n")
    assert "services.yaml" not in run("postmortem", "lint").stdout
    assert "WS002" in run("lint").stdout
    assert "PM010" in run("lint").stdout


def test_a_report_that_is_named_is_linted_wherever_it_is(run: Run, workspace: Path) -> None:
    report = workspace / "docs" / "2024-outage.md"
    _add(report, FOREIGN)
    result = run("postmortem", "lint", "docs/2024-outage.md", *ONLY)
    assert _codes(result.stdout) == ["PM011"]
    assert "checked 1 postmortem" in result.stderr
    assert "no rules for it" in run("lint", "docs/2024-outage.md").stderr


def test_a_folder_that_is_named_is_linted_without_its_pages_about_itself(run: Run, workspace: Path) -> None:
    for name in ("a.md", "deep/b.html.md.erb", "c.qmd", "README.md", "index.md", "postmortem-template.md", "notes.txt"):
        _add(workspace / "docs" / name, FOREIGN)
    result = run("postmortem", "lint", "docs", *ONLY)
    assert [row.partition(":")[0] for row in result.stdout.splitlines()] == [
        "docs/a.md", "docs/c.qmd", "docs/deep/b.html.md.erb",
    ]  # fmt: skip
    assert "no rules for it" in run("postmortem", "lint", "docs/README.md").stderr


def test_a_template_engine_may_have_an_outage(run: Run, workspace: Path) -> None:
    _add(workspace / "docs" / "2024-template-engine.md", FOREIGN)
    assert "checked 1 postmortem" in run("postmortem", "lint", "docs").stderr


def test_a_repository_of_foreign_reports_alone(run: Run, tmp_path: Path) -> None:
    root = tmp_path / "site"
    _add(root / "revenant.yaml", "schema: revenant/workspace@1\npostmortems: {folders: [docs/pm, gone]}\n")
    _add(root / "docs" / "pm" / "one.md", FOREIGN)
    _add(root / "docs" / "other.md", FOREIGN)
    git(tmp_path, "init", "-q", str(root))
    for words in (("postmortem", "lint"), ("lint",)):
        result = run(*words, *ONLY, cwd=root)
        assert [row.partition(":")[0] for row in result.stdout.splitlines()] == ["docs/pm/one.md"]
        assert "gone (no such folder)" in result.stderr


def test_a_runbook_that_is_named_is_linted_as_what_was_asked(run: Run, workspace: Path) -> None:
    _add(workspace / "runbooks" / "x.md", FOREIGN)
    assert _codes(run("postmortem", "lint", "runbooks/x.md", *ONLY).stdout) == ["PM011"]


@pytest.mark.parametrize(("path", "code"), [("gone.md", 3), ("../outside.md", 3), ("/etc/hosts", 3)])
def test_what_cannot_be_linted(run: Run, workspace: Path, path: str, code: int) -> None:
    result = run("postmortem", "lint", path)
    assert result.exit_code in (2, code)
    assert "hint:" in result.stderr


def test_a_link_in_a_folder_of_reports_is_not_followed(run: Run, workspace: Path, tmp_path: Path) -> None:
    (tmp_path / "secret.md").write_text(FOREIGN)
    (workspace / "docs").mkdir()
    (workspace / "docs" / "x.md").symlink_to(tmp_path / "secret.md")
    result = run("postmortem", "lint", "docs")
    assert "secret" not in result.stdout
    assert "The disk was full" not in result.stdout + result.stderr


# --- lint's options -------------------------------------------------------------------------


def test_a_suppression_silences_with_its_reason(run: Run, workspace: Path) -> None:
    comment = "<!-- revenant: ignore PM011 -- it was the only one -->\n"
    _add(workspace / "docs" / "a.md", FOREIGN.replace("## Root", f"{comment}## Root"))
    assert run("postmortem", "lint", "docs", *ONLY).stdout == ""
    _add(workspace / "docs" / "a.md", "\n<!-- revenant: ignore-file EV003 -- unused -->\n")
    assert _codes(run("postmortem", "lint", "docs", *ONLY).stdout) == ["LI001"]
    _add(workspace / "docs" / "a.md", "\n<!-- revenant: ignore-file PM004 -- of another command -->\n")
    assert _codes(run("postmortem", "lint", "docs", *ONLY).stdout) == ["LI001"]


def test_front_matter_holds_suppressions_too(run: Run, drafted: Path) -> None:
    text = drafted.read_text().replace("owner: ben@example.com", "owner: zoe@example.com")
    drafted.write_text(text)
    assert "PM021" in run("postmortem", "lint", *ONLY).stdout
    drafted.write_text(
        text.replace("owner: zoe@example.com", "owner: zoe@example.com  # revenant: ignore PM021 -- a guest")
    )
    assert "PM021" not in run("postmortem", "lint", *ONLY).stdout


def test_levels_of_the_workspace_count(run: Run, workspace: Path, drafted: Path) -> None:
    _settings(workspace, "lint: {levels: {PM010: error, PM012: 'off', PM004: warning}}\n")
    result = run("postmortem", "lint", *ONLY)
    assert (result.exit_code, set(_codes(result.stdout))) == (1, {"PM010"})
    assert "WS011" not in run("lint").stdout


def test_the_baseline_knows_postmortems(run: Run, workspace: Path) -> None:
    _add(workspace / "docs" / "a.md", FOREIGN)
    _settings(workspace, "postmortems: {folders: [docs]}\n")
    run("postmortem", "lint", *ONLY, "--update-baseline")
    _add(workspace / "docs" / "a.md", "\n## Cause\n\nThe fan was off.\n")
    result = run("postmortem", "lint", *ONLY)
    assert (result.stdout, result.stderr.endswith("1 known by the baseline\n")) == ("", True)
    assert _codes(run("postmortem", "lint", *ONLY, "--no-baseline").stdout) == ["PM011"]


def test_since_looks_at_what_is_new(run: Run, workspace: Path, drafted: Path) -> None:
    assert run("postmortem", "lint", *ONLY, "--since", "HEAD").stdout == ""
    _add(drafted, "\nMore prose.\n")
    assert "PM010" in run("postmortem", "lint", *ONLY, "--since", "HEAD").stdout


@pytest.mark.parametrize("ends", ["\n", "\r\n"])
def test_fix_mends_an_action_line_and_nothing_else(run: Run, drafted: Path, ends: str) -> None:
    before = (drafted.read_text() + BROKEN + "- [ ] **A1** Page earlier (owner: shop; due: 2026/12/4\n").replace(
        "\n", ends
    )
    drafted.write_bytes(before.encode())
    run("postmortem", "lint", "--fix")
    after = before.replace("platform, due", "platform; due").replace("2026/12/4", "2026-12-04)")
    assert drafted.read_bytes().decode() == after
    run("postmortem", "lint", "--fix", "--select", "AI008")
    assert drafted.read_bytes().decode() == after.replace("**A1** Page", "**A2** Page")


def test_dry_run_prints_a_patch_that_git_takes(run: Run, workspace: Path, drafted: Path) -> None:
    _add(drafted, BROKEN)
    patch = run("postmortem", "lint", "--fix", "--dry-run").stdout
    done = subprocess.run(["git", "apply", "-"], cwd=workspace, input=patch, text=True, check=False)
    assert done.returncode == 0
    assert "platform; due" in drafted.read_text()


@pytest.mark.parametrize("form", ["text", "concise", "json", "github", "gitlab", "sarif", "junit"])
def test_every_format_takes_postmortems(run: Run, workspace: Path, form: str) -> None:
    _add(workspace / "docs" / "a.md", FOREIGN)
    result = run("postmortem", "lint", "docs", "--format", form, "--fail-on", "info", "--select", "PM")
    assert result.exit_code == 1
    assert "PM011" in result.stdout
    if form in ("json", "gitlab", "sarif"):
        json.loads(result.stdout)


def test_hostile_text_is_shown_harmlessly(run: Run, workspace: Path) -> None:
    row = "- [ ] **A1** \x1b[31mred\x1b[0m <script> (owner: platform; d\u202eue: 1; typ: \x07)\n"
    _add(workspace / "docs" / "a.md", f"# T\n\n## Actions\n\n{row}")
    for form in ("text", "github", "json"):
        shown = run("postmortem", "lint", "docs", "--format", form).stdout
        assert "AI009" in shown
        assert not set("\x1b\u202e\x07") & set(shown)


def test_a_file_that_is_not_utf8_is_read_all_the_same(run: Run, workspace: Path) -> None:
    (workspace / "docs").mkdir()
    (workspace / "docs" / "a.md").write_bytes(b"\xff\xfe# T\n\n## Root cause\n\nD\xe9faut.\n\0")
    assert run("postmortem", "lint", "docs").exit_code == 0


def test_pages_of_the_rules_are_found(run: Run) -> None:
    for code in ("PM004", "EV003", "AI009", "WS012"):
        assert run("runbook", "rule", code).stdout.startswith(f"# {code} ")


def test_ours_and_others_are_counted_together(run: Run, workspace: Path, opened: str) -> None:
    run("postmortem", "draft", opened)
    with (workspace / "revenant.yaml").open("a", encoding="utf-8") as settings:
        settings.write("\npostmortems: {folders: [docs/pm]}\n")
    (workspace / "docs/pm").mkdir(parents=True)
    for number in range(3):
        (workspace / f"docs/pm/{number}.md").write_text("# Outage\n\nThe disk was full.\n", encoding="utf-8")
    assert "checked 4 postmortems" in run("postmortem", "lint").stderr
