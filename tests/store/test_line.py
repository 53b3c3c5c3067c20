"""One event, one physical line, that every YAML reader reads alike, for any text."""

from __future__ import annotations

import io
from datetime import datetime
from typing import Any

import msgspec
import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st
from ruamel.yaml import YAML

from revenant.core.text import encodable
from revenant.core.times import format_time
from revenant.incidents.events import AnyEvent, EventAmended, ImpactRecorded, NoteAdded, to_data
from revenant.incidents.log import SCHEMA
from revenant.store import yaml_io
from revenant.store.flow import to_json, to_line
from revenant.store.log import event_line, parse_log
from tests.incidents.making import EVENTS, stamp

# Words some reader takes for another type; marks with a meaning of their own; characters that break a line or hide.
TRAPS = [
    "no", "yes", "on", "y", "NULL", "null", "~", "True", "nan", "17:00", "1:30:00", "1_000", "0x1F", "0o17", "0b1",
    "017", "1e3", "1.5e+3", ".inf", "-.INF", ".nan", "-1", "+1", "1.", ".5", "2026-11-23", "2026-11-23T10:15:00Z",
    "2026-11-23 10:15", "<<", "=", "-", "?", "#c", "'", '"', "\\", "\\n", "!tag", "*a", "&a", "%Y", "@x", "`", "|", ">",
    "[", "]", "{", "}", ",", "---", "...", "a:", "- a", "? x", ": x", "a: b", "a #b", "a, b", " ", "\t", "\n", "\r\n",
    "\x00", "\x1b[31m", "\x7f", "\x85", "\u2028", "\u2029", "\ufeff", "\ufffe", "\ud800", "\udfff", "\U0001f525",
    "\u202e", "é", "\u3000", "\xa0", "\xad",
]  # fmt: skip
TEXT = st.lists(st.sampled_from(TRAPS) | st.text(max_size=5), min_size=1, max_size=4).map("".join)
NUMBERS = st.integers(-(10**18), 10**18) | st.floats(allow_nan=False) | st.booleans() | st.none()
VALUES = st.recursive(
    TEXT | NUMBERS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXT, inner, max_size=3),
    max_leaves=6,
)


def note(text: str) -> NoteAdded:
    return stamp().event(NoteAdded, text=text)


def plain(value: Any) -> Any:
    """`value` as a YAML reader should give it back: times as text, lone surrogates replaced."""
    match value:
        case datetime():
            return format_time(value)
        case str():
            return encodable(value)
        case list():
            return [plain(item) for item in value]
        case dict():
            return {plain(key): plain(item) for key, item in value.items()}
    return value


def assert_reads_alike(data: dict[str, Any]) -> None:
    line = f"- {to_line(data)}\n"
    assert line.count("\n") == 1
    assert len(line.splitlines()) == 1
    assert len(line.encode().splitlines()) == 1
    expected = [plain(data)]
    assert plain(yaml.safe_load(line)) == expected
    assert yaml_io.load(line) == expected
    assert plain(YAML(typ="safe", pure=True).load(io.StringIO(line))) == expected


@given(TEXT)
@example("")
def test_any_text_reads_back_the_same_in_every_reader(text: str) -> None:
    assert_reads_alike({"id": "k3v9x2qd", "at": stamp().at, "text": text, "tags": [text, "x"]})


@pytest.mark.parametrize("text", TRAPS)
@pytest.mark.parametrize("shape", ["{}", "{} x", "x {}", "x{}"])
def test_every_known_trap_reads_back_the_same(text: str, shape: str) -> None:
    assert_reads_alike({"id": "k3v9x2qd", "at": stamp().at, "text": shape.replace("{}", text)})


@given(NUMBERS)
@example(1e16)
@example(1e-7)
@example(-0.0)
@example(float("inf"))
def test_any_number_keeps_its_value_and_its_type(value: object) -> None:
    assert_reads_alike({"value": value})
    assert type(yaml.safe_load(to_line({"value": value}))["value"]) is type(value)


