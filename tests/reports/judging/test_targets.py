"""Each incident stands to each target in exactly one way, and nobody knows is one of them."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from hypothesis import given

from revenant.core.settings import Settings, Targets
from revenant.core.severity import Severity
from revenant.incidents.events import AnyEvent
from revenant.incidents.snapshot import IncidentSnapshot, fold
from revenant.reports.judging.targets import TARGETS, Judge, Judged, Verdict
from tests.incidents.making import EVENTS
from tests.reports.made_up import NOW, SETTINGS, happened

JUDGE = Judge(SETTINGS, NOW)
ACKED, RESOLVED = (5.0, "ACKNOWLEDGED"), (60.0, "RESOLVED")


def verdicts(it: IncidentSnapshot) -> list[Verdict]:
    """Of acknowledge, resolve and update."""
    return [JUDGE(it, target).verdict for target in TARGETS]


def made(*moves: tuple[float, str], **fields: Any) -> IncidentSnapshot:
    return happened(1, moves=moves, **fields)


def test_the_targets_of_the_severity_decide() -> None:
    assert verdicts(made(ACKED, RESOLVED)) == [Verdict.MET, Verdict.MET, Verdict.MET]
    assert verdicts(made((16, "ACKNOWLEDGED"), (481, "RESOLVED"))) == [Verdict.MISSED] * 3
    assert verdicts(made((15, "ACKNOWLEDGED"), (75, "RESOLVED"))) == [Verdict.MET] * 3, "in time is met"
    assert verdicts(made((16, "ACKNOWLEDGED"), (481, "RESOLVED"), severity="SEV3")) == [Verdict.MET] * 3


def test_what_is_open_is_running_or_overdue() -> None:
    fresh = NOW - timedelta(minutes=2)
    assert verdicts(made(detected=fresh)) == [Verdict.RUNNING, Verdict.RUNNING, Verdict.UNKNOWN]
    assert verdicts(made(detected="2026-11-20T10:00")) == [Verdict.OVERDUE, Verdict.OVERDUE, Verdict.UNKNOWN]
    assert verdicts(made((1, "ACKNOWLEDGED"), detected=fresh)) == [Verdict.MET, Verdict.RUNNING, Verdict.RUNNING]
    assert verdicts(made((1, "ACKNOWLEDGED"), detected="2026-11-23T10:30"))[2] is Verdict.OVERDUE


def test_a_silence_that_was_too_long_stays_missed_whatever_is_said_afterwards() -> None:
    it = made((1, "ACKNOWLEDGED"), detected="2026-11-23T10:00", notes=[110])
    assert JUDGE(it, "update") == Judged(it, "update", Verdict.OVERDUE, timedelta(hours=1), timedelta(minutes=109))


def test_what_was_never_recorded_is_neither_met_nor_missed() -> None:
    assert verdicts(made(RESOLVED))[0] is Verdict.UNKNOWN, "resolved without an acknowledgement"
    assert verdicts(made((5, "INVESTIGATING")))[0] is Verdict.UNKNOWN, "answered, and nobody knows when"
    assert verdicts(made((0, "RESOLVED"))) == [Verdict.UNKNOWN] * 3, "posted in retrospect"
    assert verdicts(made((5, "CLOSED")))[1] is Verdict.UNKNOWN
    assert verdicts(made((-5, "ACKNOWLEDGED"), RESOLVED))[0] is Verdict.UNKNOWN, "before it was detected"
    assert verdicts(IncidentSnapshot(id="INC-20261120-00001", severity=Severity.SEV1))[:2] == [Verdict.UNKNOWN] * 2


def test_without_a_severity_nothing_is_promised() -> None:
    assert verdicts(IncidentSnapshot(id="INC-20261120-00001")) == [Verdict.UNKNOWN] * 3


def test_the_workspaces_own_targets_count() -> None:
    own = Settings(schema="revenant/workspace@1", severities={Severity.SEV2: Targets(acknowledge="1m")})
    judged = Judge(own, NOW)(made(ACKED, RESOLVED), "acknowledge")
    assert (judged.verdict, judged.over, judged.times) == (Verdict.MISSED, timedelta(minutes=4), 5)


@given(EVENTS)
def test_any_incident_has_one_verdict_for_each_target(events: list[AnyEvent]) -> None:
    it = fold("INC-20261123-7F3K9", events)
    for target in TARGETS:
        judged = JUDGE(it, target)
        late = judged.took is not None and judged.promised is not None and judged.took > judged.promised
        assert late == (judged.verdict in (Verdict.MISSED, Verdict.OVERDUE))
        assert (judged.over > timedelta()) == late
