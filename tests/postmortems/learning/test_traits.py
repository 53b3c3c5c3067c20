"""What incidents may share, and by which key."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from revenant.incidents.events import SignalsCorrelated
from revenant.incidents.snapshot import fold
from revenant.postmortems.learning.traits import Basis, Trait, traits_of
from tests.incidents.making import EVENTS, opened, stamp


def test_each_trait_stands_once_and_a_deployment_seen_is_no_symptom() -> None:
    signals = [
        stamp(number).event(SignalsCorrelated, name=name, kind=kind, service="db", fingerprint="f1")
        for number, (name, kind) in enumerate([("Lag", ""), ("Lag", "alert"), ("deploy 41", "event"), ("oom", "log")])
    ]
    it = fold("INC-20261123-7F3K9", [opened(services=["db"]), *signals])
    assert [trait.words for trait in traits_of(it)] == [
        "alert Lag",
        "alert Lag on db",
        "series f1",
        "log oom on db",
        "service db",
    ]


def test_a_name_cannot_be_taken_for_another_trait() -> None:
    assert Trait(Basis.KEY, "alert", "a\tb").key != Trait(Basis.KEY, "alert", "a", "b").key


@given(EVENTS)
def test_any_incident_has_traits_without_repeats(events: list) -> None:  # type: ignore[type-arg]
    traits = traits_of(fold("INC-20261123-7F3K9", events))
    assert len(traits) == len(set(traits))


@given(st.text(), st.text())
def test_a_key_is_one_line_of_at_most_three_parts(name: str, service: str) -> None:
    assert Trait(Basis.KEY, "alert", name, service).key.count("\t") <= 2
