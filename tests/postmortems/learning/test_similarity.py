"""Likeness is told with its reason, the surest first; what all share and what is weak is not told."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from revenant.incidents.snapshot import IncidentSnapshot
from revenant.postmortems.learning.similarity import Alike, find_alike
from revenant.postmortems.learning.traits import Basis
from tests.postmortems.learning.making import Remembered, asked, id_of, past

NOISE = [past(number, f"Trouble number {number}", services=[f"quiet-{number % 7}"]) for number in range(40)]


def alike(it: IncidentSnapshot, *others: IncidentSnapshot, most: int = 5) -> list[Alike]:
    return find_alike(asked(it), Remembered([*NOISE, *others]), most)


def test_an_exact_alert_goes_before_a_cause_before_a_place_before_words() -> None:
    text = "replication stalled behind vacuum wraparound"
    it = past(90, text, services=["db"], tags=["capacity"], alerts=["DbLag"], changes=[("c1", "confirmed")])
    by_words, by_place = past(50, text), past(51, services=["db"], tags=["capacity"])
    by_cause, by_key = past(52, changes=[("c1", "declared")]), past(53, alerts=["DbLag"])
    found = alike(it, by_words, by_place, by_cause, by_key)
    assert [each.basis for each in found] == [Basis.KEY, Basis.CAUSE, Basis.PLACE, Basis.WORDS]
    assert [each.incident for each in found] == [id_of(53), id_of(52), id_of(51), id_of(50)]


def test_every_result_says_what_is_shared_a_clause_each() -> None:
    it = past(
        90, "pool exhausted", services=["checkout", "payments", "web"], tags=["dns"], alerts=[("Errors", "checkout")]
    )
    services = ["checkout", "payments", "web"]
    other = past(50, "pool exhausted", services=services, tags=["DNS"], alerts=[("Errors", "checkout")])
    (found,) = alike(it, other)
    assert found.reasons == (
        "same alert Errors on checkout",
        "both on payments and web",
        "both tagged dns",
        "words: exhausted, pool",
    )


def test_the_same_alert_on_another_service_is_the_same_alert_only() -> None:
    it = past(90, alerts=[("Errors", "checkout")])
    near, far = past(50, alerts=[("Errors", "checkout")]), past(60, alerts=[("Errors", "web")])
    found = alike(it, near, far)
    assert [each.incident for each in found] == [id_of(50), id_of(60)]
    assert found[1].reasons == ("same alert Errors",)


def test_links_that_somebody_drew_come_first_in_either_direction() -> None:
    it = past(90, links=[("related", id_of(50))])
    found = alike(it, past(50), past(60, links=[("caused_by", id_of(90))]))
    assert {(each.incident, each.reasons[0]) for each in found} == {
        (id_of(50), "linked: related"),
        (id_of(60), "it names this one"),
    }
    assert {each.basis for each in found} == {Basis.LINK}


def test_siblings_of_one_cause_and_one_ticket_are_alike() -> None:
    it = past(90, links=[("caused_by", id_of(3)), ("ticket", "OPS-1")])
    found = alike(it, past(50, links=[("caused_by", id_of(3))]), past(51, links=[("ticket", "OPS-1")]))
    assert {each.reasons[-1] for each in found if each.basis is Basis.CAUSE} == {
        f"same cause {id_of(3)}",
        "same ticket OPS-1",
    }


def test_a_refuted_or_suspected_change_is_no_cause() -> None:
    it = past(90, changes=[("c1", "refuted"), ("c2", "suspected")])
    assert alike(it, past(50, changes=[("c1", "confirmed"), ("c2", "confirmed")])) == []


def test_what_most_incidents_have_says_nothing() -> None:
    crowd = [past(100 + number, services=["web"], tags=["customer"], alerts=["Watchdog"]) for number in range(60)]
    it = past(300, services=["web"], tags=["customer"], alerts=["Watchdog"])
    assert alike(it, *crowd) == []


def test_a_service_alone_or_two_words_are_no_result() -> None:
    assert alike(past(90, services=["db"]), past(50, services=["db"])) == []
    assert alike(past(90, "pool exhausted"), past(50, "pool exhausted")) == []


def test_rare_words_are_enough_where_they_are_many() -> None:
    text = "orm drops column, replicas disagree"
    (found,) = alike(past(90, text), past(50, text))
    assert found.basis is Basis.WORDS
    assert found.reasons[0].startswith("words: ")


def test_words_of_many_incidents_do_not_count() -> None:
    text = "orm drops column, replicas disagree"
    crowd = [past(100 + number, text) for number in range(9)]
    assert alike(past(300, text), *crowd) == []


def test_a_wide_outage_is_less_like_a_narrow_one() -> None:
    it = past(90, services=["a", "b"], tags=["dns"])
    wide = past(50, services=[*"abcdefghij"], tags=["dns"])
    narrow = past(40, services=["a", "b"], tags=["dns"])
    assert next(each.incident for each in alike(it, wide, narrow)) == id_of(40)


def test_of_equal_ones_the_later_comes_first_and_there_is_a_cap() -> None:
    others = [past(50 + number, alerts=["Errors"]) for number in range(9)]
    found = alike(past(90, alerts=["Errors"]), *others, most=3)
    assert [each.incident for each in found] == [id_of(58), id_of(57), id_of(56)]


def test_nothing_is_like_itself_nor_like_nothing() -> None:
    it = past(50, alerts=["Errors"])
    assert alike(it, it) == []
    assert find_alike(asked(it), Remembered([]), 5) == []


def test_one_earlier_incident_with_the_same_alert_is_enough() -> None:
    (found,) = find_alike(asked(past(2, alerts=["Errors"])), Remembered([past(1, alerts=["Errors"])]), 5)
    assert found.basis is Basis.KEY


_SOME = st.lists(st.sampled_from(["alpha", "beta", "gamma"]), max_size=2, unique=True)


@given(
    st.lists(
        st.fixed_dictionaries(
            {"title": st.text(max_size=30), "services": _SOME, "tags": _SOME, "alerts": _SOME}
        ),
        max_size=12,
    )
)  # fmt: skip
def test_whatever_there_is_the_order_does_not_depend_on_how_it_comes(fields: list[dict[str, object]]) -> None:
    its = [past(number, **each) for number, each in enumerate(fields)]  # type: ignore[arg-type]
    it = past(90, "alpha", services=["alpha"], tags=["beta"], alerts=["gamma"])
    found = find_alike(asked(it), Remembered(its), 5)
    assert found == find_alike(asked(it), Remembered(reversed(its)), 5)
    assert len(found) <= 5
    assert all(each.reasons and each.incident != it.id for each in found)
    assert found == sorted(found, key=lambda each: (each.basis, -each.bits))
