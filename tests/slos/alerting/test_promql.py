"""Queries taken apart: what is a selector, what stays whole, what would break out."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from revenant.slos.alerting.promql import RANGE, duration, over, quoted, selector, series, whole
from revenant.slos.errors import NotExpressibleError


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("up", "up"),
        ("  sum(\n  up # all of them\n)\n", "sum( up )"),
        ('up{a="# {{.window}} ("}', 'up{a="# {{.window}} ("}'),
        ("rate(up[{{.window}}])", f"rate(up[{RANGE}])"),
        ("rate(up[{{ .window }}])", f"rate(up[{RANGE}])"),
        ("rate(up[$window])", f"rate(up[{RANGE}])"),
        ("rate(up[${window}:1m])", f"rate(up[{RANGE}:1m])"),
        (f"up{RANGE}", "up"),
        ("up{a='\\''}", "up{a='\\''}"),
        ("up{a=`\\`}", "up{a=`\\`}"),
        ("up{a=`\\e`}", "up{a=`\\e`}"),
        ('up{a="\\\\e\\x41\\n"}', 'up{a="\\\\e\\x41\\n"}'),
    ],
)
def test_a_query_is_one_line(query: str, said: str) -> None:
    assert whole(query) == said


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("", "there is no query"),
        (" # nothing", "there is no query"),
        ("1) or vector(1", "closes a bracket"),
        ("up[5m)", "closes a bracket"),
        ("sum(up", "does not close"),
        ('up{a="', "opens a quote"),
        ("up{a='\n'}", "opens a quote"),
        ("rate(up[$__rate_interval])", r"\$window"),
        ("rate(up[$windows])", r"\$window"),
        ('up{a="\ufffd"}', "could not be read"),
        ('up{a="\\e"}', "holds an escape"),
        ('up{a="\\ud800"}', "holds an escape"),
        ("up{a='\\\"'}", "holds an escape"),
    ],
)
def test_what_would_swallow_its_surroundings_is_refused(query: str, words: str) -> None:
    with pytest.raises(NotExpressibleError, match=words):
        whole(query)


@given(st.text(alphabet="ab(){}[]\"'`\\#\n $,=~", max_size=30))
def test_whatever_is_not_refused_stays_within_brackets(query: str) -> None:
    try:
        found = whole(query)
    except NotExpressibleError:
        return
    assert "\n" not in found or "`" in found
    assert whole(f"({found})") == f"({found})"


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("up", "up"),
        ("a:b:c", "a:b:c"),
        ('{__name__="up"}', '{__name__="up"}'),
        ('up{a="b",c=~"d|e", }', 'up{a="b",c=~"d|e", }'),
        ('up{a="b",c=~"d|e",}', 'up{a="b",c=~"d|e",}'),
        ("sum(up)", "up"),
        ('sum by (a, b) (up{c!="d"})', 'up{c!="d"}'),
        ("sum(up) without (a)", "up"),
        ("max(up)", None),
        ("up offset 5m", None),
        ("a + b", None),
        ("sum(a) + sum(b)", None),
        ("rate(up[5m])", None),
        ("up[5m]", None),
        ("5", None),
    ],
)
def test_selectors_are_known(query: str, found: str | None) -> None:
    assert selector(whole(query)) == found


@pytest.mark.parametrize(
    ("length", "said"),
    [
        (timedelta(minutes=5), "5m"),
        (timedelta(minutes=90), "1h30m"),
        (timedelta(hours=24), "1d"),
        (timedelta(days=28), "28d"),
        (timedelta(hours=1) - timedelta(seconds=30), "59m30s"),
        (timedelta(), "0s"),
    ],
)
def test_durations(length: timedelta, said: str) -> None:
    assert duration(length) == said
    assert over(f"rate(up[{RANGE}])", length) == f"rate(up[{said}])"


def test_labels_are_strings_whatever_is_in_them() -> None:
    assert quoted('a"} or vector(1) #\\\n\u2028\U000e0001\ud800') == (
        '"a\\"} or vector(1) #\\\\\\u000a\\u2028\\U000e0001?"'
    )
    assert series("slo:x", {"slo": "b", "objective": "a"}) == 'slo:x{objective="a",slo="b"}'
