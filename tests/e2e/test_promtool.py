"""The real promtool looks at the metrics, as node_exporter would read them."""

from __future__ import annotations

import subprocess
from collections.abc import Callable

import pytest

from revenant.core.tables import Column, Heading, Table
from revenant.render.metric_names import metric_name
from revenant.render.openmetrics import render_openmetrics
from revenant.render.units import Unit
from revenant.reports import REPORTS, load_report
from revenant.slos.telling.tables import all_tables
from tests.conftest import Clock, Run
from tests.e2e.programs import require_programs
from tests.render.made_up import HOSTILE, reports

Check = Callable[[str], str]
AWKWARD = (
    *(
        "total",
        "count",
        "sum",
        "bucket",
        "n_total",
        "open_count",
        "counter",
        "gauge",
        "histogram",
        "summary",
        "untyped",
    ),
    *(
        "minutes",
        "hours",
        "days",
        "weeks",
        "per_days",
        "a",
        "b",
        "d",
        "h",
        "m",
        "s",
        "ms",
        "sec",
        "kb",
        "bits",
        "Camel",
    ),
    *("median_s", "x_h_y", "info", "created", "le", "für_ä", "0day", "percent", "kilobytes", "milliseconds", "inches"),
    *("untyped_x", "microminutes", "pounds_x", "kelvins", "bytes", "calories"),
)


@pytest.fixture
def check() -> Check:
    """What promtool has to say of a file."""
    require_programs({"promtool": "prometheus"})

    def call(text: str) -> str:
        done = subprocess.run(
            ["promtool", "check", "metrics"], input=text, capture_output=True, encoding="utf-8", timeout=60, check=False
        )
        return f"{done.stdout}{done.stderr}" + (f"exit code {done.returncode}" if done.returncode else "")

    return call


def test_promtool_would_have_told(check: Check) -> None:
    assert "no help text" in check("x_total 1\n")


def test_made_up_reports(check: Check) -> None:
    for chapter in reports().chapters:
        assert check(render_openmetrics(chapter.name, [Heading(HOSTILE), *chapter.blocks])) == ""


def test_no_key_of_a_column_is_too_awkward(check: Check) -> None:
    columns = [Column("name", "name"), *(Column(key, key, right=True) for key in AWKWARD)]
    table = Table("", columns, [["a", *range(len(AWKWARD))]], key="odd")
    assert check(render_openmetrics("oncall-load", [table])) == ""


def test_names_of_all_reports_are_fit(check: Check) -> None:
    names = [metric_name(report, "median", Unit.SECONDS) for report in REPORTS]
    assert check("".join(f"# HELP {name} x\n# TYPE {name} gauge\n{name} 1\n" for name in names)) == ""


@pytest.mark.parametrize("name", [name for name in REPORTS if not load_report(name).FORM.periods])
def test_every_report_of_a_workspace(check: Check, run: Run, clock: Clock, name: str) -> None:
    for service in ("checkout", "payments"):
        run("open", 'A "quoted" title', "--service", service, "-s", "SEV2")
        clock.advance("30 min")
        run("resolve")
    done = run("report", name, "--openmetrics")
    assert done.exit_code == 0, done.stderr
    assert check(done.stdout) == ""


def test_the_state_of_slos(check: Check) -> None:
    from tests.slos.telling.test_screens import hostile, made_up

    for standings in (made_up(), hostile()):
        assert check(render_openmetrics("slo", all_tables(standings, gauges=True))) == ""
