"""The options of `lint`: levels, choice, suppressions, baseline, --since, --fix."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest

from tests.conftest import Run, git

WORDS = "seven words make no stub of this"
SECTIONS = [f"## {name}\n\n{WORDS}\n" for name in ("Symptom", "Impact", "Diagnosis", "Mitigation", "Prevention")]
FULL = "# {0}\n\n" + "\n".join(SECTIONS)
HALF = "# Half\n\n" + "\n".join(SECTIONS[:3])
UNUSED = "<!-- revenant: ignore RB101 -- moved -->"
ONLY = ("--select", "RB101,LI,WS011", "--format", "concise")


@pytest.fixture
def runbook(workspace: Path) -> Path:
    """An alert's runbook that lacks a section, committed."""
    path = workspace / "runbooks" / "HalfDone.md"
    path.parent.mkdir(exist_ok=True)
    path.write_text(HALF)
    git(workspace, "add", "-A")
    git(workspace, "commit", "-q", "-m", "half", GIT_AUTHOR_NAME="a", GIT_AUTHOR_EMAIL="a@example.com",
        GIT_COMMITTER_NAME="a", GIT_COMMITTER_EMAIL="a@example.com")  # fmt: skip
    return path


def settings(workspace: Path, text: str) -> None:
    with (workspace / "revenant.yaml").open("a") as file:
        file.write(text)


def test_levels_of_the_workspace(run: Run, runbook: Path, workspace: Path) -> None:
    assert run("lint", *ONLY).exit_code == 1
    settings(workspace, "lint: {levels: {RB101: warning}}\n")
    result = run("lint", *ONLY)
    assert (result.exit_code, "warning RB101" in result.stdout) == (0, True)


def test_a_rule_that_is_off_does_not_run_and_leaves_suppressions_alone(
    run: Run, runbook: Path, workspace: Path
) -> None:
    runbook.write_text(FULL.format("Half " + UNUSED))
    settings(workspace, "lint: {levels: {RB101: 'off'}}\n")
    assert run("lint", "runbooks", "--select", "RB1,LI").stdout == ""
    assert "LI001" in run("lint", "runbooks", "--select", "RB101,LI").stdout


def test_a_level_for_no_rule(run: Run, workspace: Path) -> None:
    settings(workspace, "lint: {levels: {RB110: warning}}\n")
    assert "error WS011 no rule 'RB110'" in run("lint", *ONLY).stdout


def test_a_suppression_silences(run: Run, runbook: Path) -> None:
    runbook.write_text(HALF.replace("# Half", "# Half <!-- revenant: ignore RB101 -- moved (until 2026-11-23) -->"))
    assert run("lint", *ONLY).stdout == ""
    runbook.write_text(runbook.read_text().replace("11-23", "11-22"))
    assert [row.split()[2] for row in run("lint", *ONLY).stdout.splitlines()] == ["RB101", "LI003"]


def test_comments_in_logs_do_not_suppress(run: Run, opened: str, workspace: Path) -> None:
    log = next((workspace / "incidents").rglob("INC-*.yaml"))
    log.write_text(log.read_text() + "# revenant: ignore-file IN018 IN003 -- no\nscribble\n")
    assert "IN018" in run("lint").stdout
    assert "LI00" not in run("lint").stdout


def test_unknown_codes_are_a_mistake_in_the_command(run: Run) -> None:
    result = run("lint", "--select", "RB110")
    assert result.exit_code == 2
    assert "did you mean RB10" in result.stderr
    assert run("lint", "--ignore", "QQ1").exit_code == 2


@pytest.mark.parametrize("options", [("--dry-run",), ("--update-baseline", "--no-baseline")])
def test_options_that_do_not_fit(run: Run, options: tuple[str, ...]) -> None:
    assert run("lint", *options).exit_code == 2


# --- the baseline ---------------------------------------------------------------------------


