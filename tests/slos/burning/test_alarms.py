"""What is said of each pair of windows, and of an objective."""

from __future__ import annotations

from datetime import timedelta

import pytest

from revenant.render.plain import render_plain
from revenant.slos.budgeting.standing import Standing
from revenant.slos.burning.alarms import Alarm, verdict
from revenant.slos.burning.floor import floor_of
from revenant.slos.burning.screens import burn_blocks, summary
from revenant.slos.spans import Span
from revenant.slos.usage import Fault, Flaw, Usage
from tests.slos.outages import DAY, HOUR, MINUTE, T0, OutageMeter, slo, standing

CALM = OutageMeter([])


def verdicts(found: Standing) -> list[str]:
    return [verdict(each, found) for each in found.burning]


def alarm(found: Standing) -> Alarm:
    return Alarm(found, floor_of(found, is_critical=False))


def test_each_verdict_says_why() -> None:
    ended = OutageMeter([(T0 - 40 * MINUTE, T0 - 10 * MINUTE, 1.0)])
    assert verdicts(standing(ended)) == ["no: 5m is not above 14.4×", "fires", "fires", "fires"]
    begins = OutageMeter([(T0 - timedelta(seconds=40), T0, 1.0)])
    assert verdicts(standing(begins))[0] == "no: 1h is not above 14.4×"
    assert verdicts(standing(CALM))[0] == "no: 1h and 5m are not above 14.4×"


def test_what_cannot_be_reached_is_named() -> None:
    found = standing(CALM, of=slo(target=0.9))
    assert verdicts(found)[0] == "can never fire: a total outage burns 10×"
    assert verdicts(found)[1] == "no: 6h and 30m are not above 6×"


def test_what_is_missing_is_named() -> None:
    late = OutageMeter([(T0 - 2 * HOUR, T0, 0.5)], until=T0 - 20 * MINUTE)
    first, second, *_ = verdicts(standing(late))
    assert first == "not known: nothing was measured over the last 5m, the data ends at 2026-11-23T11:40:00Z"
    assert second == "fires (of 30m only 33 % measured)"
    never = standing(OutageMeter([], since=T0 + DAY))
    assert verdicts(never)[0].startswith("not known: nothing was measured over the last 1h and 5m")
    a_little_late = OutageMeter([(T0 - 2 * HOUR, T0, 0.5)], until=T0 - MINUTE)
    assert verdicts(standing(a_little_late))[0] == "fires"


class _QuietMeter(OutageMeter):
    """Measured, and without any event."""

    def _usage(self, span: Span) -> Usage:
        return Usage(0.0, 0.0, span.length)


def test_time_without_events_is_not_called_unmeasured() -> None:
    assert verdicts(standing(_QuietMeter([])))[0] == "not known: no events over the last 1h and 5m"


@pytest.mark.parametrize(
    ("share", "fires", "pages"), [(0.0, False, False), (0.0005, False, False), (0.004, True, False), (0.1, True, True)]
)
def test_an_alarm_fires_or_pages(share: float, fires: bool, pages: bool) -> None:
    found = alarm(standing(OutageMeter([(T0 - 3 * DAY, T0, share)])))
    assert (found.fires, found.pages, found.is_unknown) == (fires, pages, False)


def test_the_screen() -> None:
    bad = alarm(standing(OutageMeter([(T0 - 30 * MINUTE, T0, 0.05)])))
    good = alarm(standing(CALM, of=slo(name="search-latency", service="search")))
    shown = " ".join(render_plain(burn_blocks([bad, good])).split())
    assert "checkout-availability the objective 1h/5m 25× 50× 14.4× page fires" in shown
    assert "checkout 96.5 % 1d 03h SEV2 burns 25× over 1h and 50× over 5m, where 14.4× alerts" in shown
    assert shown.count("search-latency the") == 4, "it does not fire, so nothing follows"
    assert summary([bad, good]) == "1 of 2 objectives fires, 1 of them pages"
    assert summary([good]) == "none of 1 objective fires"
    unknown = alarm(standing(OutageMeter([], until=T0 - 30 * DAY)))
    assert summary([bad, bad, unknown]) == (
        "2 of 3 objectives fire, 2 of them page; of 1 it is not known, as not enough was measured"
    )
    flaw = Fault(Flaw.GAP, 3, "slos/data/a.csv:7", "not measured")
    flawed = Alarm(good.standing._replace(faults=[flaw]), None)
    assert "search-latency: a test; 3 flaws: revenant slo status search-latency" in render_plain(burn_blocks([flawed]))
    assert "no SLO is in slos/" in render_plain(burn_blocks([]))
