"""`revenant runbook coverage`, and what lint says once revenant.yaml names alert rules."""

from __future__ import annotations

import tarfile
from pathlib import Path

import pytest

from tests.conftest import SETTINGS, Run, git

RULES = """\
groups:
- name: storage
  rules:
  - alert: DiskFull
    labels: {severity: critical}
    annotations: {runbook_url: "https://github.com/acme/ops/blob/main/runbooks/disk.md#mitigate"}
  - alert: VolumeFull
    labels: {severity: warning}
  - alert: CpuHot
    labels: {severity: page}
"""
RUNBOOK = "---\nalerts: [VolumeFull]\n---\n# Disks\n\n## Mitigation\n"


@pytest.fixture
def covered(workspace: Path) -> Path:
    """The suite's workspace with one runbook and three alerts."""
    for name, text in (("rules/storage.yaml", RULES), ("runbooks/disk.md", RUNBOOK)):
        (workspace / name).parent.mkdir(exist_ok=True)
        (workspace / name).write_text(text)
    return workspace


def name_rules(workspace: Path, more: str = "") -> None:
    (workspace / "revenant.yaml").write_text(f"{SETTINGS}runbooks:\n  alert_rules: [rules/*.yaml]\n{more}")


def test_the_screen(run: Run, covered: Path) -> None:
    result = run("runbook", "coverage", "--rules", "rules")
    assert result.exit_code == 1
    assert result.stdout == (
        "Alerts without a runbook\nalert   severity  rule\nCpuHot  page      rules/storage.yaml:9\n"
    )
    assert result.stderr == (
        "1 of 3 alerts have a runbook (1 missing, 1 of them paging; 1 not known); 1 external link, not checked\n"
    )


def test_own_addresses_are_followed_by_the_remotes(run: Run, covered: Path) -> None:
    git(covered, "remote", "add", "origin", "git@github.com:acme/ops.git")
    result = run("runbook", "coverage", "--rules", "rules/*.yaml", "--format", "concise")
    assert result.exit_code == 1
    assert "rules/storage.yaml:6:19: error RB603 runbook_url of DiskFull: no heading #mitigate in" in result.stdout
    assert "1 dead link" in result.stderr


def test_json(run: Run, covered: Path) -> None:
    result = run("runbook", "coverage", "--rules", "rules", "--json")
    disk, volume, cpu = result.json["alerts"]
    assert (disk["link"], disk["not_checked"], disk["runbook"]) == ("not checked", "external", None)
    assert (volume["by"], volume["runbook"], volume["link"]) == ("name", "runbooks/disk.md", None)
    assert (cpu["by"], cpu["paging"], cpu["line"]) == ("none", True, 9)
    assert result.json["summary"]["missing_paging"] == 1
    assert [problem["code"] for problem in result.json["problems"]] == ["RB601"]


def test_fail_on(run: Run, covered: Path) -> None:
    (covered / "rules/storage.yaml").write_text("groups: [{name: a, rules: [{alert: Slow}]}]\n")
    assert run("runbook", "coverage", "--rules", "rules").exit_code == 0
    assert run("runbook", "coverage", "--rules", "rules", "--fail-on", "warning").exit_code == 1


def test_no_rules_at_all(run: Run) -> None:
    result = run("runbook", "coverage")
    assert result.exit_code == 3
    assert "--rules FILE" in result.stderr
    assert run("runbook", "coverage", "--rules", "nothing").exit_code == 3


def test_lint_looks_at_the_rules_that_settings_name(run: Run, covered: Path) -> None:
    assert "RB601" not in run("lint").stdout
    name_rules(covered)
    result = run("lint")
    assert "rules/storage.yaml:9:5: error RB601 no runbook for CpuHot (page)" in result.stdout
    assert "1 file of alert rules" in result.stderr
    assert "RB601" in run("lint", "rules/storage.yaml").stdout
    assert "RB601" not in run("lint", "runbooks").stdout
    name_rules(covered, "  paging: [sev1]\n")
    assert "warning RB601 no runbook for CpuHot" in run("lint").stdout


def test_lint_says_which_links_it_did_not_check(run: Run, covered: Path) -> None:
    (covered / "runbooks/disk.md").write_text("# Disks\n[a](https://x.example) [b](https://y.example) [c](/nowhere)\n")
    said = run("lint", "runbooks").stderr
    assert "; not checked: 2 external links, 1 link whose site root is unknown (runbooks.link_roots)\n" in said


def test_many_links_and_links_in_circles(run: Run, covered: Path) -> None:
    rows = "\n".join(f"[{number}](b.md#b) [x](missing-{number}.md)" for number in range(2500))
    (covered / "runbooks/a.md").write_text(f"# A\n{rows}\n")
    (covered / "runbooks/b.md").write_text("# B\n[a](a.md#a) [b](b.md)\n")
    (covered / "runbooks/circle").symlink_to(covered / "runbooks")
    assert run("lint", "runbooks", "--format", "concise").stdout.count(" RB301 ") == 2500


@pytest.mark.data
def test_the_rules_of_kube_prometheus(run: Run, shared_data: Path, workspace: Path) -> None:
    for name in ("prometheus-operator", "kube-prometheus-rules"):
        with tarfile.open(shared_data / "runbooks" / f"{name}.tar.gz") as archive:
            archive.extractall(workspace, filter="data")
    root = '  link_roots: {"https://runbooks.prometheus-operator.dev/runbooks/": content/runbooks}\n'
    (workspace / "revenant.yaml").write_text(f"{SETTINGS}runbooks:\n  folder: content/runbooks\n{root}")
    found = run("runbook", "coverage", "--rules", "manifests", "--json").json
    assert found["summary"]["dead_links"] == 26
    assert len({it["alert"] for it in found["alerts"] if it["link"] == "missing"}) == 26
    linked = {(it["alert"], it["runbook"]) for it in found["alerts"] if it["link"] == "found"}
    assert len({path for _, path in linked}) == 99
    assert [name for name, path in linked if Path(path).stem.casefold() != name.casefold()] == []
