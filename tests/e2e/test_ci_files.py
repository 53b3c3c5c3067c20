"""What other programs read at the root of the repository: hooks for pre-commit, the action for GitHub."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from importlib.resources import files
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

from revenant.cli.app import load_command
from revenant.cli.table import COMMANDS
from tests.conftest import ROOT, git


def read(name: str) -> Any:
    return yaml.safe_load((ROOT / name).read_text(encoding="utf-8"))


def test_the_action_is_one_that_github_reads() -> None:
    vendored = files("check_jsonschema") / "builtin_schemas" / "vendor" / "github-actions.json"
    schema = json.loads(vendored.read_text(encoding="utf-8"))
    jsonschema.validators.validator_for(schema)(schema).validate(read("action.yml"))


def test_no_input_of_the_action_reaches_a_script() -> None:
    steps = read("action.yml")["runs"]["steps"]
    assert [step["name"] for step in steps if "${{" in step["run"]] == []
    told = " ".join(value for step in steps for value in step.get("env", {}).values())
    assert set(re.findall(r"inputs\.([\w-]+)", told)) == set(read("action.yml")["inputs"])


def test_hooks_are_of_files_that_there_are_rules_for() -> None:
    lint, coverage = read(".pre-commit-hooks.yaml")
    for name in ("revenant.yaml", "runbooks/a/b.md", "docs/runbooks/c.md.erb", "incidents/2026/11/x.yaml"):
        assert re.search(lint["files"], name), name
    for name in ("README.md", "src/runbooks.py", "other/services.yaml"):
        assert not re.search(lint["files"], name), name
    assert (coverage["pass_filenames"], coverage["always_run"]) == (False, True)


def test_the_hook_runs_in_pre_commit(workspace: Path, tmp_path: Path) -> None:
    tool = shutil.which("pre-commit", path=f"{Path(sys.executable).parent}:{os.environ['PATH']}")
    if tool is None:
        if os.environ.get("CI"):
            pytest.fail("CI needs pre-commit, which the development tools hold")
        pytest.skip("pre-commit is not installed")
    (workspace / "runbooks").mkdir(exist_ok=True)
    half = "# DiskFull\n\n## Symptom\n\na\n\n## Impact\n\na\n\n## Diagnosis\n\na\n"
    (workspace / "runbooks" / "DiskFull.md").write_text(half)
    git(workspace, "add", "-A")
    done = subprocess.run(
        [tool, "try-repo", str(ROOT), "revenant-lint", "--all-files"],
        cwd=workspace,
        env=os.environ | {"PRE_COMMIT_HOME": str(tmp_path / "pre-commit")},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1, done.stdout + done.stderr
    assert "runbooks/DiskFull.md:1:1: error RB101" in done.stdout
    assert "no rules for it" not in done.stdout


def test_every_hook_is_a_command() -> None:
    group = load_command("runbook", COMMANDS["runbook"])
    known = {f"runbook {name}" for name in getattr(group, "commands", {})} | set(COMMANDS)
    entries = {hook["entry"].removeprefix("revenant ") for hook in read(".pre-commit-hooks.yaml")}
    assert entries <= known
