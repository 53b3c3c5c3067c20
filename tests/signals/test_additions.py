"""Additions to the catalogue: what is there stays, what differs is said, no dependency is left without an entry."""

from __future__ import annotations

from revenant.signals.additions import additions
from revenant.signals.catalogue import Catalogue, Service

HERE = Catalogue(
    schema="revenant/services@1",
    services=[Service(name="web", owner="shop", depends_on=["checkout"]), Service(name="checkout")],
)


def test_new_services_and_edges() -> None:
    found = additions(HERE, [Service(name="web", depends_on=["checkout", "search", "web"]), Service(name="search")])
    assert found.edges == {"web": ["search"]}
    assert found.services == [Service(name="search")]
    assert found.edge_count == 1


def test_a_dependency_nobody_describes_gets_a_bare_entry() -> None:
    found = additions(HERE, [Service(name="api", depends_on=["db", "web"])])
    assert found.services == [Service(name="api", depends_on=["db", "web"]), Service(name="db")]


def test_empty_fields_are_filled_and_others_only_compared() -> None:
    found = additions(HERE, [Service(name="web", owner="platform", tier=2), Service(name="checkout", owner="shop")])
    assert found.fields == {"web": {"tier": 2}, "checkout": {"owner": "shop"}}
    assert found.differs == ["web: owner is 'shop' here and 'platform' there; it stays 'shop'"]


def test_two_of_one_name_are_one() -> None:
    twice = [Service(name="a", owner="x", depends_on=["web"]), Service(name="a", owner="y", depends_on=["checkout"])]
    assert additions(HERE, twice).services == [Service(name="a", owner="x", depends_on=["web", "checkout"])]


def test_what_is_known_adds_nothing() -> None:
    assert not additions(HERE, HERE.services)
