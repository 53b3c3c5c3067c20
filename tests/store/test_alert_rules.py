"""Files of alert rules: which are found, and what is read from any of them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from revenant.runbooks.errors import NoAlertRulesError
from revenant.store.alert_rules import find_rule_files, named_rule_files, parse_rule_file, read_rule_file
from revenant.store.workspace import Workspace

RULES = """\
groups:
- name: storage
  rules:
  - record: disk:free
    expr: disk_free
  - alert: DiskFull
    expr: up == 0
    labels: {severity: critical}
    annotations:
      summary: Full
      runbook_url: https://runbooks.example.com/disk-full
"""


def test_an_alert_is_read_with_its_lines() -> None:
    (alert,) = parse_rule_file(RULES.encode(), "rules/a.yaml").alerts
    assert (alert.name, alert.line, alert.col, alert.severity) == ("DiskFull", 6, 5, "critical")
    assert (alert.url, alert.url_key, alert.url_line, alert.url_col) == (
        "https://runbooks.example.com/disk-full",
        "runbook_url",
        11,
        7,
    )


def test_manifests_in_streams_and_lists_are_read() -> None:
    indented = RULES.replace("\n", "\n  ").rstrip()
    manifest = f"kind: PrometheusRule\nspec:\n  {indented}\n"
    listed = "kind: List\nitems:\n- " + manifest.replace("\n", "\n  ").rstrip() + "\n"
    found = parse_rule_file(f"---\n{manifest}---\n---\n{listed}".encode(), "a.yaml")
    assert [(alert.name, alert.line) for alert in found.alerts] == [("DiskFull", 9), ("DiskFull", 26)]


def test_grafanas_exports_are_read_as_json_with_tabs_and_pairs() -> None:
    rule = {
        "title": "Disk \U0001f600 full",
        "condition": "A",
        "data": [],
        "labels": {"severity": "page"},
        "annotations": {"__dashboardUid__": "x", "runbook_url": "disk-full"},
    }
    content = json.dumps({"apiVersion": 1, "groups": [{"name": "g", "rules": [rule]}]}, indent="\t").encode()
    (alert,) = parse_rule_file(content, "g.json").alerts
    assert (alert.name, alert.severity, alert.url, alert.line) == ("Disk \U0001f600 full", "page", "disk-full", 8)
    (alert,) = parse_rule_file(json.dumps([rule]).encode(), "list.json").alerts
    assert alert.name == rule["title"]


@pytest.mark.parametrize(
    "text",
    [
        "", "groups: null", "groups: []", "groups:\n- 3\n- {name: x, rules: null}", "- 1", "foo", "spec: {groups: 7}",
        "groups:\n- rules:\n  - {expr: up}\n  - {alert: }\n  - {alert: 5}\n  - 7\n  - {record: a, expr: b}",
    ],
)  # fmt: skip
def test_what_holds_no_alert_is_no_trouble(text: str) -> None:
    found = parse_rule_file(text.encode(), "a.yaml")
    assert (list(found.alerts), found.complaint) == ([], None)


def test_labels_and_annotations_may_be_anything() -> None:
    text = (
        "groups:\n- rules:\n  - {alert: A, labels: [1], annotations: text}\n  - {alert: B, annotations: {runbook: 5}}"
    )
    assert [(it.name, it.severity, it.url) for it in parse_rule_file(text.encode(), "a").alerts] == [
        ("A", "", ""),
        ("B", "", ""),
    ]


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"groups:\n- name: \xe9\n", "not UTF-8"),
        (b"a: &a [x]\ngroups: [*a, *a]\n", "alias"),
        (b"[" * 100_000, "deeper"),
        (b"{{- if .Values.on }}\ngroups:\n", "node content"),
        (b"groups: 1\ngroups: 2\n", "twice"),
    ],
)
def test_a_file_that_cannot_be_read_is_one_complaint(content: bytes, words: str) -> None:
    found = parse_rule_file(content, "a.yaml")
    assert found.complaint is not None
    assert words in found.complaint.message
    assert list(found.alerts) == []


def test_a_large_file_is_not_read(tmp_path: Path) -> None:
    path = tmp_path / "big.yaml"
    path.write_bytes(b"# x\n" * 1_500_000)
    found = read_rule_file(path, "big.yaml")
    assert found.complaint is not None
    assert "MiB" in found.complaint.message
    gone = read_rule_file(tmp_path / "gone.yaml", "gone.yaml").complaint
    assert gone is not None
    assert "cannot be read" in gone.message


def fill(root: Path) -> None:
    for name in ("rules/a.yaml", "rules/sub/b.yml", "rules/README.md", "rules/.hidden.yaml", "other/c.json"):
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text("groups: []\n")
    for name in ("loop", "loop2"):
        (root / "rules" / name).symlink_to(root / "rules")


@pytest.mark.parametrize(
    ("pattern", "names"),
    [
        ("rules", ["rules/a.yaml", "rules/sub/b.yml"]),
        ("rules/**", ["rules/a.yaml", "rules/sub/b.yml"]),
        ("rules/*.yaml", ["rules/a.yaml"]),
        ("rules/*", ["rules/a.yaml", "rules/sub/b.yml"]),
        ("**/*.yml", ["rules/sub/b.yml"]),
        ("*/*.md", ["rules/README.md"]),
        ("o*", ["other/c.json"]),
        ("rules/a.yaml", ["rules/a.yaml"]),
        ("nowhere/**", []),
        ("../*", []),
    ],
)
def test_patterns(workspace: Path, pattern: str, names: list[str]) -> None:
    fill(workspace)
    (workspace.parent / "outside.yaml").write_text("groups: []\n")
    found = [path.relative_to(workspace).as_posix() for path in find_rule_files(Workspace(workspace), [pattern])]
    assert found == names
    if names:
        assert [path.relative_to(workspace).as_posix() for path in named_rule_files(workspace, [pattern])] == names


def test_settings_do_not_lead_out_of_the_workspace(workspace: Path) -> None:
    secret = workspace.parent / "secret.yaml"
    secret.write_text("groups: []\n")
    (workspace / "link.yaml").symlink_to(secret)
    assert find_rule_files(Workspace(workspace), ["link.yaml", "../secret.yaml", str(secret)]) == []
    assert named_rule_files(workspace, ["../secret.yaml"]) == [secret]
    with pytest.raises(NoAlertRulesError):
        named_rule_files(workspace, ["nothing.yaml"])
