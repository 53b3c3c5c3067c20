"""Templates from the command line: which one a draft starts from, what a team may change, and how they are tried."""

from __future__ import annotations

import json
import re
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from markdown_it import MarkdownIt

from revenant.cli.completion import complete_template
from tests.conftest import LEA, SETTINGS, Run, git

HOSTILE = (
    "- [ ] **A9** --> <!-- revenant:end facts --> @everyone #12 | [a](javascript:alert(1)) ![b](//evil.example) "
    "<img src=x onerror=alert(1)> `c` ``` ~~~ **d** https://evil.example [^aaaaaaaa] {{ 7*7 }} \" ' \\ : # \x1b[31m"
)
MULTILINE = f"{HOSTILE}\n\n---\n\n## Action items\n\n- [ ] **A8** z (owner: evil; due: 2026-01-01)\n"


def _draft(run: Run, workspace: Path, incident: str, *more: str) -> str:
    result = run("postmortem", "draft", incident, "--json", *more)
    assert result.exit_code == 0, result.stderr
    return (workspace / str(result.json["path"])).read_text(encoding="utf-8")


def _headings(text: str) -> list[str]:
    return re.findall(r"^## (.+)$", text, re.MULTILINE)


def _team(workspace: Path, **texts: str) -> None:
    folder = workspace / "postmortem_templates"
    folder.mkdir(exist_ok=True)
    for name, text in texts.items():
        (folder / f"{name}.md.j2").write_text(text, encoding="utf-8")


def _settings(workspace: Path, more: str) -> None:
    (workspace / "revenant.yaml").write_text(f"{SETTINGS}postmortems:\n{more}", encoding="utf-8")


# --- which template -------------------------------------------------------------------------


@pytest.mark.parametrize(("severity", "whole"), [("SEV1", True), ("SEV2", True), ("SEV3", False), ("SEV4", False)])
def test_the_severity_chooses(run: Run, workspace: Path, severity: str, whole: bool) -> None:
    incident = run("open", "x", "-s", severity, "--json").json["id"]
    headings = _headings(_draft(run, workspace, incident))
    assert ("What went well" in headings) is whole
    assert {"Summary", "Impact", "Timeline", "Contributing factors", "Action items"} <= set(headings)


def test_the_whole_one_has_a_section_each(run: Run, workspace: Path, opened: str) -> None:
    assert _headings(_draft(run, workspace, opened)) == [
        "Summary", "Impact", "Detection", "Timeline", "Contributing factors", "Diagnosis and mitigation gaps",
        "What went well", "What went poorly", "Where we were lucky", "Error budget", "Action items", "Lessons",
        "Similar incidents",
    ]  # fmt: skip


@pytest.mark.parametrize(("name", "has"), [("security", "### Disclosure"), ("data-loss", "### What came back")])
def test_one_may_be_named(run: Run, workspace: Path, opened: str, name: str, has: str) -> None:
    text = _draft(run, workspace, opened, "--template", name)
    assert has in text
    assert run("postmortem", "check").exit_code == 0


def test_settings_may_choose_and_a_team_may_have_more(run: Run, workspace: Path, opened: str) -> None:
    _team(workspace, **{"game-day": '{% extends "base.md.j2" %}{% block lessons %}## Played\n\n{% endblock %}'})
    _settings(workspace, "  templates: {SEV2: game-day}\n")
    assert "Played" in _headings(_draft(run, workspace, opened))


def test_an_unknown_one_is_told_with_those_that_are_there(run: Run, workspace: Path, opened: str) -> None:
    result = run("postmortem", "draft", opened, "--template", "../base")
    assert result.exit_code == 3
    assert "there is no template '../base'" in result.stderr
    assert "base, data-loss, security, short" in result.stderr
    assert not list(workspace.glob("incidents/**/*.md"))


def test_a_teams_base_reaches_the_variants(run: Run, workspace: Path, opened: str) -> None:
    _team(workspace, base='{% extends "revenant/base.md.j2" %}{% block timeline %}## When\n\n{% endblock %}')
    text = _draft(run, workspace, opened, "--template", "security")
    assert {"When", "Impact"} <= set(_headings(text))
    assert "### Exposure" in text


def test_titles_are_the_workspaces_and_lead_back_to_their_sections(run: Run, workspace: Path, opened: str) -> None:
    _settings(workspace, '  titles: {Summary: "Was war", Action items: "Was wird anders | <b>"}\n')
    run("follow-up", opened, "Reject it", "--owner", "team_storage")
    text = _draft(run, workspace, opened)
    assert "## Was war\n" in text
    assert "## Was wird anders \\| &lt;b\\>\n" in text
    assert [item["owner"] for item in run("action", "list", "--all", "--json").json] == ["team_storage"]


