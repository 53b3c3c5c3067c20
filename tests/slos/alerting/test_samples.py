"""Series made up for selectors: found by those that should find them, and by no other."""

from __future__ import annotations

import pytest

from revenant.slos.alerting.samples import Selector, read_selector, series_of


def _read(text: str) -> Selector:
    found = read_selector(text)
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("selector", "series"),
    [
        ("up", "up{}"),
        ('up{job="a\\"b"}', 'up{job="a\\"b"}'),
        ('up{code=~"5.."}', 'up{code="500"}'),
        ('up{code!~"5.."}', 'up{code="made-up"}'),
        ('up{code=~"(?:5..|429)"}', 'up{code="429"}'),
        ('up{zone=~"eu-1|eu-2",zone!="eu-1"}', 'up{zone="eu-2"}'),
        ("up{zone!=``}", 'up{zone="made-up"}'),
        ('up{zone=""}', "up{}"),
    ],
)
def test_a_series_that_a_selector_finds(selector: str, series: str) -> None:
    assert series_of([_read(selector)]) == series


@pytest.mark.parametrize("selector", ['up{a="b",a="c"}', 'up{a=~"zz+9"}', 'up{a=~"("}', 'up{a=~"x",a!~".*"}'])
def test_where_nothing_comes_to_mind(selector: str) -> None:
    assert series_of([_read(selector)]) is None


def test_a_series_that_is_counted_as_one_and_not_as_the_other() -> None:
    part, total = _read('up{code=~"5..",job="x"}'), _read('up{job="x"}')
    assert series_of([part, total]) == 'up{code="500",job="x"}'
    assert series_of([total], [part]) == 'up{code="made-up",job="x"}'
    assert series_of([part, _read("down")]) is None


def test_a_pattern_that_would_take_for_ever_is_not_tried() -> None:
    assert series_of([_read(f'up{{a=~"(((x+)+)+)+y|{"x" * 60}"}}')]) is None


@pytest.mark.parametrize("text", ['{__name__="up"}', "up[5m]", "a + b"])
def test_what_names_no_metric(text: str) -> None:
    assert read_selector(text) is None
