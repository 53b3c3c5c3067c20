"""What templates are called, and which one a draft starts from."""

from __future__ import annotations

import pytest

from revenant.core.settings import PostmortemSettings
from revenant.core.severity import Severity
from revenant.postmortems.errors import UnknownTemplateError
from revenant.postmortems.templating import Template, TemplateSet, default_template, severities_of

OURS = [Template(f"revenant/{word}.md.j2", f"revenant/{word}.md.j2") for word in ("base", "short", "security")]
TEAMS = [
    Template(name, f"postmortem_templates/{name}")
    for name in ("base.md.j2", "game-day.md.j2", "_macros.md.j2", "parts/x.md.j2", "y.j2")
]
SET = TemplateSet(OURS, TEAMS)


def test_by_severity() -> None:
    none, own = PostmortemSettings(), PostmortemSettings(templates={Severity.SEV1: "security", Severity.SEV4: "base"})
    assert [default_template(each, none) for each in Severity] == ["base", "base", "short", "short"]
    assert [default_template(each, own) for each in Severity] == ["security", "base", "short", "base"]
    assert default_template(None, own) == "base"
    assert severities_of(SET.named("base"), SET, own) == [Severity.SEV2, Severity.SEV4]
    assert severities_of(SET.named("revenant/base"), SET, own) == []


@pytest.mark.parametrize("word", ["security", "security.md.j2", "revenant/security", "revenant/security.md.j2"])
def test_people_call_one_by_several_names(word: str) -> None:
    assert SET.named(word) == OURS[2]


def test_a_teams_own_stands_in_place_of_ours() -> None:
    assert SET.named("base") == TEAMS[0]
    assert SET.named("revenant/base") == OURS[0]
    assert [each.word for each in SET.starts] == ["base", "game-day", "security", "short"]


@pytest.mark.parametrize(
    "word", ["", "nope", "_macros", "parts/x", "y", "y.j2", "../base", "base.md", "revenant/game-day"]
)
def test_what_is_no_start_of_a_draft_is_unknown(word: str) -> None:
    with pytest.raises(UnknownTemplateError) as caught:
        SET.named(word)
    assert "base, game-day, security, short" in caught.value.hint
