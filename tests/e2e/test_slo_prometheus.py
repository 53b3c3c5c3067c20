"""A real Prometheus records, alerts and answers as our own evaluation of the same minutes."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import accumulate
from pathlib import Path

import pytest

from revenant.render.prometheus_rules import render_rules
from tests.conftest import Clock, Run
from tests.e2e.prometheus import Prometheus, prometheus
from tests.slos.alerting.making import expressions, generated, ratio, slo

GOOD, BAD = 'http_requests_total{code="200"}', 'http_requests_total{code="500"}'
CALM, BROKEN = 400, 90  # minutes: an hour and a half of one request in twenty failing
DOCUMENT = """\
apiVersion: openslo/v1
kind: SLO
metadata: {name: checkout-availability}
spec:
  service: checkout
  indicator:
    metadata: {name: requests}
    spec:
      ratioMetric:
        counter: true
        good: {metricSource: {type: Prometheus, spec: {query: 'http_requests_total{code!~"5.."}'}}}
        total: {metricSource: {type: Prometheus, spec: {query: http_requests_total}}}
  timeWindow: [{duration: 4w, isRolling: true}]
  budgetingMethod: Occurrences
  objectives: [{displayName: three nines, target: 0.999}]
"""
AVAILABILITY = slo(ratio(good='http_requests_total{code!~"5.."}'))


@pytest.fixture(scope="module")
def last() -> int:
    """The last minute there are samples of."""
    return int(time.time()) // 60 * 60


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory, last: int) -> Iterator[Prometheus]:
    good = [*accumulate([100] * CALM + [95] * BROKEN, initial=0)]
    bad = [*accumulate([0] * CALM + [5] * BROKEN, initial=0)]
    rules = render_rules(generated(AVAILABILITY).groups)
    with prometheus(tmp_path_factory.mktemp("prometheus"), rules, {GOOD: good, BAD: bad}, last) as running:
        yield running


@pytest.mark.parametrize(("window", "share"), [("5m", 0.05), ("1h", 0.05), ("2h", 0.0375), ("6h", 0.0125)])
def test_shares_are_ours(server: Prometheus, last: int, window: str, share: float) -> None:
    expr = expressions(generated(AVAILABILITY))[f"slo:error:ratio_rate{window}"]
    assert server.value(expr, last) == pytest.approx(share)


def test_burn_rates_are_recorded(server: Prometheus) -> None:
    found = server.wait(lambda: server.value("slo:burn:ratio_rate1h"))
    assert found == pytest.approx(50, rel=0.02)
    assert server.value("slo:objective:ratio") == 0.999


def test_the_page_fires_and_is_read_as_a_signal(server: Prometheus, run: Run, workspace: Path, clock: Clock) -> None:
    def firing() -> list[dict[str, object]]:
        alerts = server.get("alerts")["data"]["alerts"]
        return [alert for alert in alerts if alert["labels"].get("severity_floor") == "SEV2"]

    (page,) = server.wait(firing)
    assert page["labels"] == {
        "alertname": "CheckoutAvailabilityErrorBudgetBurn", "service": "checkout", "slo": "checkout-availability",
        "objective": "three nines", "severity": "page", "severity_floor": "SEV2", "long_window": "1h",
        "short_window": "5m",
    }  # fmt: skip
    clock.now = datetime.now(UTC) + timedelta(minutes=1)
    done = run("ingest", "auto", "-", stdin=json.dumps({"status": "success", "data": {"alerts": [page]}}))
    assert done.exit_code == 0, done.stderr
    signal = json.loads(done.stdout)
    assert (signal["name"], signal["service"], signal["severity"]) == (
        page["labels"]["alertname"],
        "checkout",
        "critical",
    )


def test_its_answers_are_measured_values(
    server: Prometheus, last: int, run: Run, workspace: Path, clock: Clock
) -> None:
    """Two hours as the server gives them are read by us, and burn as fast as the server says."""
    folder = workspace / "slos" / "data"
    folder.mkdir(parents=True)
    (workspace / "slos" / "checkout.yaml").write_text(DOCUMENT, encoding="utf-8")
    for part, query in (("good", 'http_requests_total{code!~"5.."}'), ("total", "http_requests_total")):
        content = server.get_raw("query_range", query=query, start=last - 7200, end=last, step=60)
        (folder / f"checkout-availability.{part}.json").write_bytes(content)
    clock.now = datetime.fromtimestamp(last, UTC)
    (found,) = run("slo", "burn", "--json").json
    rates = {each[f"{end}_seconds"]: each[end] for each in found["windows"] for end in ("long", "short")}
    for window, seconds in (("5m", 300), ("1h", 3600), ("2h", 7200)):
        expr = expressions(generated(AVAILABILITY))[f"slo:error:ratio_rate{window}"]
        share = server.value(expr, last)
        assert share is not None
        assert rates[seconds] == pytest.approx(share / 0.001)
    assert (found["fires"], found["pages"], found["severity_floor"]) == (True, True, "SEV1")