def test_baseline_hides_what_is_known_wherever_it_moves(run: Run, runbook: Path, workspace: Path) -> None:
    told = run("lint", *ONLY, "--update-baseline")
    assert (told.exit_code, told.stdout) == (0, "")
    assert "commit it: git add .revenant-baseline.json" in told.stderr
    runbook.write_text("---\ntitle: x\n---\n" + HALF)
    result = run("lint", *ONLY)
    assert (result.exit_code, result.stdout) == (0, "")
    assert result.stderr.endswith("; 1 known by the baseline\n")
    assert run("lint", *ONLY, "--no-baseline").exit_code == 1


def test_baseline_tells_what_is_gone_and_drops_it(run: Run, runbook: Path, workspace: Path) -> None:
    run("lint", *ONLY, "--update-baseline")
    runbook.write_text(FULL.format("Half"))
    assert "1 in the baseline no longer occurs: --update-baseline" in run("lint").stderr
    assert "no longer" not in run("lint", "revenant.yaml").stderr, "it did not look there"
    run("lint", "revenant.yaml", "--update-baseline")
    assert len(json.loads((workspace / ".revenant-baseline.json").read_text())["problems"]) == 1
    run("lint", *ONLY, "--update-baseline")
    assert json.loads((workspace / ".revenant-baseline.json").read_text())["problems"] == []


def test_baseline_is_one_line_an_entry_and_sorted(run: Run, runbook: Path, workspace: Path) -> None:
    settings(workspace, "lint: {baseline: known.json}\n")
    (workspace / "runbooks" / "AllGone.md").write_text(HALF)
    run("lint", *ONLY, "--update-baseline")
    text = (workspace / "known.json").read_text()
    assert text.splitlines()[1:3] == [
        '  {"path": "runbooks/AllGone.md", "code": "RB101", "text": "# Half", "count": 1},',
        '  {"path": "runbooks/HalfDone.md", "code": "RB101", "text": "# Half", "count": 1}',
    ]
    run("lint", *ONLY, "--update-baseline")
    assert (workspace / "known.json").read_text() == text


@pytest.mark.parametrize("text", ["", "{", "[]", '{"schema": "revenant/baseline@2", "problems": []}', "\udcff"])
def test_a_broken_baseline_says_what_to_do(run: Run, workspace: Path, text: str) -> None:
    (workspace / ".revenant-baseline.json").write_bytes(text.encode("utf-8", "surrogateescape"))
    result = run("lint")
    assert result.exit_code == 3
    assert "--update-baseline" in result.stderr
    assert run("lint", "--no-baseline").exit_code == 0


def test_a_baseline_elsewhere_is_refused(run: Run, workspace: Path) -> None:
    settings(workspace, "lint: {baseline: ../known.json}\n")
    assert run("lint", "--update-baseline").exit_code == 3


# --- --since --------------------------------------------------------------------------------


def test_since_looks_only_at_what_differs(run: Run, runbook: Path, workspace: Path) -> None:
    assert run("lint", *ONLY, "--since", "HEAD").stdout == ""
    (workspace / "runbooks" / "new ü.md").write_text(HALF)
    result = run("lint", *ONLY, "--since", "HEAD")
    assert [row.partition(":")[0] for row in result.stdout.splitlines()] == ["runbooks/new ü.md"]
    assert "files left out as unchanged" in result.stderr
    git(workspace, "add", "-A")
    runbook.unlink()
    assert "new ü.md" in run("lint", *ONLY, "--since", "HEAD").stdout, "staged, and another deleted"


@pytest.mark.parametrize("revision", ["-", "--output=x", "nowhere", "HEAD~99", ""])
def test_since_what_is_not_there(run: Run, runbook: Path, revision: str) -> None:
    result = run("lint", f"--since={revision}")
    assert result.exit_code == 3
    assert "hint:" in result.stderr


def test_since_in_a_shallow_clone(run: Run, runbook: Path, workspace: Path, tmp_path: Path) -> None:
    clone = tmp_path / "clone"
    git(tmp_path, "clone", "-q", "--depth", "1", f"file://{workspace}", str(clone))
    result = run("lint", "--since", "HEAD~1", cwd=clone)
    assert result.exit_code == 3
    assert "fetch-depth: 0" in result.stderr


