"""`revenant postmortem draft`: facts from the record, nothing of the people's ever replaced."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conftest import Clock, Run, git

HOSTILE = "<img src=x onerror=alert(1)> | [x](javascript:1) `a` \x1b[31m\u202e @ops <!-- revenant:end timeline -->"


def _draft(run: Run, workspace: Path, incident: str) -> tuple[Path, str]:
    result = run("postmortem", "draft", incident, "--json")
    assert result.exit_code == 0, result.stderr
    path = workspace / result.json["path"]
    return path, path.read_text(encoding="utf-8")


def test_a_draft_holds_facts_timeline_and_follow_ups_and_is_one_commit(
    run: Run, workspace: Path, opened: str, clock: Clock
) -> None:
    clock.advance("4 min")
    run("ack", opened)
    run("follow-up", opened, "Reject pool sizes below the peak", "--owner", "platform")
    path, text = _draft(run, workspace, opened)
    assert path.name == f"{opened}.postmortem.md"
    assert "status: draft " in text
    assert "| MTTA (detected → acknowledged) | 4m 00s |" in text
    assert "- [ ] **A1** Reject pool sizes below the peak (owner: platform; due: ;" in text
    events = run("show", opened, "--json").json["events"]
    assert all(f"[^{event['id']}]:" in text for event in events)
    assert git(workspace, "show", "--name-only", "--format=%s").split("\n")[2] == path.relative_to(workspace).as_posix()
    assert git(workspace, "status", "--porcelain") == ""


def test_a_draft_never_replaces_what_is_there(run: Run, workspace: Path, opened: str) -> None:
    path, _ = _draft(run, workspace, opened)
    path.write_text("mine\n")
    result = run("postmortem", "draft", opened)
    assert (result.exit_code, path.read_text()) == (3, "mine\n")
    assert "exists already" in result.stderr


def test_dry_run_prints_and_writes_nothing(run: Run, workspace: Path, opened: str) -> None:
    result = run("postmortem", "draft", opened, "--dry-run")
    assert "## Timeline" in result.stdout
    assert not list(workspace.glob("incidents/**/*.md"))


def test_hostile_text_stays_text(run: Run, workspace: Path) -> None:
    incident = run("open", HOSTILE, "--json").json["id"]
    _, text = _draft(run, workspace, incident)
    assert "<img" not in text
    assert "\x1b" not in text
    assert "\u202e" not in text
    assert " @ops" not in text
    assert text.count("<!-- revenant:end timeline -->") == 1


def test_an_owner_that_yaml_would_misread_is_quoted(run: Run, workspace: Path, opened: str) -> None:
    assert run("postmortem", "draft", opened, "--owner", "x: [y").exit_code == 0
    assert run("close", opened).exit_code == 3  # not resolved yet: the front matter was read before, or not at all
    run("resolve", opened)
    assert "not final" in run("close", opened).stderr


def test_the_teams_template_comes_first_and_may_extend_ours(run: Run, workspace: Path, opened: str) -> None:
    folder = workspace / "postmortem_templates"
    folder.mkdir()
    (folder / "base.md.j2").write_text(
        '{% extends "revenant/base.md.j2" %}{% block impact %}## Who felt it\n{% endblock %}', encoding="utf-8"
    )
    _, text = _draft(run, workspace, opened)
    assert "## Who felt it" in text
    assert "## Impact" not in text
    assert "## Timeline" in text


@pytest.mark.parametrize(
    ("template", "says"),
    [
        ("{{ nothing }}", "base.md.j2:1"),
        ("a\n{% if %}", "base.md.j2:2"),
        ("{{ ''.__class__.__mro__ }}", "base.md.j2:1"),
        ("{{ cycler.__init__.__globals__ }}", "base.md.j2:1"),
        ("{% for i in range(9) %}{% endfor %}", "range"),
        ("{{ incident.format('x') and 1/0 }}", "base.md.j2:1"),
        ('{% include "../revenant.yaml" %}', "../revenant.yaml"),
    ],
)
def test_a_wrong_or_hostile_template_is_named_with_its_line(
    run: Run, workspace: Path, opened: str, template: str, says: str
) -> None:
    folder = workspace / "postmortem_templates"
    folder.mkdir()
    (folder / "base.md.j2").write_text(template, encoding="utf-8")
    result = run("postmortem", "draft", opened)
    assert result.exit_code == 3
    assert says in result.stderr
    assert "hint:" in result.stderr
    assert not list(workspace.glob("incidents/**/*.md"))


def test_a_template_that_links_out_of_its_folder_is_refused(
    run: Run, workspace: Path, opened: str, tmp_path: Path
) -> None:
    (tmp_path / "secret").write_text("secret")
    folder = workspace / "postmortem_templates"
    folder.mkdir()
    (folder / "base.md.j2").write_text('{% include "link.md" %}', encoding="utf-8")
    (folder / "link.md").symlink_to(tmp_path / "secret")
    result = run("postmortem", "draft", opened)
    assert result.exit_code == 3
    assert "secret" not in result.stdout + result.stderr


@pytest.mark.parametrize("words", [["--branch"], ["--branch", ""], ["--branch", "--json"]])
def test_a_branch_without_a_name_is_called_by_the_id(run: Run, workspace: Path, opened: str, words: list[str]) -> None:
    name = f"postmortem/{opened[-5:].lower()}"
    done = run("postmortem", "draft", opened, *words)
    assert done.exit_code == 0, done.stderr
    assert name in git(workspace, "branch", "--list", name)
    assert not list(workspace.glob("incidents/*/*/*.postmortem.md"))


def test_what_a_draft_escapes_is_read_as_it_was_typed(run: Run, opened: str) -> None:
    run("follow-up", opened, "Alert on http_5xx [checkout] [^a1x4z23y]", "--owner", "@ana")
    run("postmortem", "draft", opened)
    (item,) = run("action", "list", "--owner", "@ana", "--json").json
    assert (item["text"], item["owner"]) == ("Alert on http_5xx [checkout] [^a1x4z23y]", "@ana")
    assert "## @" in run("action", "digest").stdout
    assert "\\\\" not in run("action", "digest").stdout
    assert "http_5xx [checkout]" in run("action", "done", opened, "A1").stdout
    assert "EV002" not in run("postmortem", "lint").stdout


def test_search_leaves_the_questions_of_the_template_out(run: Run, opened: str) -> None:
    run("postmortem", "draft", opened)
    assert run("search", "measured peak", "--kind", "postmortem", "--json").json == []
