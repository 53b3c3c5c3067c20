"""Strict YAML: 1.2 core scalars, what is refused, and where every complaint points."""

from __future__ import annotations

import json
import subprocess
import sys
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from revenant.core.settings import Settings
from revenant.store import yaml_io
from revenant.store.yaml_io import YamlError, load, load_as


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("no", "no"), ("on", "on"), ("y", "y"), ("17:00", "17:00"), ("2026-11-23", "2026-11-23"), ("1_000", "1_000"),
        ("0b1", "0b1"), ("<<", "<<"), ("=", "="), ("true", True), ("FALSE", False), ("null", None), ("~", None),
        ("", None), ("12", 12), ("-7", -7), ("+1", 1), ("017", 17), ("0o17", 15), ("0x1F", 31), ("1e3", 1000.0),
        (".5", 0.5), ("5.", 5.0), (".inf", float("inf")), ("-.INF", float("-inf")), ("'12'", "12"), ('"no"', "no"),
    ],
)  # fmt: skip
def test_scalars_are_those_of_yaml_1_2(text: str, value: object) -> None:
    read = load(f"key: {text}\n")["key"]
    assert (read, type(read)) == (value, type(value))


@pytest.mark.parametrize(
    ("text", "line", "col", "words"),
    [
        ("a: 1\na: 2\n", 2, 1, "twice"),
        ("x: {a: 1, 'a': 2}\n", 1, 11, "twice"),
        ("a: &x 1\nb: *x\n", 1, 4, "alias"),
        ("a: &x {k: 1}\nb: *x\n", 1, 4, "alias"),
        ("a: !!python/name:os.system x\n", 1, 4, "tag"),
        ("a: !mine x\n", 1, 4, "tag"),
        ("a: !!set {x}\n", 1, 4, "tag"),
        ("? [a, b]\n: 1\n", 1, 3, "single word"),
        ("a: [1\n", 2, 1, "expected"),
        ("a: b: c\n", 1, 5, "not allowed"),
        ("a: 1\n---\nb: 2\n", 2, 1, "another document"),
        (f"a: {'9' * 301}\n", 1, 4, "too long"),
    ],
)
def test_what_is_refused_is_named_with_its_place(text: str, line: int, col: int, words: str) -> None:
    with pytest.raises(YamlError) as refused:
        load(text)
    assert refused.value.complaint[:2] == (line, col)
    assert words in refused.value.complaint.message


def test_an_anchor_nobody_uses_does_no_harm() -> None:
    assert load("a: &x 1\n") == {"a": 1}


def test_a_merge_key_is_a_key_like_any_other() -> None:
    assert load("<<: {a: 1}\n") == {"<<": {"a": 1}}


@pytest.mark.parametrize("content", [b"a: \xff\n", b"\xc3", b"a: \x00\n", "a: \x07\n", b"\xff\xfea\x00"])
def test_bytes_that_are_no_text_are_refused_or_read_and_never_crash(content: bytes | str) -> None:
    with suppress(YamlError):
        load(content)


@given(st.one_of(st.binary(max_size=60), st.text(st.sampled_from("-?:,[]{}#&*!|>'\"%@` \n\tabc01~<="), max_size=60)))
def test_no_document_crashes_the_reader(content: bytes | str) -> None:
    with suppress(YamlError):
        load(content)


def test_a_document_that_is_too_large_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(yaml_io, "MAX_BYTES", 2**20)
    with pytest.raises(YamlError, match="larger than 1 MiB"):
        load("x" * (2**20 + 1))


@pytest.mark.parametrize("opener", ["[", "{a: ", "- ", "? ", "[{a: ", "- ? "])
@pytest.mark.parametrize("depth", [400, 4_990, 60_000])
def test_a_deep_document_is_refused_and_ends_no_process(opener: str, depth: int) -> None:
    """libyaml recurses on the C stack: only another process can survive the mistake."""
    program = (
        "from revenant.store.yaml_io import YamlError, load\n"
        f"try:\n    load({opener!r} * {depth} + 'x')\nexcept YamlError:\n    print('refused')\n"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, encoding="utf-8", check=False)
    assert (done.returncode, done.stdout, done.stderr) == (0, "refused\n", "")


def test_a_hundred_million_laughs_are_not_read() -> None:
    bomb = "a0: &a0 [x, x]\n" + "".join(f"a{n}: &a{n} [*a{n - 1}, *a{n - 1}]\n" for n in range(1, 40))
    with pytest.raises(YamlError, match="alias"):
        load(bomb)


# --- as a kind ------------------------------------------------------------------------------

WRONG = """\
schema: revenant/workspace@1
organisation: 5
people:
- {email: nobody, roles: [KING, SRE_LEAD]}
- {email: ana@example.com, colour: red}
- {name: Lea}
severities:
  SEV9: {acknowledge: 5m}
  SEV1: {acknowledge: soon}
commit: sometimes
oops: 1
"""


def test_every_complaint_of_a_document_is_named_with_its_place() -> None:
    value, complaints = load_as(WRONG, Settings)
    assert value is None
    assert {(each.line, each.message.split(":")[0]) for each in complaints} == {
        (2, "organisation"),
        (4, "people.email"),
        (4, "people.roles"),
        (5, "people.colour"),
        (6, "people"),
        (8, "severities.SEV9"),
        (9, "severities.SEV1.acknowledge"),
        (10, "commit"),
        (11, "oops"),
    }
    assert all(each.col > 0 for each in complaints)


@pytest.mark.parametrize("content", ["", "[]", "5", "people: []\n", "schema: other@1\n", b"\xff\xfe"])
def test_a_document_of_another_shape_is_one_complaint(content: str | bytes) -> None:
    value, complaints = load_as(content, Settings)
    assert value is None
    assert len(complaints) == 1


def test_a_right_document_has_no_complaint() -> None:
    value, complaints = load_as("schema: revenant/workspace@1\npeople: [{email: a@b}]\n", Settings)
    assert complaints == []
    assert value is not None
    assert value.people[0].email == "a@b"


_KEYS = st.sampled_from(
    [
        "schema",
        "people",
        "email",
        "roles",
        "severities",
        "SEV1",
        "acknowledge",
        "measurements",
        "from",
        "x.y",
        "a`b",
        "[0]",
    ]
)
_ANYTHING = st.recursive(
    st.one_of(st.none(), st.integers(), st.sampled_from(["revenant/workspace@1", "SRE_LEAD", "5m", "", "x"])),
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(_KEYS, inner, max_size=4)),
    max_leaves=12,
)


@given(st.dictionaries(_KEYS, _ANYTHING, max_size=4))
def test_complaining_always_ends_and_always_points_somewhere(document: dict[str, object]) -> None:
    text = json.dumps(document)
    value, complaints = load_as(text, Settings)
    assert (value is None) == bool(complaints)
    assert all((each.line, each.col > 0) == (1, True) for each in complaints)


# --- editing --------------------------------------------------------------------------------