@given(st.dictionaries(TEXT.map(encodable), VALUES, max_size=3))
def test_any_amendment_reads_back_the_same(changes: dict[str, Any]) -> None:
    assert_reads_alike(to_data(stamp().event(EventAmended, target="k3v9x2qd", set=changes)))


@given(TEXT, TEXT)
def test_a_key_of_any_text_stays_a_key(key: str, text: str) -> None:
    assert_reads_alike({key: text})


@given(EVENTS, TEXT)
def test_a_log_of_any_events_is_read_back_whole(events: list[AnyEvent], text: str) -> None:
    events = [*events, note(encodable(text)), stamp().event(ImpactRecorded, started_at=stamp().at, bad_ratio=1e-7)]
    content = f"schema: {SCHEMA}\nid: INC-20261123-7F3K9\nevents:\n" + "".join(event_line(event) for event in events)
    log = parse_log(content.encode())
    assert (log.broken, log.torn, log.id) == ([], "", "INC-20261123-7F3K9")
    assert [plain(to_data(event)) for event in log.events] == [plain(to_data(event)) for event in events]
    assert log.lines == list(range(4, 4 + len(events)))


def test_the_head_comes_first() -> None:
    assert event_line(note("x")).startswith("- {id: ")
    assert list(yaml.safe_load(event_line(note("x")))[0])[:4] == ["id", "at", "type", "by"]


# --- lines another hand wrote ---------------------------------------------------------------

SEEDS = [
    '{id: k3v9x2qd, at: 2026-11-23T10:15:00Z, type: INCIDENT_OPENED, title: "Up: 5 %", services: [a, "b c"]}',
    '{id: x1c4t8re, at: 2026-11-23T10:31:05Z, type: NOTE_ADDED, by: ben@example.com, text: "pool\\nx \\u0041"}',
    '{id: x1c4t8re, type: EVENT_AMENDED, set: {text: "x", minutes: 5, a: true, b: null, c: 0.25}}',
]
BITS = [
    *"{}[]:,\"'\\#&*!|>%@`-?~ \t.0123456789eExo_+é\xa0",
    *["\\u", "\\/", "\\x41", '\\"', "\\ud83d\\ude00", "\\u2028", '"a"', '"x":y', "a:", ",,", "{}", "10:15"],
    *["null", "true", "TRUE", "no", ".5", "5.", "1e3", "0x1f", "-1", "+1", "01", "1_0", "id", '"id": zz'],
    *[": ", ", ", " #c", "text: ", '"text": ', " : ", "<<: "],
]
EDITS = st.lists(st.tuples(st.floats(0, 1), st.integers(0, 4), st.sampled_from(BITS)), min_size=1, max_size=3)


def edited(line: str, edits: list[tuple[float, int, str]]) -> str:
    """`line` with a few characters replaced somewhere, as a hand or another tool might."""
    for place, removed, added in edits:
        start = int(place * len(line))
        line = line[:start] + added + line[start + removed :]
    return line


@given(st.sampled_from(SEEDS), EDITS)
@example('{a: b, "a": c}', [])
@example('{text:"x"}', [])
@example("{minutes:-5}", [])
def test_the_fast_reader_never_reads_an_edited_line_otherwise(seed: str, edits: list[tuple[float, int, str]]) -> None:
    line = edited(seed, edits)
    document = to_json(line)
    try:
        fast = None if document is None else msgspec.json.decode(document)
    except msgspec.DecodeError:
        return
    if fast is not None:
        assert yaml_io.load(line) == fast


@pytest.mark.parametrize("text", ["pool exhausted since deploy 41", 'says "no": 5 %, \U0001f525\nand on', "ünïcode"])
def test_the_fast_reader_knows_what_we_usually_write(text: str) -> None:
    document = to_json(to_line(to_data(note(text))))
    assert document is not None
    assert plain(msgspec.json.decode(document)) == plain(to_data(note(text))) | {
        "id": msgspec.json.decode(document)["id"]
    }
