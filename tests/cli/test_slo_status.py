"""`slo status` from documents, data, adjustments and incidents on disk: every form, and what is not known."""

from __future__ import annotations

import csv
import io
from datetime import timedelta
from pathlib import Path

import pytest

from revenant.core.times import format_time
from tests.conftest import START, Clock, Run, git

NAME = "checkout-availability"
DOCUMENT = """\
apiVersion: openslo/v1
kind: SLO
metadata: {{name: {name}, displayName: Checkout answers}}
spec:
  service: {service}
  indicator:
    metadata: {{name: requests}}
    spec:
      ratioMetric:
        good: {{metricSource: {{type: Prometheus, spec: {{query: good}}}}}}
        total: {{metricSource: {{type: Prometheus, spec: {{query: total}}}}}}
  timeWindow:
  - {{duration: 30d, isRolling: true}}
  budgetingMethod: Occurrences
  objectives:
  - {{displayName: three nines, target: 0.999}}
"""
ADJUSTMENTS = """\
schema: revenant/slo-adjustments@1
adjustments:
- {{slo: {name}, from: {start}, to: {end}, reason: "the database moved | announced", approved_by: lea@example.com}}
"""


def ago(minutes: float) -> str:
    return format_time(START - timedelta(minutes=minutes))


def promise(workspace: Path, name: str = NAME, service: str = "checkout") -> None:
    """A document of slos/."""
    (workspace / "slos" / "data").mkdir(parents=True, exist_ok=True)
    (workspace / "slos" / f"{name}.yaml").write_text(DOCUMENT.format(name=name, service=service), encoding="utf-8")


def measure(workspace: Path, bad: dict[int, int], days: int = 30, name: str = NAME) -> None:
    """Thousand events an hour of the last days; `bad` of them, by how many hours ago the hour began."""
    hours = range(24 * days, 0, -1)
    rows = [f"{ago(60 * hour)},{ago(60 * hour - 60)},{1000 - bad.get(hour, 0)},1000\n" for hour in hours]
    text = "period_start,period_end,good,total\n" + "".join(rows)
    (workspace / "slos" / "data" / f"{name}.csv").write_text(text, encoding="utf-8")


def accept(workspace: Path, start: float, end: float) -> None:
    text = ADJUSTMENTS.format(name=NAME, start=ago(start), end=ago(end))
    (workspace / "slos" / "adjustments.yaml").write_text(text, encoding="utf-8")


@pytest.fixture
def measured(run: Run, workspace: Path, clock: Clock) -> str:
    """A month of 720,000 events, 720 of which may be bad; 90 were in an incident, 200 were accepted."""
    promise(workspace)
    measure(workspace, {10: 90, 20: 200, 30: 20})
    accept(workspace, 20 * 60, 19 * 60)
    it = run("open", "Checkout fails", "-s", "SEV2", "--service", "checkout", "--at", ago(599), "--json").json["id"]
    run("impact", "--from", ago(600), "--to", ago(540), "--slo", NAME, "--bad-ratio", "0.09")
    return str(it)


def test_one_objective_in_full(run: Run, measured: str) -> None:
    shown = run("slo", "status", NAME)
    assert shown.exit_code == 0, shown.stderr
    lines = {line.split("  ")[0]: " ".join(line.split()) for line in shown.stdout.splitlines()}
    assert lines["budget"] == "budget 720 events of the 720,000 there were may be bad"
    assert lines["spent"] == "spent 310 (43.1 %)"
    assert lines["left"] == "left 410 (56.9 %)"
    assert lines["accepted"] == "accepted 200 of it in accepted downtime; without that 610 (84.7 %) left"
    assert lines[measured] == f"{measured} 90 12.5 % 29.0 %"
    assert lines["no incident"] == "no incident 220 30.6 % 71.0 %"
    assert "lea@example.com  the database moved | announced" in shown.stdout
    assert f"slos/data/{NAME}.csv  100.0 %  2026-11-23T12:00:00Z  –" in shown.stdout


def test_all_objectives_in_a_table(run: Run, measured: str) -> None:
    shown = run("slo", "status").stdout
    assert "checkout-availability  99.9 %         720    110  84.7 %" in shown
    assert "Accepted downtime is not in what was spent." in shown