def test_names_are_completed(workspace: Path) -> None:
    class Root:
        def find_root(self) -> Any:
            return SimpleNamespace(params={"directory": workspace})

    _team(workspace, mine="x", _part="x")
    assert [word for word, _ in complete_template(Root(), "")] == ["base", "data-loss", "mine", "security", "short"]
    assert [word for word, _ in complete_template(Root(), "S")] == ["security", "short"]


# --- action items ---------------------------------------------------------------------------


def test_two_branches_that_edit_neighbouring_actions_merge_clean(run: Run, workspace: Path, opened: str) -> None:
    for text in ("one", "two", "three"):
        run("follow-up", opened, text)
    _draft(run, workspace, opened)
    (path,) = workspace.glob("incidents/**/*.md")
    for branch, old in (("mine", "**A1** one (owner: ;"), ("theirs", "**A2** two (owner: ;")):
        git(workspace, "checkout", "-q", "-b", branch, "main")
        path.write_text(path.read_text(encoding="utf-8").replace(old, old[:-1] + "ben;"), encoding="utf-8")
        git(workspace, "commit", "-qam", branch)
    git(workspace, "merge", "-q", "mine", "-m", "both")
    assert path.read_text(encoding="utf-8").count("owner: ben;") == 2


# --- hostile words --------------------------------------------------------------------------


def _recorded(run: Run, words: str, line: str) -> str:
    """An incident whose every word is `words`; where only one line is taken, `line`."""
    incident = str(run("open", "-s", "SEV2", "--service", line, "--json", "--", line).json["id"])
    for args in (
        ("note", "--", incident, words),
        ("follow-up", "--owner", line, "--", incident, words),
        ("assign", incident, "--commander", line, "--responder", line),
        ("update", incident, "--tag", line),
        ("impact", incident, "--from", "20 min ago", "--to", "10 min ago", "--text", words),
    ):
        done = run(*args)
        assert done.exit_code == 0, done.stderr
    return incident


def _shape(text: str) -> list[tuple[str, str, int]]:
    """The blocks of a draft, and what stands in lines that is more than text; markers and footnotes are named alike."""
    body = text.split("\n---\n", 1)[1]
    tokens = MarkdownIt("gfm-like", {"linkify": False}).parse(re.sub(r" sum=\w+", "", body))
    inner = [child for token in tokens for child in token.children or [] if child.type != "text_special"]
    blocks = [(token.type, token.tag, token.level) for token in tokens]
    return blocks + [(child.type, child.tag, 0) for child in inner if child.type not in ("text", "code_inline")]


@pytest.mark.parametrize("template", ["base", "short", "security", "data-loss"])
def test_hostile_words_change_nothing_but_words(run: Run, workspace: Path, template: str) -> None:
    tame, hostile = _recorded(run, "words", "words"), _recorded(run, MULTILINE, HOSTILE)
    drafts = [_draft(run, workspace, each, "--template", template, "--owner", "x") for each in (tame, hostile)]
    assert _shape(drafts[0]) == _shape(drafts[1])
    assert not re.search(r"(?<![\w\\])@(?!\u200b)\w", drafts[1].replace("ben@", "").split("\n---\n", 1)[1])
    assert "\x1b" not in drafts[1]
    assert run("postmortem", "check").exit_code == 0
    found = run("action", "list", "--all", "--json").json
    assert sorted(item["id"] for item in found) == ["A1", "A1"]


def test_a_hostile_owner_stays_a_value(run: Run, workspace: Path, opened: str) -> None:
    _draft(run, workspace, opened, "--owner", MULTILINE)
    (listed,) = [each for each in run("postmortem", "list", "--json").json if each["incident"] == opened]
    assert listed["status"] == "draft"
    assert listed["owner"].startswith("- [ ] **A9**")


def test_a_hostile_template_harms_nobody_but_its_own_draft(run: Run, workspace: Path, opened: str) -> None:
    _team(workspace, evil="{% for a in 'a' * 9999 %}{% for b in 'a' * 9999 %}{% set c = a %}{% endfor %}{% endfor %}")
    result = run("postmortem", "draft", opened, "--template", "evil")
    assert result.exit_code == 3
    assert "postmortem_templates/evil.md.j2:1 cannot be rendered: it takes longer than 5 s" in result.stderr
    assert run("postmortem", "draft", opened).exit_code == 0


def test_a_short_draft_has_the_error_budget_of_an_incident_that_spent_one(run: Run, workspace: Path) -> None:
    """Whatever its severity: a SEV3 with impact against an SLO, and one without."""
    for options, expected in (([], False), (["--slo", "checkout-availability"], True)):
        it = run("open", "Checkout is slow", "-s", "SEV3", "--service", "checkout", "--json").json["id"]
        run("impact", it, "--from", "20 min ago", "--to", "5 min ago", *options)
        text = _draft(run, workspace, it, "--owner", "x")
        assert ("<!-- revenant:begin error-budget" in text, "`checkout-availability`" in text) == (expected, expected)
        assert "\n\n\n" not in text.split("## ", 1)[1]
    assert run("postmortem", "check").exit_code == 0


