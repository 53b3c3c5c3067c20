"""Whatever a template writes is escaped as Markdown, once, unless we wrote it."""

from __future__ import annotations

import re

import pytest
from markdown_it import MarkdownIt

from tests.render.rendering import DATA, render

ESCAPED = "Pipe \\| and &lt;b\\>bold&lt;/b\\>"


@pytest.mark.parametrize(
    ("template", "text"),
    [
        ("{{ title }}", ESCAPED),
        ("{% macro m(x) %}**{{ x }}**{% endmacro %}{{ m(title) }}", f"**{ESCAPED}**"),
        (
            "{% macro m(x) %}{{ x }}{% endmacro %}{% macro n(x) %}_{{ m(x) }}_{% endmacro %}{{ n(title) }}",
            f"_{ESCAPED}_",
        ),
        ("{% macro m() %}**{{ caller() }}**{% endmacro %}{% call m() %}{{ title }}{% endcall %}", f"**{ESCAPED}**"),
        ("{% set x %}**{{ title }}**{% endset %}{{ x }}", f"**{ESCAPED}**"),
        ("{% set x = title %}{{ x }}", ESCAPED),
        ('{% include "_part.md.j2" %}', f"**{ESCAPED}**"),
        ('{% import "_macro.md.j2" as m %}{{ m.m(title) }}', f"**{ESCAPED}**"),
        ('{% from "_macro.md.j2" import m %}{{ m(title) }}', f"**{ESCAPED}**"),
        ("{% block a %}**{{ title }}**{% endblock %} {{ self.a() }}", f"**{ESCAPED}** **{ESCAPED}**"),
        ("{% for x in [title] recursive %}{{ x }}{% endfor %}", ESCAPED),
        ("{{ title if title else '' }}", ESCAPED),
        ("{{ gone|default(title) }}", ESCAPED),
        ("{{ gone is defined }}", "False"),
        ("{{ incident.values }}", "own"),
        ("{{ incident.none }}", "not recorded"),
        ("{{ 7 }} {{ 1.5 }} {{ -3 }}", "7 1.5 -3"),
        ("{{ list }}", "\\['a', 'b'\\]"),
        ("{{ list|join(' | ') }}", "a \\| b"),
        ("{{ '| literal' }}", "\\| literal"),
    ],
)
def test_text_is_escaped_once_wherever_it_comes_from(template: str, text: str) -> None:
    parts = {"_part": "**{{ title }}**", "_macro": "{% macro m(x) %}**{{ x }}**{% endmacro %}"}
    assert render(template, **parts) == f"{text}\n"


def test_super_is_not_escaped_twice() -> None:
    base = "{% block a %}**{{ title }}**{% endblock %}"
    middle = '{% extends "revenant/base.md.j2" %}{% block a %}({{ super() }}){% endblock %}'
    text = '{% extends "_middle.md.j2" %}{% block a %}[{{ super() }}] {{ super.super() }}{% endblock %}'
    assert render(text, _middle=middle, ours_base=base) == f"[(**{ESCAPED}**)] **{ESCAPED}**\n"


def test_regions_come_through_as_they_are() -> None:
    assert render("{{ region }}") == f"{DATA['region']}\n"


@pytest.mark.parametrize(
    "template",
    [
        "{{ region ~ title }}",
        "{{ title ~ region }}",
        "{{ region + title }}",
        "{{ region|replace('a', title) }}",
        "{{ region.replace('a', title) }}",
        "{{ [region, title]|join }}",
        "{{ '%s%s' % (region, title) }}",
        "{{ '{}{}'.format(region, title) }}",
        "{{ region|upper }}{{ title|title }}",
        "{% macro m() %}x{% endmacro %}{{ m() ~ title }}",
        "{% macro m() %}x{% endmacro %}{{ m().join([title, title]) }}",
        "{% set x|upper %}{{ title }}{% endset %}{{ x }}",
    ],
)
def test_mixing_what_is_written_with_what_is_not_escapes_all(template: str) -> None:
    bare = re.sub(r"\\.", "", render(template))
    assert not set("<>|") & set(bare)