def test_the_data(run: Run, measured: str) -> None:
    (data,) = run("slo", "status", "--json").json
    assert (data["slo"], data["objective"], data["target"]) == (NAME, "three nines", 0.999)
    assert data["window"] == {"duration": "30d", "rolling": True, "from": ago(60 * 24 * 30), "to": ago(0)}
    assert data["unit"] == "events"
    assert data["budget"] == {
        "allowed": 720,
        "spent": 310,
        "remaining": 410,
        "spent_share": 310 / 720,
        "remaining_share": 1 - 310 / 720,
    }
    assert (data["adjusted"]["spent"], data["exhausted"], data["exhausted_in_seconds"]) == (110, False, None)
    assert data["incidents"] == [{"incident": measured, "spent": 90, "budget_share": 0.125}]
    assert data["unexplained"]["spent"] == 220
    (taken,) = data["adjustments"]
    assert (taken["spent"], taken["approved_by"]) == (200, "lea@example.com")
    assert data["measured"] == {
        "source": f"slos/data/{NAME}.csv",
        "coverage": 1,
        "until": ago(0),
        "faults": [],
    }
    assert [each["factor"] for each in data["burn"]] == [14.4, 6, 3, 1]
    assert len(data["days"]) == 31
    assert sum(day["spent"] for day in data["days"]) == pytest.approx(310)


def test_csv_and_markdown(run: Run, measured: str) -> None:
    rows = list(csv.reader(io.StringIO(run("slo", "status", "--csv").stdout)))
    named = [dict(zip(rows[0], row, strict=False)) for row in rows if row[0] == "Error budgets"]
    assert [(each["allowed"], each["remaining"], each["adjusted_remaining"]) for each in named] == [
        ("720.0", "410.0", "610.0")
    ]
    assert ["Who spent it", NAME, "three nines", measured, "90.0", "0.125", str(90 / 310)] in rows
    assert "| checkout-availability | 99.9 % | 720 | 110 | 84.7 % |" in run("slo", "status", "--markdown").stdout
    assert "the database moved \\| announced" in run("slo", "status", NAME, "--markdown").stdout


def test_openmetrics(run: Run, measured: str) -> None:
    shown = run("slo", "status", "--openmetrics").stdout
    assert (
        f'revenant_slo_remaining{{table="budgets",slo="{NAME}",objective="three nines",service="checkout"}} 410'
        in shown
    )
    assert (
        f'revenant_slo_spent{{table="incidents",slo="{NAME}",objective="three nines",incident="{measured}"}} 90'
        in shown
    )
    assert 'fires="' not in shown
    assert shown.endswith("# EOF\n")


@pytest.mark.parametrize("form", ["--json", "--csv", "--markdown", "--openmetrics"])
def test_a_file_holds_what_stdout_would(run: Run, workspace: Path, measured: str, form: str) -> None:
    name = {"--json": "s.json", "--csv": "s.csv", "--markdown": "s.md", "--openmetrics": "s.prom"}[form]
    assert run("slo", "status", form, "-o", name).exit_code == 0
    written = (workspace / name).read_bytes().decode().splitlines()
    assert written == run("slo", "status", form).stdout.splitlines()
    for place in ("services.yaml", f"slos/data/{name}"):
        refused = run("slo", "status", form, "-o", place)
        assert (refused.exit_code, "hint: " in refused.stderr) == (3, True)


def test_an_earlier_time(run: Run, measured: str) -> None:
    (before,) = run("slo", "status", "--at", ago(660), "--json").json
    assert (before["at"], before["budget"]["spent"], before["incidents"]) == (ago(660), 220, [])
    ahead = run("slo", "status", "--at", "2027-01-01")
    assert (ahead.exit_code, "hint: " in ahead.stderr) == (3, True)


def test_a_budget_that_is_overspent_is_negative(run: Run, workspace: Path) -> None:
    promise(workspace)
    measure(workspace, {5: 1000})
    shown = run("slo", "status", NAME).stdout
    assert "-280 (-38.9 %)" in shown
    assert "exhausted" in run("slo", "status").stdout
    (data,) = run("slo", "status", "--json").json
    assert (data["budget"]["remaining"], data["exhausted"]) == (-280, True)


