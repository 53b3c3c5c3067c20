"""Splices: the lines meant change, every other byte stays."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from revenant.core.problems import Fix, Splice
from revenant.linting.mending import mend

LINE = re.compile(rb"[^\n]*\n|[^\n]+")


def put(content: bytes, *splices: tuple[int, int, tuple[str, ...]]) -> bytes:
    return mend(content, [Fix(tuple(Splice(*each) for each in splices))]).content


@pytest.mark.parametrize(
    ("before", "splice", "after"),
    [
        (b"a\nb\nc\n", (2, 2, ("B",)), b"a\nB\nc\n"),
        (b"a\r\nb\r\nc\n", (2, 2, ("B", "BB")), b"a\r\nB\r\nBB\r\nc\n"),
        (b"a\nb\nc\n", (2, 2, ()), b"a\nc\n"),
        (b"a\nb", (2, 2, ("B",)), b"a\nB"),
        (b"a\r\nb", (2, 2, ("B", "C")), b"a\r\nB\r\nC"),
        (b"a\nb", (2, 2, ()), b"a\n"),
        (b"a\nb\n", (2, 1, ("new",)), b"a\nnew\nb\n"),
        (b"a\nb", (3, 2, ("new",)), b"a\nb\nnew"),
        (b"\xef\xbb\xbfa\nb\n", (1, 1, ()), b"\xef\xbb\xbfb\n"),
        (b"\xef\xbb\xbfa\nb\n", (1, 1, ("A",)), b"\xef\xbb\xbfA\nb\n"),
        (b"a\rb\nc\x85\xff\n", (1, 1, ("A",)), b"A\nc\x85\xff\n"),
    ],
)
def test_splices(before: bytes, splice: tuple[int, int, tuple[str, ...]], after: bytes) -> None:
    assert put(before, splice) == after


def test_fixes_that_touch_each_other_wait() -> None:
    first, second = (Fix((Splice(1, 2, (name,)),)) for name in "ab")
    assert mend(b"1\n2\n3\n", [first, second]) == (b"a\n3\n", 1)
    both = Fix((Splice(1, 1, ("x",)), Splice(3, 3, ("z",))))
    assert mend(b"1\n2\n3\n", [both, Fix((Splice(2, 2, ()),))]) == (b"x\nz\n", 2)


def test_a_fix_beyond_the_file_is_not_made() -> None:
    assert mend(b"1\n", [Fix((Splice(3, 3, ("x",)),)), Fix(())]) == (b"1\n", 0)


@given(
    content=st.lists(st.sampled_from([b"a\n", b"b\r\n", b"\xff\n", b"\n", b"c\rd\n"]), max_size=10),
    tail=st.sampled_from([b"", b"end", b"end\r"]),
    spans=st.lists(st.tuples(st.integers(1, 12), st.integers(0, 2)), max_size=4),
    rows=st.lists(st.sampled_from(["", "new", "ü"]), max_size=2),
)
def test_lines_outside_stay_byte_for_byte(
    content: list[bytes], tail: bytes, spans: list[tuple[int, int]], rows: list[str]
) -> None:
    before = b"".join(content) + tail
    lines = LINE.findall(before)
    made: list[tuple[int, int]] = []
    for start, more in spans:
        end = start + more
        if end <= len(lines) and all(end < line or start > last for line, last in made):
            made.append((start, end))
    after = mend(before, [Fix((Splice(start, end, tuple(rows)),)) for start, end in made]).content
    touched = {line for start, end in made for line in range(start, end + 1)}
    kept = [line for number, line in enumerate(lines, start=1) if number not in touched]
    left = iter(LINE.findall(after))
    assert all(line in left for line in kept), "in their order"
    assert len(LINE.findall(after)) == len(kept) + len(made) * len(rows) or "" in rows
