"""The baseline knows problems by their words: moving lines changes nothing."""

from __future__ import annotations

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from revenant.core.problems import Level, Problem
from revenant.linting.baseline import Known, fingerprints, known_as, renewed, weigh


def at(rows: list[str]) -> list[Problem]:
    """A rule that finds every line with an x."""
    return [
        Problem("a.md", number, 1, Level.ERROR, "XX001", "an x", source=row)
        for number, row in enumerate(rows, start=1)
        if "x" in row
    ]


def always(known: Known) -> bool:
    return True


ROWS = st.lists(st.sampled_from(["", "x", "x y", "  x  y ", "y"]), max_size=12)


@given(rows=ROWS, first=st.integers(0, 12), size=st.integers(0, 12), target=st.integers(0, 12))
def test_moving_a_block_changes_nothing(rows: list[str], first: int, size: int, target: int) -> None:
    baseline = Counter(map(known_as, at(rows)))
    block, rest = rows[first : first + size], rows[:first] + rows[first + size :]
    moved = at(rest[:target] + block + rest[target:])
    assert weigh(moved, baseline, always) == ([], baseline.total(), Counter())
    assert sorted(fingerprints(moved)) == sorted(fingerprints(at(rows)))


@given(old=ROWS, new=ROWS)
def test_known_new_and_gone_add_up(old: list[str], new: list[str]) -> None:
    baseline = Counter(map(known_as, at(old)))
    found = weigh(at(new), baseline, always)
    assert found.known + len(found.new) == len(at(new))
    assert found.known + found.gone.total() == baseline.total()
    again = renewed(at(new), baseline, always)
    assert weigh(at(new), again, always) == ([], len(at(new)), Counter())


def test_what_was_not_looked_at_is_neither_gone_nor_forgotten() -> None:
    known = Counter({Known("b.md", "XX001", "x"): 2})
    assert weigh([], known, lambda each: each.path == "a.md").gone == Counter()
    assert renewed(at(["x"]), known, lambda each: each.path == "a.md") == known + Counter([Known("a.md", "XX001", "x")])


def test_alike_fingerprints_are_told_apart() -> None:
    assert len(set(fingerprints(at(["x", "x", "x y"])))) == 3