def test_of_what_was_not_measured_nothing_is_claimed(run: Run, workspace: Path) -> None:
    promise(workspace)
    measure(workspace, {}, days=1)
    (data,) = run("slo", "status", "--json").json
    assert data["measured"]["coverage"] == pytest.approx(1 / 30)
    assert "29d 00h of the window not measured, counted neither good nor bad" in run("slo", "status").stdout


def test_data_that_is_older_than_the_window_is_no_data(run: Run, workspace: Path, clock: Clock) -> None:
    promise(workspace)
    measure(workspace, {3: 10}, days=2)
    clock.advance("40d")
    shown = run("slo", "status", NAME).stdout
    assert "not measured in this window, last 2026-11-23T12:00:00Z" in shown
    (data,) = run("slo", "status", "--json").json
    budget = data["budget"]
    assert [budget[key] for key in ("allowed", "spent", "remaining", "remaining_share")] == [None] * 4
    assert "–" in run("slo", "status").stdout


def test_impact_windows_alone(run: Run, workspace: Path) -> None:
    """A total outage of an hour costs 138.9 % of three nines over thirty days."""
    promise(workspace)
    it = run("open", "Gone", "-s", "SEV1", "--at", ago(70), "--json").json["id"]
    run("impact", "--from", ago(60), "--slo", NAME)
    shown = run("slo", "status", NAME).stdout
    assert "1h 00m (138.9 %)" in shown
    assert "-16m 48s (-38.9 %)" in shown
    assert "no share recorded, 1 time" in shown
    assert "time for which nobody recorded an impact counts as good" in shown
    (data,) = run("slo", "status", "--json").json
    assert (data["unit"], data["budget"]["allowed"], data["incidents"][0]["spent"]) == ("seconds", 2592, 3600)
    assert data["incidents"][0]["incident"] == it


def test_services_and_names(run: Run, workspace: Path) -> None:
    promise(workspace)
    promise(workspace, "search-quick", "search")
    assert [each["slo"] for each in run("slo", "status", "--service", "search", "--json").json] == ["search-quick"]
    for words in (("--service", "serch"), ("chekout-availability",)):
        missing = run("slo", "status", *words)
        assert (missing.exit_code, "hint: " in missing.stderr) == (3, True)
    assert run("slo", "status", "--json", "--csv").exit_code == 2


def test_without_any_slo(run: Run, workspace: Path) -> None:
    shown = run("slo", "status")
    assert (shown.exit_code, "There is no SLO" in shown.stdout) == (0, True)
    assert run("slo", "status", "--json").json == []


@pytest.mark.parametrize(
    "line", ["from: 2026-11-23T10:00:00, to: 2026-11-23T11:00:00Z", "from: yesterday, to: 2026-11-23T11:00:00Z"]
)
def test_adjustments_need_times_with_a_zone(run: Run, workspace: Path, line: str) -> None:
    promise(workspace)
    text = f"schema: revenant/slo-adjustments@1\nadjustments:\n- {{slo: x, {line}, reason: y, approved_by: z}}\n"
    (workspace / "slos" / "adjustments.yaml").write_text(text)
    refused = run("slo", "status")
    assert (refused.exit_code, "slos/adjustments.yaml:3:" in refused.stderr) == (3, True)


# --- the page, show and status ----------------------------------------------------------------


def test_the_page_has_a_section_only_where_there_are_slos(run: Run, workspace: Path) -> None:
    run("open", "x", "-s", "SEV3")
    assert '<section id="slo"' not in run("report", "page").stdout
    assert "There is no SLO" in run("report", "slo").stdout
    promise(workspace)
    measure(workspace, {5: 10})
    page = run("report", "page").stdout
    assert '<section id="slo"' in page
    assert "checkout-availability, 99.9 %: left by day" in page
    assert "<svg" in page[page.index('<section id="slo"') :]


def test_report_slo_chooses_by_service(run: Run, workspace: Path) -> None:
    promise(workspace)
    promise(workspace, "search-quick", "search")
    shown = run("report", "slo", "--service", "search").stdout
    assert "search-quick" in shown
    assert NAME not in shown