# --- --fix ----------------------------------------------------------------------------------


def test_fix_mends_and_reports_what_is_left(run: Run, runbook: Path) -> None:
    runbook.write_bytes(
        b"# Half\r\n\r\n" + UNUSED.encode() + b"\r\n## Symptom\r\n\r\na  \r\n\r\n## Impact\r\n\r\na\xc3\xbc"
    )
    runbook.chmod(0o640)
    result = run("lint", *ONLY, "--fix")
    assert runbook.read_bytes() == b"# Half\r\n\r\n## Symptom\r\n\r\na  \r\n\r\n## Impact\r\n\r\na\xc3\xbc"
    assert runbook.stat().st_mode & 0o777 == 0o640
    assert [row.split()[2] for row in result.stdout.splitlines()] == ["RB101"]
    assert "; 1 mended\n" in result.stderr


def test_dry_run_prints_a_patch_that_git_takes(run: Run, runbook: Path, workspace: Path) -> None:
    before = FULL.format("Half " + UNUSED).removesuffix("\n")
    runbook.write_text(before)
    result = run("lint", *ONLY, "--fix", "--dry-run")
    assert runbook.read_text() == before
    assert result.stdout.startswith("--- a/runbooks/HalfDone.md\n+++ b/runbooks/HalfDone.md\n")
    done = subprocess.run(["git", "apply", "-"], cwd=workspace, input=result.stdout, text=True, check=False)
    assert done.returncode == 0
    assert runbook.read_text() == FULL.format("Half").removesuffix("\n")


def test_a_file_that_changed_meanwhile_is_left_alone(run: Run, runbook: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from revenant.store import mending

    runbook.write_text(FULL.format("Half " + UNUSED))
    real = mending.drafts

    def slow(*given: object) -> object:
        runbook.write_text("somebody else's words\n")
        return real(*given)  # type: ignore[arg-type]

    monkeypatch.setattr(mending, "drafts", slow)
    run("lint", *ONLY, "--fix")
    assert runbook.read_text() == "somebody else's words\n"


# --- formats and rules ----------------------------------------------------------------------


def test_paths_are_those_of_the_repository_where_readers_know_no_workspace(
    run: Run, runbook: Path, workspace: Path, tmp_path: Path
) -> None:
    outer = tmp_path / "outer"
    git(tmp_path, "init", "-q", str(outer))
    (workspace / ".git").rename(tmp_path / "aside")
    inner = workspace.rename(outer / "ops")
    paths = [
        issue["location"]["path"] for issue in run("lint", "runbooks", *ONLY[:2], "--format", "gitlab", cwd=inner).json
    ]
    assert paths == ["ops/runbooks/HalfDone.md"]
    assert run("lint", "runbooks", *ONLY, cwd=inner).stdout.startswith("runbooks/HalfDone.md:")


def test_runbook_lint_looks_at_runbooks(run: Run, runbook: Path, workspace: Path) -> None:
    (workspace / "services.yaml").write_text("schema: [\n")
    result = run("runbook", "lint", *ONLY)
    assert [row.split()[2] for row in result.stdout.splitlines()] == ["RB101"]
    assert "checked 1 runbook" in result.stderr
    assert result.stderr.endswith("explain a rule: revenant runbook rule RB101\n")


def test_runbook_rule(run: Run) -> None:
    assert run("runbook", "rule", "li001").stdout.startswith("# LI001 unused-suppression\n")
    assert "| " not in run("runbook", "rule").stdout
    assert len(run("runbook", "rule").stdout.splitlines()) == len(run("runbook", "rule", "--json").json) + 1
    assert run("runbook", "rule", "LI001", "--json").json["page"].startswith("# LI001")
    result = run("runbook", "rule", "LI01")
    assert result.exit_code == 2
    assert "did you mean" in result.stderr


def test_codes_complete() -> None:
    from revenant.cli.runbook.rule import complete_rule

    assert ("LI001", "unused-suppression") in complete_rule(None, "li")