# --- the list and the trial -----------------------------------------------------------------


def test_the_list_says_where_each_is_from_and_what_it_changes(run: Run, workspace: Path) -> None:
    _team(workspace, base='{% extends "revenant/base.md.j2" %}{% block impact %}## Who\n{% endblock %}', _part="x")
    _settings(workspace, "  templates: {SEV1: security}\n")
    result = run("postmortem", "templates")
    assert result.exit_code == 0, result.stdout
    assert result.stdout.splitlines() == [
        "template      from                              used for    extends              blocks",
        "base          postmortem_templates/base.md.j2   SEV2        revenant/base.md.j2  impact",
        "data-loss     built in                          –           base.md.j2           impact, gaps",
        "security      built in                          SEV1        base.md.j2           summary, impact, gaps",
        "short         built in                          SEV3, SEV4  base.md.j2           "
        "detection, well, poorly, lucky, budget, lessons, similar",
        "_part (part)  postmortem_templates/_part.md.j2  –           –                    –",
    ]
    assert "0 problems; tried 5 templates" in result.stderr
    told = run("postmortem", "templates", "--json").json
    assert told[0]["path"] == "postmortem_templates/base.md.j2"
    assert told[0]["blocks"] == ["impact"]
    assert told[1]["path"] is None
    assert {name for each in told for name in each} == {
        "name", "path", "part", "severities", "extends", "blocks", "includes", "problems",
    }  # fmt: skip


def test_a_choice_of_the_settings_that_is_not_there_is_told(run: Run, workspace: Path) -> None:
    _settings(workspace, "  templates: {SEV1: nope, SEV2: security}\n")
    result = run("postmortem", "templates")
    assert "warning: revenant.yaml chooses 'nope' for SEV1, and there is no such template" in result.stderr
    assert result.stderr.count("warning") == 1


BROKEN = '{% extends "revenant/base.md.j2" %}\n{% block impact %}\n{{ incident.nothing }}\n{% endblock %}\n'


def test_one_that_fails_is_named_with_its_line_in_every_format(run: Run, workspace: Path) -> None:
    _team(workspace, mine=BROKEN)
    result = run("postmortem", "templates")
    assert result.exit_code == 1
    assert "postmortem_templates/mine.md.j2:3:1: error PM201 'dict object' has no attribute 'nothing'" in result.stdout
    assert "file=postmortem_templates/mine.md.j2,line=3" in run("postmortem", "templates", "--format", "github").stdout
    assert json.loads(run("postmortem", "templates", "--format", "json").stdout)[0]["line"] == 3
    for form in ("concise", "gitlab", "sarif", "junit"):
        assert "mine.md.j2" in run("postmortem", "templates", "--format", form).stdout
    assert [
        each["problems"][0]["line"] for each in run("postmortem", "templates", "--json").json if each["problems"]
    ] == [3]


def test_a_base_that_breaks_the_variants_is_told(run: Run, workspace: Path) -> None:
    short = '{% extends "revenant/base.md.j2" %}\n{% block lessons %}{{ incident.notes[0] }}{% endblock %}'
    _team(workspace, base=short)
    told = run("postmortem", "templates").stdout
    assert "mine" not in told
    assert told.count("PM201") == 1
    assert "postmortem_templates/base.md.j2:2:1: error PM201 list object has no element 0" in told


def test_lint_finds_it_too_and_only_where_there_are_templates(run: Run, workspace: Path) -> None:
    assert "template" not in run("lint").stderr
    _team(workspace, mine=BROKEN, fine='{% extends "base.md.j2" %}', _part="{% if %}")
    result = run("lint")
    assert result.exit_code == 1
    assert "postmortem_templates/mine.md.j2:3:1: error PM201" in result.stdout
    assert "postmortem_templates/_part.md.j2:1:1: error PM201" in result.stdout
    assert "3 postmortem templates" in result.stderr
    assert run("lint", "--ignore", "PM2").exit_code == 0
    assert run("lint", "postmortem_templates/fine.md.j2").exit_code == 0


def test_a_linked_template_is_a_problem_for_lint_and_the_list(run: Run, workspace: Path, tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("secret", encoding="utf-8")
    _team(workspace, fine="x")
    (workspace / "postmortem_templates" / "link.md.j2").symlink_to(tmp_path / "secret")
    for command in (["lint"], ["postmortem", "templates"]):
        result = run(*command, user=LEA)
        assert result.exit_code == 1
        assert "link.md.j2" in result.stdout
        assert "secret" not in result.stdout + result.stderr
