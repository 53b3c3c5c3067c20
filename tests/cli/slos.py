"""SLOs for tests of the command line: documents, what was measured, and incidents that spent of it."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from tests.conftest import Run

_SLO = """\
apiVersion: openslo/v1
kind: SLO
metadata: {{name: {name}}}
spec:
  service: {service}
  indicator:
    metadata: {{name: {name}-requests}}
    spec:
      ratioMetric:
        counter: true
        good: {{metricSource: {{type: Prometheus, spec: {{query: good}}}}}}
        total: {{metricSource: {{type: Prometheus, spec: {{query: total}}}}}}
  timeWindow: [{{duration: 4w, isRolling: true}}]
  budgetingMethod: Occurrences
  objectives: [{{displayName: three nines, target: 0.999}}]
"""


def promised(workspace: Path, name: str, service: str, rows: Iterable[tuple[str, str, int, int]] = ()) -> None:
    """An SLO of 99.9 % over four weeks, and what was measured: start, end, good, total."""
    (workspace / "slos" / "data").mkdir(parents=True, exist_ok=True)
    (workspace / "slos" / f"{name}.yaml").write_text(_SLO.format(name=name, service=service))
    lines = ["period_start,period_end,good,total", *(",".join(map(str, row)) for row in rows)]
    if len(lines) > 1:
        (workspace / "slos" / "data" / f"{name}.csv").write_text("\n".join(lines) + "\n")


def outage(run: Run, day: str, minutes: int, *, tag: str = "", slo: str = "answers", over: bool = True) -> str:
    """An incident at ten of that day, with an impact of so many minutes on the SLO; its id."""
    start, end = f"{day}T10:00:00Z", f"{day}T{10 + minutes // 60:02}:{minutes % 60:02}:00Z"
    tags = ["--tag", tag] if tag else []
    opened = run("open", "Checkout fails", "-s", "SEV2", "--service", "checkout", *tags, "--at", start, "--json")
    assert opened.exit_code == 0, opened.stderr
    name = str(opened.json["id"])
    done = run("impact", name, "--slo", slo, "--from", start, "--to", end, "--bad-ratio", "1")
    assert done.exit_code == 0, done.stderr
    if over:
        assert run("resolve", name, "--at", end).exit_code == 0
    return name


def planned(run: Run, incident: str, impact: str = "high") -> None:
    """A postmortem with one action item, of the top priority unless its impact is less."""
    assert run("postmortem", "draft", incident).exit_code == 0
    done = run(
        *("action", "add", incident, "Reject pools below the peak", "--owner", "shop", "--due", "2026-12-20"),
        *("--impact", impact, "--likelihood", "high"),
    )
    assert done.exit_code == 0, done.stderr
