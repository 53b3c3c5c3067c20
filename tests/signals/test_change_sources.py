"""Changes from signals and from another repository's tags: what is brought in, what is left out and why."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from revenant.signals.change_sources import Defaults, Found, Landmark, from_landmark, from_signal, matching, sift
from revenant.signals.changes import Change
from revenant.signals.signal import Kind, Signal

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
DEFAULTS = Defaults("ben@example.com", NOW)
TAG = Landmark("tag", "v1.4.0", "9f95f85" + "0" * 33, NOW - timedelta(hours=1), "Release 1.4.0")


def signal(**fields: Any) -> Signal:
    known: dict[str, Any] = {"id": "s1", "at": NOW - timedelta(minutes=5), "kind": Kind.EVENT, "service": "checkout"}
    return Signal(**(known | fields))


def change(found: Found) -> Change:
    assert found.change is not None, found.reason
    return found.change


def test_an_event_is_a_change_with_what_its_attributes_say() -> None:
    attributes = {"version": "v1.4.0", "sha": "9f95f85", "state": "failure", "kind": "migration", "other": [1]}
    it = change(from_signal(signal(name="Deploy", environment="production", attributes=attributes), DEFAULTS))
    assert (it.kind, it.version, it.reference, it.status) == ("migration", "v1.4.0", "9f95f85", "failed")
    assert (it.summary, it.environment, it.service) == ("Deploy", "production", "checkout")
    assert (it.source, it.by, it.recorded) == ("signal/s1", "ben@example.com", NOW)


@pytest.mark.parametrize(
    ("fields", "why"),
    [
        ({"kind": Kind.ALERT}, "kind alert"),
        ({"service": "unknown"}, "--service"),
        ({"at": NOW + timedelta(seconds=1)}, "in the future"),
        ({"attributes": {"state": "pending"}}, "its state is pending"),
        ({"attributes": {"state": "Inactive"}}, "its state is inactive"),
    ],
)
def test_what_is_no_change_is_left_out_with_its_reason(fields: dict[str, Any], why: str) -> None:
    found = from_signal(signal(**fields), DEFAULTS)
    assert found.change is None
    assert why in found.reason


def test_defaults_say_what_the_source_does_not() -> None:
    defaults = Defaults("ben@example.com", NOW, service="web", environment="staging")
    it = change(from_signal(signal(service="unknown"), defaults))
    assert (it.service, it.environment) == ("web", "staging")


def test_any_signal_may_be_a_change_where_that_is_asked_for() -> None:
    told = signal(kind=Kind.ALERT, name="pipeline 7", attributes={"result": "FAILURE", "commit_sha": "9f95f85"})
    it = change(from_signal(told, Defaults("ben@example.com", NOW, every=True)))
    assert (it.kind, it.status, it.reference, it.summary) == ("deployment", "failed", "9f95f85", "pipeline 7")


def test_the_same_source_has_the_same_id_whoever_brings_it_in_and_when() -> None:
    one = change(from_signal(signal(), DEFAULTS))
    other = change(from_signal(signal(), Defaults("ana@example.com", NOW + timedelta(days=9))))
    assert one.id == other.id
    assert one.id != change(from_signal(signal(id="s2"), DEFAULTS)).id


def test_a_tag_is_a_deployment_of_that_version() -> None:
    it = change(from_landmark(TAG, Defaults("ben@example.com", NOW, service="checkout")))
    assert (it.version, it.reference, it.summary) == ("v1.4.0", TAG.commit, "Release 1.4.0")


def test_a_tag_that_was_moved_is_another_change() -> None:
    defaults = Defaults("ben@example.com", NOW, service="checkout")
    moved = TAG._replace(commit="1" * 40)
    assert change(from_landmark(TAG, defaults)).id != change(from_landmark(moved, defaults)).id


@pytest.mark.parametrize(("at", "why"), [(None, "does not know"), (NOW + timedelta(days=1), "in the future")])
def test_a_tag_without_a_sensible_time_is_left_out(at: datetime | None, why: str) -> None:
    assert why in from_landmark(TAG._replace(at=at), DEFAULTS).reason


def test_patterns_choose_by_name() -> None:
    names = ["v1", "v2-rc1", "nightly", "release/v3"]
    tags = [TAG._replace(name=name) for name in names]
    assert [tag.name for tag in matching(tags, "v*")] == ["v1", "v2-rc1"]
    assert [tag.name for tag in matching(tags, "*")] == names
    assert list(matching(tags, "")) == []


def test_sifting_keeps_each_once_oldest_first_and_names_the_rest() -> None:
    early = from_signal(signal(id="early", at=NOW - timedelta(hours=2)), DEFAULTS)
    late, none = from_signal(signal(id="late"), DEFAULTS), from_signal(signal(kind=Kind.LOG), DEFAULTS)
    known = from_signal(signal(id="known"), DEFAULTS)
    new, left = sift([late, early, late, none, known], frozenset({change(known).id}))
    assert new == [change(early), change(late)]
    assert [each.reason for each in left] == ["recorded already", "it is of the kind log, no event", "recorded already"]