def test_show_tells_what_an_incident_cost(run: Run, workspace: Path, measured: str) -> None:
    shown = run("show", measured).stdout
    (line,) = [line for line in shown.splitlines() if line.startswith("budget")]
    assert line == (
        f"budget  {NAME}: 610 left (84.7 %), this incident spent 90 with accepted downtime (12.5 %), "
        "burns at 0×, as of 2026-11-23T12:00:00Z"
    )
    (data,) = run("show", measured, "--json").json["budgets"]
    assert (data["slo"], data["remaining"], data["spent"], data["spent_share"]) == (NAME, 610, 90, 0.125)


def test_show_is_up_to_date_with_the_log_it_shows(run: Run, workspace: Path, measured: str) -> None:
    run("show", measured)
    run("impact", "--from", ago(1205), "--to", ago(1140), "--slo", NAME)
    assert "this incident spent 290 with accepted downtime (40.3 %)" in run("show", measured).stdout


def test_show_says_nothing_of_budgets_an_incident_is_not_about(run: Run, workspace: Path) -> None:
    promise(workspace)
    it = run("open", "x", "-s", "SEV3", "--json").json["id"]
    run("impact", "--from", ago(9), "--to", ago(3))
    assert run("show", it, "--json").json["budgets"] == []
    assert "budget" not in run("show", it).stdout


def test_what_is_wrong_with_slos_does_not_hide_the_incident(run: Run, workspace: Path, measured: str) -> None:
    (workspace / "slos" / "broken.yaml").write_text("kind: SLO\nspec: [")
    for words in (("show", measured), ("status",)):
        shown = run(*words)
        assert (shown.exit_code, "error budgets are left out" in shown.stderr) == (0, True)
        assert "Checkout fails" in shown.stdout


def test_status_names_budgets_that_are_exhausted_or_burn(run: Run, workspace: Path) -> None:
    promise(workspace)
    measure(workspace, {5: 10})
    assert "budget" not in run("status").stdout
    measure(workspace, {5: 1000})
    assert "error budgets: checkout-availability exhausted" in run("status").stdout
    measure(workspace, {1: 400})
    said = run("status").stdout
    assert "error budgets: checkout-availability burns at 400×" in said
    assert "44.4 % left" in said


def test_a_postmortem_says_what_was_left_and_stays_right(
    run: Run, workspace: Path, measured: str, clock: Clock
) -> None:
    run("resolve", measured, "--at", ago(530))
    git(workspace, "add", "-A")
    git(workspace, "commit", "-q", "-m", "what was promised")
    run("postmortem", "draft", measured)
    path = next((workspace / "incidents").rglob("*.postmortem.md"))
    text = path.read_text(encoding="utf-8")
    assert "As of 2026-11-23T04:00:00Z, when it was over" in text
    row = "| `checkout-availability` | three nines: 99.9 % over 30d | 712 events | 90 (12.6 %) | 402 (56.5 %) |"
    assert row in text
    assert "- `checkout-availability`: without accepted downtime, 602 (84.6 %) were left." in text
    assert "- `checkout-availability`: 8h 00m of the window not measured" in text
    clock.advance("20d")
    measure(workspace, {10: 80, 20: 200, 30: 20})
    assert run("postmortem", "check", measured).exit_code == 0, "what is not committed does not count"
    measure(workspace, {10: 90, 20: 200, 30: 20, 2: 999})
    git(workspace, "commit", "-q", "-a", "-m", "more was measured")
    assert run("postmortem", "check", measured).exit_code == 0, "nor what came later"
    measure(workspace, {10: 80, 20: 200, 30: 20})
    git(workspace, "commit", "-q", "-a", "-m", "measured anew")
    assert run("postmortem", "check", measured).exit_code == 1


@pytest.mark.parametrize("command", [["status"], ["burn"], ["policy"], ["gate", "checkout"]])
@pytest.mark.parametrize("at", ["0001-01-01T00:00:00Z", "0001-05-01", "1969-12-31T23:59:59Z"])
def test_a_time_before_anything_was_measured_is_refused(run: Run, measured: str, command: list[str], at: str) -> None:
    shown = run("slo", *command, "--at", at)
    assert (shown.exit_code, "is before 1970" in shown.stderr) == (3, True), shown.stderr
