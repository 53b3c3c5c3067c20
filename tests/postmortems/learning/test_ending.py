"""How an incident ended, in a line; what nobody recorded is not said."""

from __future__ import annotations

from revenant.incidents.events import ChangeLinked, IncidentAction
from revenant.postmortems.learning.ending import ending_of
from tests.incidents.making import incident, moved, opened, stamp


def test_all_of_it_in_one_line() -> None:
    it = incident(
        opened(),
        stamp(1).event(ChangeLinked, change="c1", summary="deployment 40", verdict="refuted"),
        stamp(2).event(ChangeLinked, change="c2", summary="deployment 41", verdict="confirmed"),
        moved(10, "OPEN", "MITIGATING", reason="going back to 40"),
        moved(43, "MITIGATING", "RESOLVED", reason="errors are gone"),
    )
    assert ending_of(it).words == "resolved after 43m 00s; change: deployment 41; mitigated by: going back to 40"
    assert ending_of(it).brief == "resolved after 43m 00s; mitigated by: going back to 40"


def test_without_a_reason_the_last_step_that_was_taken_counts() -> None:
    steps = [("done", "RISKY", "Fail over"), ("done", "INFO_ONLY", "Look"), ("failed", "RISKY", "Restart")]
    actions = [
        stamp(place).event(IncidentAction, text="x", title=title, category=category, simulated=True, outcome=outcome)
        for place, (outcome, category, title) in enumerate(steps, 1)
    ]
    assert ending_of(incident(opened(), *actions)).mitigation == "Fail over"


def test_what_is_not_known_is_not_said() -> None:
    assert ending_of(incident(opened())).words == ending_of(incident(opened())).brief == "still open"
    assert ending_of(incident(opened(), moved(0, "OPEN", "RESOLVED"))).words == "resolved"  # posted afterwards
    assert ending_of(incident(opened(), moved(1, "OPEN", "CANCELLED", reason="a test"))).words == "cancelled"
