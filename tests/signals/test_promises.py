"""What alerts about error budgets leave in an incident."""

from __future__ import annotations

from typing import Any

import pytest

from revenant.core.settings import SeverityRule
from revenant.core.severity import Severity
from revenant.incidents.events import AnyEvent, IncidentLinked, NoteAdded, SignalsCorrelated
from revenant.incidents.snapshot import IncidentSnapshot, fold
from revenant.signals.catalogue import Catalogue, Service
from revenant.signals.correlation.cluster import Cluster
from revenant.signals.planning import known_alerts, signal_events, told_before
from revenant.signals.promises import promise_events, too_mild
from revenant.signals.signal import Gravity, Kind
from revenant.signals.triage import judge
from tests.incidents.making import ID, opened, retracted, stamp
from tests.signals.correlation.making import run, signal

TIERS = Catalogue(schema="revenant/services@1", services=[Service(name="checkout", tier=1)])


def alert(at: float = 0, *, slo: str = "checkout-availability", floor: str = "SEV2", **more: Any) -> Any:
    attributes = {"summary": "burns 20× as fast as allowed", "slo": slo, "severity_floor": floor}
    fields = {"kind": Kind.ALERT, "severity": Gravity.CRITICAL, "name": "Burn", "fingerprint": "f1"}
    return signal(at, **fields | {"attributes": attributes} | more)


def cluster(*signals: Any) -> Cluster:
    (found,), _ = run(signals or [alert()])
    return found


def incident(*events: AnyEvent, severity: Severity = Severity.SEV4) -> IncidentSnapshot:
    return fold(ID, [opened(severity=severity), *events])


@pytest.mark.parametrize(
    ("said", "expected"),
    [("SEV2", Severity.SEV2), ("SEV1", Severity.SEV1), ("SEV4", Severity.SEV4), ("sev2", None), ("SEV0", None)],
)
def test_an_alert_may_say_how_severe_it_is_at_least(said: str, expected: Severity | None) -> None:
    """In place of the built-in rules, by which something critical on tier 1 is a SEV1."""
    judged = judge(cluster(alert(floor=said)), TIERS)
    assert judged.severity is (expected or Severity.SEV1)
    assert judged.why == (
        "Burn on checkout asks for it at least: burns 20× as fast as allowed"
        if expected
        else "Burn on checkout is critical, tier 1"
    )


def test_rules_of_the_workspace_come_first() -> None:
    staging = SeverityRule(environment="production", severity=Severity.SEV4)
    assert judge(cluster(), TIERS, [staging]).severity is Severity.SEV4


def test_the_worst_series_decides() -> None:
    error = signal(1, kind=Kind.ALERT, severity=Gravity.CRITICAL, name="Down")
    assert judge(cluster(alert(), error), TIERS).severity is Severity.SEV1


def test_a_log_line_promises_nothing() -> None:
    """What anybody can write into a log links no incident and raises nothing."""
    found = cluster(alert(kind=Kind.LOG))
    assert (found.slos, found.floor) == ([], None)
    assert promise_events(found, None, stamp()) == []


def test_an_incident_is_linked_once_to_each_slo() -> None:
    found = cluster(alert(), alert(1, slo="checkout-latency", fingerprint="f2", name="Other"))
    (first, second) = promise_events(found, None, stamp())
    assert isinstance(first, IncidentLinked)
    assert isinstance(second, IncidentLinked)
    assert (first.relation, first.target) == ("violates", "checkout-availability")
    assert second.target == "checkout-latency"
    assert promise_events(found, incident(first, second, severity=Severity.SEV2), stamp()) == []


def test_a_link_that_was_taken_back_does_not_come_again() -> None:
    (link,) = promise_events(cluster(), None, stamp())
    assert promise_events(cluster(), incident(link, retracted(5, link), severity=Severity.SEV2), stamp()) == []


def test_too_mild_is_said_once_and_changes_nothing() -> None:
    it = incident()
    assert too_mild(cluster(), it) == (
        "Burn on checkout asks for SEV2 at least, and this is SEV4: burns 20× as fast as allowed"
    )
    link, note = promise_events(cluster(), it, stamp())
    assert isinstance(note, NoteAdded)
    again = incident(link, note)
    assert again.severity is Severity.SEV4
    assert promise_events(cluster(), again, stamp()) == []
    assert promise_events(cluster(), incident(link, note, retracted(5, note)), stamp()) == []


@pytest.mark.parametrize("severity", [Severity.SEV1, Severity.SEV2])
def test_as_severe_or_more_is_not_too_mild(severity: Severity) -> None:
    assert too_mild(cluster(), incident(severity=severity)) == ""


def test_an_alert_is_recognised_in_other_company() -> None:
    alone, together = cluster(), cluster(alert(), alert(1, slo="other", fingerprint="f2", id="a-2", name="Other"))
    it = incident(*signal_events(together, None, stamp()))
    known = known_alerts([it])
    assert told_before(alone, known) == ID
    assert told_before(cluster(alert(9, id="new")), known) == ""
    assert told_before(cluster(alert(), alert(1, id="new", fingerprint="f3", name="Third")), known) == ""


def test_the_same_signal_is_not_recorded_again_when_it_has_become_milder() -> None:
    it = incident(*signal_events(cluster(), None, stamp()))
    assert signal_events(cluster(alert(severity=Gravity.ERROR, floor="SEV3")), it, stamp()) == []
    (more,) = signal_events(cluster(alert(60, id="later")), it, stamp())
    assert isinstance(more, SignalsCorrelated)


def test_the_record_says_why_it_is_that_severe() -> None:
    said = {"slo": "a", "severity_floor": "SEV2", "description": "burns 20× over 1h", "summary": "It burns"}
    (event,) = signal_events(cluster(alert(attributes=said)), None, stamp())
    assert isinstance(event, SignalsCorrelated)
    assert event.reason == "on checkout; burns 20× over 1h"
