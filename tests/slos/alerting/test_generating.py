"""Rules from SLOs: factors that follow from the window, names that stay, and what is left out and why."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from fractions import Fraction

import pytest

from revenant.core.severity import Severity
from revenant.slos.alerting.rules import Alerting, Recording
from revenant.slos.burning.rates import STANDARD, BurnWindow
from revenant.slos.slo import BurnAlert, Indicator, Method, Objective
from revenant.slos.window import Window
from tests.slos.alerting.making import alerts, expressions, generated, query, ratio, slo

IDENTITY = 'objective="three nines",service="checkout",slo="checkout-availability"'


def _window(days: int) -> Window:
    return Window(length=timedelta(days=days), text=f"{days}d")


def _factors(days: int, burns: Sequence[BurnWindow] = STANDARD) -> list[str]:
    found = alerts(generated(slo(window=_window(days)), exhaustion=None, burns=burns))
    return [rule.expr.splitlines()[0].rpartition("> ")[2] for rule in found if "severity_floor" in rule.labels]


@pytest.mark.parametrize(
    ("days", "factors"),
    [
        (30, ["14.4", "6.0", "3.0", "1.0"]),
        (28, ["13.44", "5.6", "2.8", "0.9333333333333333"]),
    ],
)
def test_factors_are_computed_from_window_and_share(days: int, factors: list[str]) -> None:
    assert _factors(days) == factors


@pytest.mark.parametrize(
    ("days", "pairs", "factors"),
    [
        (7, [(1, "8/100"), (6, "1/8"), (24, "1/5"), (72, "42/100")], ["13.44", "3.5", "1.4", "0.98"]),  # Sloth's file
        (28, [(1, "1/48"), (6, "1/16"), (24, "1/14"), (96, "1/7")], ["14.0", "7.0", "2.0", "1.0"]),  # Pyrra's windows
    ],
)
def test_factors_of_other_windows(days: int, pairs: list[tuple[int, str]], factors: list[str]) -> None:
    burns = [
        BurnWindow(timedelta(hours=long), timedelta(hours=long) / 12, Fraction(share), Severity.SEV3, pages=False)
        for long, share in pairs
    ]
    assert _factors(days, burns) == factors


def test_both_windows_must_be_above() -> None:
    first = alerts(generated(slo()))[0]
    assert first.expr == (
        f"slo:burn:ratio_rate1h{{{IDENTITY}}} > 13.44\nand slo:burn:ratio_rate5m{{{IDENTITY}}} > 13.44"
    )


def test_every_window_is_recorded_before_it_is_used() -> None:
    (group,) = generated(slo()).groups
    names = [rule.record for rule in group.rules if isinstance(rule, Recording)]
    assert [name for name in names if name.startswith("slo:error")] == [
        f"slo:error:ratio_rate{each}" for each in ("5m", "30m", "1h", "2h", "6h", "1d", "3d", "28d")
    ]
    for place, rule in enumerate(group.rules):
        later = [
            name for name in names if name not in [r.record for r in group.rules[:place] if isinstance(r, Recording)]
        ]
        assert not [name for name in later if f"{name}{{" in rule.expr]


def test_the_target_is_exact() -> None:
    found = expressions(generated(slo(objective=Objective(name="x", target=0.9995))))
    assert found["slo:objective:ratio"] == "vector(0.9995)"
    assert found["slo:allowed:ratio"] == "vector(0.0005)"
    assert found["slo:burn:ratio_rate5m"].endswith(" / 0.0005")


def test_labels_say_where_an_alert_goes() -> None:
    it = slo(
        labels={"team": "shop", "app.kubernetes.io/name": "shop", "severity": "none", "__x": "y", "alertname": "z"}
    )
    page, quick = alerts(generated(it))[:2]
    assert page.labels == {
        "team": "shop",
        "app_kubernetes_io_name": "shop",
        "severity": "page",
        "service": "checkout",
        "slo": "checkout-availability",
        "objective": "three nines",
        "severity_floor": "SEV2",
        "long_window": "1h",
        "short_window": "5m",
    }
    assert quick.labels["severity_floor"] == "SEV3"


def test_an_alert_has_the_name_that_a_runbook_claims() -> None:
    found = alerts(generated(slo(name="2fa.login-latency"), runbook=lambda alert: f"runbooks/{alert}.md"))
    assert {rule.alert for rule in found} == {"Slo2faLoginLatencyErrorBudgetBurn", "Slo2faLoginLatencyNotMeasured"}
    assert found[0].annotations["runbook_url"] == "runbooks/Slo2faLoginLatencyErrorBudgetBurn.md"
    assert "runbook_url" not in alerts(generated(slo()))[0].annotations


def test_an_alert_that_can_never_fire_is_left_out_and_named() -> None:
    found = generated(slo(objective=Objective(name="nine of ten", target=0.9), window=_window(30)))
    assert [rule.labels["long_window"] for rule in alerts(found) if "long_window" in rule.labels] == [
        "6h", "1d", "3d", "6h",
    ]  # fmt: skip
    assert [each.reason for each in found.left_out] == [
        "no alert over 1h and 5m: a total outage burns 10 times too fast, never faster than 14.4"
    ]


def test_a_short_budget_has_no_long_windows() -> None:
    found = generated(slo(window=_window(1)))
    assert [each.reason for each in found.left_out] == ["no alert over 3d and 6h: the SLO's own window, 1d, is shorter"]


def test_slices_that_do_not_fit_into_a_window() -> None:
    objective = Objective(name="x", target=0.99, slice_target=0.9, slice_window=timedelta(minutes=10))
    found = generated(slo(method=Method.TIMESLICES, objective=objective))
    assert found.left_out[0].reason == "no alert over 1h and 5m: a slice of 10m does not fit into the short one"
    assert found.groups[0].interval == timedelta(minutes=10)


def test_a_budget_of_slices_is_of_all_the_window_has() -> None:
    objective = Objective(name="x", target=0.99, slice_target=0.9)
    found = expressions(generated(slo(method=Method.TIMESLICES, objective=objective, window=_window(30))))
    assert found["slo:budget_remaining:ratio"].endswith("[29d23h59m30s]) / 432.0")


def test_what_a_rule_approximates_is_said() -> None:
    calendar = Window(length=timedelta(days=30), text="1M", start=datetime(2026, 1, 1))
    (group,) = generated(slo(window=calendar)).groups
    assert group.remarks == ("Prometheus knows no calendar: the last 30d stand for the period of 1M.",)
    (group,) = generated(slo(Indicator(raw=query("up")))).groups
    assert "a busy one no more than a calm one" in group.remarks[0]


def test_an_objective_that_cannot_be_measured_does_not_hinder_the_others() -> None:
    found = generated(slo(Indicator(raw=query("up", "Datadog")), name="other"), slo())
    assert [each.slo for each in found.left_out] == ["other"]
    assert len(found.groups) == 1


def test_a_total_outage_of_a_critical_journey_is_a_sev1() -> None:
    found = alerts(generated(slo(), is_critical=lambda it: True))
    gravest = [rule for rule in found if rule.labels.get("severity_floor") == Severity.SEV1]
    assert [rule.annotations["description"] for rule in gravest] == [
        "What is left of the error budget of checkout is gone in 1d, or gone already. Objective: three nines.",
        "Nothing was good over the last 5m, on a critical journey: checkout. Objective: three nines.",
    ]
    assert not [
        rule for rule in alerts(generated(slo(), exhaustion=None)) if rule.labels.get("severity_floor") == Severity.SEV1
    ]


def test_templates_of_others_are_text() -> None:
    it = slo(ratio(bad="a"), title="{{ .Labels }}", service='{{ query "up" }}', labels={"team": "{{"})
    for rule in alerts(generated(it)):
        assert isinstance(rule, Alerting)
        assert rule.labels["team"] == '{{"{{"}}'
        assert rule.labels["service"] == '{{"{{"}} query "up" }}'
        assert rule.annotations["summary"].startswith('{{"{{"}} .Labels }}: ')


def test_alerts_that_the_document_asks_for_stand_beside_ours() -> None:
    asked = (
        BurnAlert(name="fast-burn", op="gte", threshold=2.0, lookback=timedelta(hours=1), after=timedelta(minutes=5)),
        BurnAlert(name="slow", op="gt", threshold=1.0, lookback=timedelta(hours=12), severity="sev3"),
        BurnAlert(name="never", op="gt", threshold=1000.0, lookback=timedelta(hours=1)),
    )
    found = generated(slo(alerts=asked))
    fast, slow = [
        rule for rule in alerts(found) if rule.alert in ("CheckoutAvailabilityFastBurn", "CheckoutAvailabilitySlow")
    ]
    assert fast.expr == f"slo:burn:ratio_rate1h{{{IDENTITY}}} >= 2.0"
    assert (fast.after, fast.labels["severity"]) == (timedelta(minutes=5), "ticket")
    assert (slow.labels["severity"], slow.labels["long_window"]) == ("sev3", "12h")
    assert "severity_floor" not in slow.labels
    assert "slo:error:ratio_rate12h" in expressions(found)
    assert [each.reason for each in found.left_out] == [
        "no alert never: a total outage burns 1000 times too fast, never faster than 1000"
    ]


def test_an_objective_may_have_an_indicator_of_its_own() -> None:
    own = Objective(name="x", target=0.99, indicator=ratio(bad="slow_total", total="all_total"))
    assert "slow_total" in expressions(generated(slo(objective=own)))["slo:error:ratio_rate1h"]
