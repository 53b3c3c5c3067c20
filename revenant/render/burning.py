"""Alarms of error budgets for programs: as `slo burn --json` prints them, and as signals for `correlate`."""

from __future__ import annotations

from datetime import datetime
from hashlib import sha256
from typing import Any

from revenant.core.severity import Severity
from revenant.core.times import format_time
from revenant.signals.signal import UNKNOWN, Gravity, Kind, Signal, signal_id
from revenant.slos.burning.alarms import Alarm, verdict
from revenant.slos.burning.alert_names import alert_name
from revenant.slos.burning.floor import Floor, gone_in, times
from revenant.slos.burning.pairs import Burning

_GRAVITIES = {
    Severity.SEV1: Gravity.CRITICAL,
    Severity.SEV2: Gravity.CRITICAL,
    Severity.SEV3: Gravity.ERROR,
    Severity.SEV4: Gravity.WARNING,
}


def alarm_data(alarm: Alarm) -> dict[str, Any]:
    """One objective."""
    standing, floor = alarm.standing, alarm.floor
    gone = gone_in(standing)
    return {
        "slo": standing.slo.name,
        "objective": standing.objective.name,
        "service": standing.slo.service,
        "at": format_time(standing.now),
        "fires": alarm.fires,
        "pages": alarm.pages,
        "not_known": alarm.is_unknown,
        "severity_floor": floor.severity if floor else None,
        "severity_floor_why": floor.why if floor else None,
        "remaining_share": standing.counted.remaining_share,
        "exhausted_in_seconds": None if gone is None else gone.total_seconds(),
        "measured_until": format_time(standing.until) if standing.until else None,
        "source": standing.source,
        "windows": [_pair(alarm, each) for each in standing.burning],
    }


def _pair(alarm: Alarm, each: Burning) -> dict[str, Any]:
    long, short = each.over_long, each.over_short
    return {
        "long_seconds": long.length.total_seconds(),
        "short_seconds": short.length.total_seconds(),
        "long": long.per_budget,
        "short": short.per_budget,
        "long_measured": long.covered,
        "short_measured": short.covered,
        "budget_share": float(each.window.share),
        "factor": each.factor,
        "urgency": "page" if each.window.pages else "ticket",
        "severity_floor": each.window.floor,
        "fires": None if each.is_unknown else each.fires,
        "verdict": verdict(each, alarm.standing),
    }


def fingerprint_of(alarm: Alarm, *, pages: bool) -> str:
    """The same for every signal of one objective that asks for the same: to page, or to write a ticket."""
    standing = alarm.standing
    parts = ("slo-burn", standing.slo.name, standing.objective.name, "page" if pages else "ticket")
    return sha256("\0".join(parts).encode(errors="replace")).hexdigest()[:16]


def burn_signal(alarm: Alarm, floor: Floor, fingerprint: str, since: datetime) -> Signal:
    """An alert that began then; however often it is sent, it is the same one."""
    standing = alarm.standing
    slo = standing.slo
    return Signal(
        at=since,
        id=signal_id([fingerprint, format_time(since)]),
        kind=Kind.ALERT,
        service=slo.service or UNKNOWN,
        environment=slo.labels.get("environment") or UNKNOWN,
        name=alert_name(slo.name),
        severity=_GRAVITIES[floor.severity],
        fingerprint=fingerprint,
        attributes={
            "summary": f"{slo.title}: the error budget burns {_fastest(alarm)} as fast as allowed",
            "description": floor.why,
            "slo": slo.name,
            "objective": standing.objective.name,
            "severity_floor": floor.severity.value,
        },
    )


def _fastest(alarm: Alarm) -> str:
    """The fastest that both windows of a pair have, of those that fire."""
    return times(max((each.slower or 0.0 for each in alarm.standing.burning if each.fires), default=None))
