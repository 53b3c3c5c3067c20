"""Plain data: our own lines survive, spellings are understood, the rest is kept as attributes."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from revenant.signals.signal import UNKNOWN, Gravity, Kind, Signal, State, to_line
from revenant.signals.sources.found import Context, NotASignalError
from revenant.signals.sources.ours import as_it_is
from revenant.signals.sources.plain import from_mapping
from tests.signals.sources.reading import CONTEXT, NOW, at, found, only

WORDS = st.text(st.characters(codec="utf-8", exclude_categories=["Cs", "Cc", "Zl", "Zp"]), max_size=20)
NAMED = WORDS.filter(lambda word: not word.startswith("unknown_service"))
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53), 2**53) | st.floats(allow_nan=False, allow_infinity=False) | WORDS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(WORDS, inner, max_size=3),
    max_leaves=6,
)
SIGNALS = st.builds(
    Signal,
    id=WORDS.filter(bool),
    at=st.datetimes(timezones=st.just(UTC)),
    kind=st.sampled_from(Kind),
    service=NAMED.map(lambda word: word or UNKNOWN),
    environment=WORDS.map(lambda word: word or UNKNOWN),
    name=WORDS,
    severity=st.sampled_from(Gravity),
    status=st.sampled_from(State),
    instance=WORDS,
    trace_id=st.uuids().map(lambda trace: trace.hex) | st.just(""),
    request_id=WORDS,
    fingerprint=WORDS,
    attributes=st.dictionaries(WORDS.filter(lambda key: key not in ("attributes", "labels")), VALUES, max_size=5),
)


@given(SIGNALS)
def test_any_signal_survives_its_line(signal: Signal) -> None:
    line = msgspec.json.decode(to_line(signal))
    assert from_mapping(line, CONTEXT) == signal
    assert as_it_is(line, CONTEXT) in (signal, None)


@pytest.mark.parametrize(
    "line",
    [
        {
            "signalId": "1",
            "at": "2026-11-23T10:00:00Z",
            "serviceName": "web",
            "environmentName": "prod",
            "traceId": "t",
        },
        {"signal_id": 1, "timestamp": "2026-11-23 10:00:00", "service_name": "web", "env": "prod", "trace_id": "t"},
        {"id": "1", "startsAt": 1795428000, "service": {"name": "web"}, "environment": "prod", "trace": {"id": "t"}},
        {"id": "1", "ts": "1795428000000", "labels": {"app": "web", "env": "prod", "traceID": "t"}},
        {"id": "1", "@timestamp": 1795428000_000000, "service.name": "web", "stage": "prod", "trace.id": "t"},
        {"id": "1", "time": "1795428000000000000", "app": "web", "labels": '{"env": "prod", "trace_id": "t"}'},
    ],
)
def test_spellings(line: dict[str, Any]) -> None:
    signal = from_mapping(line, CONTEXT)
    assert (signal.id, signal.at, signal.service, signal.environment) == ("1", at(10), "web", "prod")
    assert signal.trace_id == "t"


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ({"kind": "Alert"}, Kind.ALERT), ({"type": "deployment"}, Kind.EVENT), ({"kind": "span"}, Kind.TRACE),
        ({"level": "error", "message": "x"}, Kind.LOG), ({"labels": {}}, Kind.ALERT), ({"spanId": "a"}, Kind.TRACE),
        ({}, Kind.ALERT), ({"kind": "odd"}, Kind.ALERT),
    ],
)  # fmt: skip
def test_kinds(said: dict[str, Any], meant: Kind) -> None:
    assert from_mapping({"at": "2026-11-23T10:00:00Z"} | said, CONTEXT).kind is meant


def test_what_no_table_knows_stays_an_attribute_and_is_doubted() -> None:
    line = {"at": "2026-11-23T10:00:00Z", "service": "web", "severity": "spicy", "status": 500, "kind": "odd", "x": 1}
    signals, doubts = found(line)
    assert signals[0].attributes == {"severity": "spicy", "status": 500, "kind": "odd", "x": 1}
    assert (signals[0].severity, signals[0].status) == (Gravity.NONE, State.FIRING)
    assert ["'spicy'" in doubt.reason for doubt in doubts] == [True]


def test_the_preferred_spelling_counts_whatever_the_order() -> None:
    line = {"message": "a long story", "at": "2026-11-23T10:00:00Z", "name": "HighLatency", "app": "a", "service": "b"}
    signal = only(line)
    assert (signal.name, signal.service) == ("HighLatency", "b")
    assert signal.attributes == {"message": "a long story", "app": "a"}


def test_a_time_without_zone_is_doubted() -> None:
    _, doubts = found({"at": "2026-11-23 10:00:00,250", "service": "web"})
    assert [doubt.reason for doubt in doubts] == ["its time names no zone and was taken as UTC"]
    assert found({"at": "2026-11-23T10:00:00+05:30", "service": "web"})[1] == []


@pytest.mark.parametrize(
    "time", [None, "", "soon", True, [1], {"a": 1}, "99999-01-01T00:00:00Z", "1e5", 10**400, -1e300]
)
def test_no_time_no_signal(time: Any) -> None:
    with pytest.raises(NotASignalError):
        from_mapping({"at": time, "service": "web"}, CONTEXT)


def test_identity_is_the_content() -> None:
    line = {"at": "2026-11-23T10:00:00Z", "service": "web", "n": 1}
    assert only(line).id == only(dict(reversed(line.items()))).id != only(line | {"n": 2}).id


def test_a_mapping_wins_over_usual_names_and_reads_dotted_paths() -> None:
    mapping = {"service": "labels.app.name", "name": "a.b", "at": "when"}
    line = {"when": "2026-11-23T10:00:00Z", "service": "x", "labels": {"app.name": "web"}, "a.b": "N", "at": "no"}
    signal = only(line, "plain", Context(NOW, mapping=mapping))
    assert (signal.service, signal.name, signal.at) == ("web", "N", at(10))


def test_attributes_are_bounded() -> None:
    line = {"at": "2026-11-23T10:00:00Z", "service": "web", "long": "x" * 10_000, "big": 10**30, "deep": _nested(50)}
    line |= {f"k{number}": number for number in range(100)}
    attributes = only(line).attributes
    assert len(attributes) == 65
    assert len(attributes["long"]) == 2000
    assert attributes["big"] == str(10**30)
    assert len(msgspec.json.encode(attributes)) < 5_000


def _nested(depth: int) -> Any:
    return {"a": _nested(depth - 1)} if depth else "bottom"


def test_defaults_never_replace_what_is_said() -> None:
    context = Context(NOW, service="edge", environment="prod")
    assert only({"at": "2026-11-23T10:00:00Z", "service": "web"}, context=context).service == "web"
    assert only({"at": "2026-11-23T10:00:00Z", "service": "unknown"}, context=context).service == "edge"


def test_times_between_the_first_and_the_last_second_of_datetime() -> None:
    for year in (1, 9999):
        line = {"at": f"{year:04}-06-01T00:00:00Z", "service": "web"}
        assert from_mapping(line, CONTEXT).at == datetime(year, 6, 1, tzinfo=UTC)
        signals, doubts = found(line)
        assert (signals, doubts[0].lost) == ([], True)


@pytest.mark.parametrize(
    "change",
    [
        {"at": "2026-11-23T11:00:00+01:00"}, {"traceId": "AB" * 16}, {"trace_id": "AB" * 16}, {"name": "two\nlines"},
        {"severity": "Critical"}, {"status": "ok"}, {"service": "unknown_service:java"}, {"id": 7}, {"kind": "span"},
        {"attributes": {"labels": {"pod": "p"}}}, {"attributes": None}, {"name": 5}, {"extra": 1}, {},
    ],
)  # fmt: skip
def test_a_line_read_at_once_says_what_the_long_way_says(change: dict[str, Any]) -> None:
    line = {"id": "1", "at": "2026-11-23T10:00:00Z", "kind": "alert", "service": "web"} | change
    for context in (CONTEXT, Context(NOW, service="edge", environment="prod")):
        signals, _ = found(line, context=context)
        assert signals == [from_mapping(line, context)]
        assert signals[0].at.utcoffset() == timedelta()
