"""Problems as text, one line each, JSON and annotations; whatever they quote stays harmless."""

from __future__ import annotations

import json

from revenant.core.problems import Level, Problem
from revenant.render.problems import FORMATS, tally

PROBLEM = Problem("a.yaml", 3, 5, Level.ERROR, "IN003", "not readable", "restore it", "- {id: x}")
EVIL = Problem("a,b:c%.yaml", 1, 1, Level.WARNING, "IN012", "\x1b[31m 100%\n::error::x", "do\r\nthis", "\x1b]0;x\x07")


def render(form: str, *problems: Problem) -> str:
    return FORMATS[form].render(problems)


def test_text_shows_line_caret_and_hint() -> None:
    assert render("text", PROBLEM) == (
        "a.yaml:3:5: error IN003 not readable\n  - {id: x}\n      ^\n  hint: restore it\n"
    )


def test_caret_counts_characters_as_they_are_shown() -> None:
    shown = render("text", PROBLEM._replace(source="- {\x07日本: x}", col=7)).splitlines()
    assert shown[1][shown[2].index("^")] == ":"


def test_long_line_is_shown_around_the_caret() -> None:
    shown = render("text", PROBLEM._replace(source="a" * 300 + "B" + "c" * 300, col=301)).splitlines()
    assert len(shown[1]) <= 104
    assert shown[1][shown[2].index("^")] == "B"


def test_caret_may_stand_behind_the_last_character() -> None:
    shown = render("text", PROBLEM._replace(source="a" * 300, col=301)).splitlines()
    assert shown[2].index("^") == len(shown[1])


def test_whole_file_has_no_line() -> None:
    assert render("concise", PROBLEM._replace(line=0, col=0)) == "a.yaml: error IN003 not readable\n"


def test_nothing_a_terminal_obeys_is_printed() -> None:
    for form in FORMATS:
        text = render(form, EVIL)
        assert not any(ord(char) < 32 and char != "\n" for char in text), form


def test_json_says_everything() -> None:
    assert json.loads(render("json", PROBLEM)) == [
        {key: value for key, value in PROBLEM._asdict().items() if key != "fix"} | {"fixable": False}
    ]
    assert json.loads(render("json")) == []


def test_annotation_cannot_be_broken_out_of() -> None:
    assert render("github", EVIL) == (
        "::warning file=a%2Cb%3Ac%25.yaml,line=1,col=1,title=IN012::\\x1b[31m 100%25 ⏎ ::error::x%0Ado ⏎ this\n"
    )


def test_annotations_are_capped_and_the_rest_counted() -> None:
    many = [PROBLEM._replace(line=number) for number in range(1, 14)]
    lines = render("github", *many, EVIL).splitlines()
    assert sum(line.startswith("::error") for line in lines) == 10
    assert sum(line.startswith("::warning") for line in lines) == 1
    assert lines[11] == "and 3 more, which GitHub would not show:"
    assert lines[12] == "a.yaml:11:5: error IN003 not readable"


def test_tally_names_what_was_not_checked() -> None:
    assert tally([PROBLEM, EVIL], ["revenant.yaml"], ["2 runbooks (no rules yet)"]) == (
        "1 error, 1 warning; checked revenant.yaml; not checked: 2 runbooks (no rules yet)"
    )
    assert tally([], [], []) == "no problems; nothing was checked"
