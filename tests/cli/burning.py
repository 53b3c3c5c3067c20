"""A workspace with an SLO whose data an outage comes into, minute by minute."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from pathlib import Path

from revenant.core.times import format_time

SLO = """\
apiVersion: openslo/v1
kind: SLO
metadata:
  name: {name}
  displayName: {title}
spec:
  description: Requests are answered.
  service: {service}
  indicator:
    metadata: {{name: requests}}
    spec:
      ratioMetric:
        counter: true
        good: {{metricSource: {{type: Prometheus, spec: {{query: good_total}}}}}}
        total: {{metricSource: {{type: Prometheus, spec: {{query: all_total}}}}}}
  timeWindow:
  - {{duration: {window}, isRolling: true}}
  budgetingMethod: Occurrences
  objectives:
  - {{displayName: three nines, target: {target}}}
"""
PER_MINUTE = 1000


def add_slo(
    folder: Path,
    name: str = "checkout-availability",
    *,
    service: str = "checkout",
    title: str = "Checkout answers",
    target: float = 0.999,
    window: str = "30d",
) -> None:
    """Write an SLO."""
    (folder / "slos" / "data").mkdir(parents=True, exist_ok=True)
    text = SLO.format(name=name, service=service, title=title, target=target, window=window)
    (folder / "slos" / f"{name}.yaml").write_text(text, encoding="utf-8")


def measure(
    folder: Path, now: datetime, bad: Callable[[datetime], int], name: str = "checkout-availability", days: int = 30
) -> None:
    """Write what was measured up to now: hours at first, minutes in the last twelve; so many bad of 1000 a minute."""
    rows = ["period_start,period_end,good,total"]
    rows += [_row(start, end, bad) for start, end in _periods(now, days)]
    (folder / "slos" / "data" / f"{name}.csv").write_text("\n".join(rows) + "\n", encoding="utf-8")


def outage(start: datetime, minutes: int, bad: int = PER_MINUTE) -> Callable[[datetime], int]:
    """So many bad a minute while it lasts, else none."""
    return lambda at: bad if start <= at < start + timedelta(minutes=minutes) else 0


def _periods(now: datetime, days: int) -> Iterator[tuple[datetime, datetime]]:
    recent = now.replace(minute=0) - timedelta(hours=12)
    start, hour, minute = now.replace(minute=0) - timedelta(days=days), timedelta(hours=1), timedelta(minutes=1)
    while start < recent:
        yield start, start + hour
        start += hour
    while start < now:
        yield start, start + minute
        start += minute


def _row(start: datetime, end: datetime, bad: Callable[[datetime], int]) -> str:
    minutes = round((end - start) / timedelta(minutes=1))
    good = sum(PER_MINUTE - bad(start + timedelta(minutes=each)) for each in range(minutes))
    return f"{format_time(start)},{format_time(end)},{good},{minutes * PER_MINUTE}"
