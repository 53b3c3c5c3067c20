"""What `show` says of runbooks: the steps that matter now of the certain one, and in a line which others may help."""

from __future__ import annotations

from revenant.incidents.events import AnyEvent, IncidentStatusChanged, RunbookAttached
from revenant.incidents.lifecycle import Status
from revenant.incidents.snapshot import IncidentSnapshot, fold
from revenant.runbooks.document import Section
from revenant.runbooks.suggestion.card import Card, card_of
from revenant.runbooks.suggestion.panel import Panel, panel_of, section_for
from tests.incidents.making import ID, opened, stamp
from tests.runbooks.making import runbook

BODY = "## Diagnosis\n### D1. Look — INFO_ONLY\n## Mitigation\n### M1. Act — RISKY\n- **Verify:** it is well\n"


def card(name: str, title: str, alerts: str = "[]", blob: str = "b1") -> Card:
    head = f"---\nschema: revenant/runbook@1\nid: {name}\nalerts: {alerts}\nservices: [checkout]\n---\n"
    return card_of(runbook(f"{head}# {title}\n{BODY}", f"runbooks/{name}.md"), blob)


CARDS = [card("certificate", "A certificate expires"), card("pool", "The pool is exhausted", "[PoolExhausted]")]


def incident(title: str, *attached: tuple[str, str], to: Status = Status.OPEN) -> IncidentSnapshot:
    events: list[AnyEvent] = [opened(title=title, services=["checkout"])]
    events += [stamp(2).event(RunbookAttached, runbook=name, blob=blob, reason="used") for name, blob in attached]
    if to is not Status.OPEN:
        events.append(stamp(3).event(IncidentStatusChanged, from_=Status.OPEN, to=to))
    return fold(ID, events)


def panel(it: IncidentSnapshot) -> Panel:
    found = panel_of(it, CARDS, {})
    assert found
    return found


def test_an_alert_in_the_title_is_certain_and_others_are_named() -> None:
    found = panel(incident("PoolExhausted on checkout"))
    assert found.found
    assert found.found.card.id == "pool"
    assert [each.card.id for each in found.further] == ["certificate"]
    assert [step.id for step in found.steps] == ["D1"]


def test_once_it_is_mitigated_the_steps_are_those_of_mitigation() -> None:
    found = panel(incident("PoolExhausted", to=Status.MITIGATING))
    assert found.section is Section.MITIGATION
    assert [(step.id, step.verify) for step in found.steps] == [("M1", "it is well")]
    assert section_for(Status.INVESTIGATING) is Section.DIAGNOSIS


def test_of_those_for_the_service_the_one_whose_title_fits_comes_first() -> None:
    found = panel(incident("Requests wait: pool exhausted"))
    assert found.found is None
    assert found.steps == ()
    assert [each.card.id for each in found.further] == ["pool", "certificate"]


def test_what_was_attached_is_compared_with_the_file_and_what_is_gone_is_named() -> None:
    assert not panel(incident("x", ("certificate", "b1"))).changed
    assert panel(incident("x", ("certificate", "b0"))).changed
    assert panel(incident("x", ("gone", "b0"))).absent == "gone"


def test_where_nothing_fits_nothing_is_shown() -> None:
    assert panel_of(fold(ID, [opened(title="x", services=["web"])]), CARDS, {}) is None