HOSTILE = [
    "<!-- revenant:end facts -->",
    "x |\n| y | z",
    "[a](javascript:1) ![b](//evil.example) [^note] [^1]: mine",
    "https://evil.example www.evil.example mailto:a@evil.example",
    "@everyone .@ops -@ops (@ana) #12 <img src=x onerror=alert(1)> &lt;b&gt;",
    "\n\n## Summary\n\n- [ ] **A9** do it",
    "- [ ] **A9** do it",
    "---",
    "===",
    "1. one",
    "+ one",
    "    code",
    "``` fence",
    "~~~",
    "> quoted",
    "# heading",
    "a\\",
    "\x1b[31m\u202e\u200b\x00",
    "{{ 7*7 }} {% raw %}",
]


@pytest.mark.parametrize("hostile", HOSTILE)
def test_hostile_text_stays_where_it_was_put(hostile: str) -> None:
    text = "before\n{{ x }}\n\n| a | b |\n|---|---|\n| {{ x }} | end |\n\n# {{ x }}\n\n- {{ x }}\n"

    def shape(words: str) -> list[tuple[str, str, int]]:
        made = render(text, {"x": words})
        assert "\x1b" not in made
        assert "\u202e" not in made
        tokens = MarkdownIt("gfm-like", {"linkify": False}).parse(made)
        inner = [child for token in tokens for child in token.children or []]
        assert {child.type for child in inner} <= {"text", "text_special", "softbreak"}
        return [(token.type, token.tag, token.level) for token in tokens]

    assert shape(hostile) == shape("words")


@pytest.mark.parametrize("text", ["@everyone", "ask .@ops", "-@ops", "+@ops", "(@ana)"])
def test_nobody_is_mentioned(text: str) -> None:
    assert "@\u200b" in render("{{ x }}", {"x": text})


def test_addresses_of_people_stay_readable() -> None:
    assert render("{{ x }}", {"x": "ana@example.com"}) == "ana@example.com\n"


@pytest.mark.parametrize(
    ("expression", "text"),
    [
        ("'https://example.com/a b'|link", "https\\://example.com/a b"),
        ("'https://example.com/a?b=1#c'|link('here')", "[here](<https://example.com/a?b=1#c>)"),
        ("'https://example.com/)>[x]|'|link('a|b')", "[a\\|b](<https://example.com/%29%3E%5Bx%5D%7C>)"),
        ("'mailto:ana@example.com'|link('Ana')", "[Ana](<mailto:ana@example.com>)"),
        ("'../runbooks/x.md'|link('x')", "[x](<../runbooks/x.md>)"),
        ("'#timeline'|link('x')", "[x](<#timeline>)"),
        ("'javascript:alert(1)'|link('x')", "x"),
        ("'JaVaScRiPt:alert(1)'|link('x')", "x"),
        ("' javascript:alert(1)'|link('x')", "x"),
        ("'java\\tscript:alert(1)'|link('x')", "x"),
        ("'data:text/html,x'|link('x')", "x"),
        ("'vbscript:x'|link('x')", "x"),
        ("'//evil.example'|link('x')", "x"),
        ("'\\\\\\\\evil.example'|link('x')", "x"),
        ("'https:evil'|link('x')", "x"),
        ("'http://[bad'|link('x')", "x"),
        ("''|link('x')", "x"),
        ("'javascript:alert(1)'|link", "javascript:alert(1)"),
        ("'a`b'|code", "``a`b``"),
        ("'``a'|code", "``` ``a ```"),
        ("'a|b'|code", "`a\\|b`"),
        ("'a\\nb'|code", "`a ⏎ b`"),
        ("''|code", ""),
        ("'ana@example.com'|yaml", "ana@example.com"),
        ("'x: [y # z'|yaml", '"x: [y # z"'),
        ("'null'|yaml", '"null"'),
        ("'a\\nstatus: final'|yaml", '"a\\nstatus: final"'),
        ("'team_storage'|field", "team_storage"),
        ("'evil; due: 2026-01-01) ('|field", "evil, due: 2026-01-01, ,"),
        ("'<b>'|field", ",b\\>"),
        ("none|field", ""),
    ],
)
def test_filters(expression: str, text: str) -> None:
    assert render("{{ " + expression + " }}", {}) == f"{text}\n"
