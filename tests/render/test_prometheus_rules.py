"""Rules as YAML: what people read, and what nobody's words break out of."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from revenant.core.text import encodable
from revenant.render.prometheus_rules import render_manifest, render_rules, scalar
from revenant.render.prometheus_tests import render_tests
from revenant.slos.alerting.generating import try_out
from revenant.slos.alerting.rules import Alerting, Group, Recording
from revenant.slos.slo import Method, Objective
from revenant.store import yaml_io
from tests.slos.alerting.making import generated, ratio, slo

GOLDEN = Path(__file__).parent.parent / "golden" / "slo-rules.yaml"


def test_what_people_read(update_golden: bool) -> None:
    it = slo(ratio(good='http_requests_total{code!~"5.."}'), labels={"team": "shop"})
    slices = slo(
        name="search-latency",
        title="Search is quick",
        service="search",
        method=Method.TIMESLICES,
        objective=Objective(name="quick", target=0.99, slice_target=0.9, slice_window=timedelta(minutes=1)),
    )
    found = generated(it, slices, is_critical=lambda slo: slo is it, runbook=lambda alert: f"runbooks/{alert}.md")
    text = render_rules(found.groups)
    if update_golden:
        GOLDEN.write_text(text, encoding="utf-8")
    assert text == GOLDEN.read_text(encoding="utf-8")


def test_the_tests_that_people_read(update_golden: bool) -> None:
    trials, _ = try_out(generated(slo(ratio(good='http_requests_total{code!~"5.."}'))).planned)
    text = render_tests("slos.rules.yaml", trials)
    golden = GOLDEN.with_name("slo-rules-tests.yaml")
    if update_golden:
        golden.write_text(text, encoding="utf-8")
    assert text == golden.read_text(encoding="utf-8")


def test_a_manifest_holds_the_same_groups() -> None:
    groups = generated(slo()).groups
    found = yaml_io.load(render_manifest(groups))
    assert (found["apiVersion"], found["kind"]) == ("monitoring.coreos.com/v1", "PrometheusRule")
    assert found["spec"] == yaml_io.load(render_rules(groups))
    assert yaml_io.load(render_manifest([]))["spec"] == {"groups": []}


def test_no_groups() -> None:
    assert yaml_io.load(render_rules([])) == {"groups": []}


@pytest.mark.parametrize(
    "text", ["", "no", "True", "null", "1", "1h", "0x1", "-", "a: b", "a #b", "'", '"', "a\nb", "~", "=", "<<"]
)
def test_awkward_texts_stay_texts(text: str) -> None:
    assert yaml_io.load(f"{{x: {scalar(text)}}}") == {"x": text}


@given(st.text())
def test_any_text_comes_back(text: str) -> None:
    group = Group(
        text, [Recording("a", f"x{text}y", {"b": text}), Alerting("c", "d", {}, {"e": text})], remarks=(text,)
    )
    expected = encodable(text)
    (found,) = yaml_io.load(render_rules([group]))["groups"]
    recording, alerting = found["rules"]
    assert found["name"] == expected
    assert recording == {"record": "a", "expr": f"x{expected}y", "labels": {"b": expected}}
    assert alerting["annotations"] == {"e": expected}
