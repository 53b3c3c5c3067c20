"""Rendering replaces what stands between the markers; every other byte stays."""

from __future__ import annotations

import re

from hypothesis import example, given
from hypothesis import strategies as st

from revenant.postmortems.regions.comparing import Condition, compare
from revenant.postmortems.regions.markers import region
from revenant.postmortems.regions.rewriting import rewrite
from revenant.store.frontmatter import split_rows
from tests.postmortems.regions.test_markers import layout_of

NAMES = ("facts", "timeline")
PROSE = st.text(st.sampled_from("ab é\u2028#|-*`<>[]()\n\x0b\ud800"), max_size=40)
BODY = st.text(st.sampled_from("ab |é"), min_size=1, max_size=20).filter(str.strip)
_REGION = re.compile(r"<!-- revenant:begin (\w+) .*?<!-- revenant:end \1 -->", re.DOTALL)


def _document(before: str, old: str, after: str, end: str) -> str:
    facts, timeline = region("facts", old), region("timeline", "x")
    return f"{before}\n\n{facts}\n\n{after}\n\n{timeline}".replace("\n", end)


def _rows(text: str) -> list[str]:
    return split_rows(text.encode(errors="surrogateescape"))


@given(PROSE, BODY, PROSE, st.sampled_from(["\n", "\r\n"]), st.booleans())
@example("a", "b", "c", "\r\n", True)
def test_everything_outside_stays_byte_for_byte(before: str, old: str, after: str, end: str, newline: bool) -> None:
    before, after = (part.encode(errors="surrogatepass").decode(errors="surrogateescape") for part in (before, after))
    text = _document(before, old, after, end) + (end if newline else "")
    layout = layout_of("\n".join(_rows(text)))
    if len(layout.regions) < 2:  # the prose has opened a fence or a comment: then nothing is a region
        return
    new = rewrite(text, layout, {"facts": "new\nbody", "timeline": "y"})
    assert _REGION.split(new)[::2] == _REGION.split(text)[::2]
    written = region("facts", "new\nbody").replace("\n", end)
    assert written in new


@given(BODY)
def test_rendering_twice_changes_nothing(body: str) -> None:
    text = _document("a", "old", "b", "\n")
    once = rewrite(text, layout_of(text), {"facts": body})
    assert rewrite(once, layout_of(once), {"facts": body}) == once


def test_detaching_takes_only_the_markers_out() -> None:
    text = "a\n" + region("facts", "mine\nnow") + "\nb\n"
    assert rewrite(text, layout_of(text), {"facts": "new"}, {"facts"}) == "a\nmine\nnow\nb\n"


def _condition(body: str, fresh: str, edit: str | None = None) -> Condition:
    text = region("facts", body)
    if edit is not None:
        text = text.replace(f"\n{body}\n", f"\n{edit}\n")
    (found,) = compare(text.split("\n"), layout_of(text), {"facts": fresh})
    return found.condition


def test_each_condition() -> None:
    assert _condition("a", "a") is Condition.FRESH
    assert _condition("a", "b") is Condition.STALE
    assert _condition("a", "a", edit="c") is Condition.EDITED
    assert _condition("a", "c", edit="c") is Condition.STALE  # says what is right, with the wrong checksum
    assert _condition("a", "c", edit="") is Condition.STALE  # empty: waits to be filled


def test_a_region_without_markers_is_absent_and_a_strange_one_unknown() -> None:
    text = region("weather", "rain")
    found = {each.name: each for each in compare(text.split("\n"), layout_of(text), {"facts": "a"})}
    assert found["facts"].condition is Condition.ABSENT
    assert found["weather"].condition is Condition.UNKNOWN
    assert rewrite(text, layout_of(text), {"facts": "a"}) == text


def test_the_edit_is_shown_as_a_diff() -> None:
    text = region("facts", "| a | 1 |\n| b | 2 |").replace("| 2 |", "| 3 |")
    (found,) = compare(text.split("\n"), layout_of(text), {"facts": "| a | 1 |\n| b | 2 |"})
    assert "-| b | 2 |\n+| b | 3 |" in found.edits
