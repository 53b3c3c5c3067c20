"""Times `slo status` beside reading the same files with the csv module: python bench/slos.py [SLOS [DAYS]].

Whole processes, cold, on the installed wheel of `make bench` where there is one, else on this checkout; median of
three, in turn. Each SLO has a row a minute; a third of them each counts by one of the three methods.
"""

from __future__ import annotations

import os
import random
import shutil
import statistics
import subprocess
import sys
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from run import BENCH, environment
from workspace import git

ROUNDS = 3
METHODS = ("Occurrences", "Timeslices", "RatioTimeslices")
MINUTE = timedelta(minutes=1)
READ = """\
import csv, sys
for name in sys.argv[1:]:
    with open(name, newline='') as file:
        for row in csv.reader(file): pass
"""
DOCUMENT = """\
apiVersion: openslo/v1
kind: SLO
metadata: {{name: {name}}}
spec:
  service: checkout
  indicator:
    metadata: {{name: requests}}
    spec:
      ratioMetric:
        good: {{metricSource: {{type: Prometheus, spec: {{query: good}}}}}}
        total: {{metricSource: {{type: Prometheus, spec: {{query: total}}}}}}
  timeWindow: [{{duration: {window}, isRolling: true}}]
  budgetingMethod: {method}
  objectives:
  - {{displayName: three nines, target: 0.999{slices}}}
  - {{displayName: two nines, target: 0.99{slices}}}
"""


def main() -> None:
    slos, days = (int(word) for word in [*sys.argv[1:], *["50", "365"][len(sys.argv) - 1 :]])
    with TemporaryDirectory() as folder:
        root = Path(folder) / "ops"
        files = _build(root, slos, days)
        size = sum(file.stat().st_size for file in files)
        print(f"{slos} SLOs, {days} days by the minute: {slos * days * 1440:,} rows, {size / 1e6:,.0f} MB")
        for window in ("28d", "365d"):
            _describe(root, slos, window)
            _compare(root, files, window)
        _spoil(files)
        _compare(root, files, "365d, one row in disorder in each")


def _compare(root: Path, files: list[Path], what: str) -> None:
    installed = BENCH / "venv" / "bin" / "revenant"
    ours = [str(installed)] if installed.exists() else [sys.executable, "-m", "revenant"]
    pairs = []
    for _ in range(ROUNDS):
        reference = _run([sys.executable, "-c", READ, *map(str, files)], root)
        pairs.append((_run([*ours, "slo", "status"], root), reference))
    (seconds, memory), (base, _) = (
        map(statistics.median, zip(*side, strict=True)) for side in zip(*pairs, strict=True)
    )
    print(
        f"{what}: {seconds:.2f} s, csv {base:.2f} s, ratio {seconds / base:.2f}, at most {memory / 1024:.0f} MB",
        flush=True,
    )


def _run(command: list[str], folder: Path) -> tuple[float, int]:
    """Seconds on the clock, and the most memory of the process, in KiB."""
    started = time.perf_counter()
    process = subprocess.Popen(command, cwd=folder, env=environment(), stdout=subprocess.DEVNULL)
    _, status, used = os.wait4(process.pid, 0)
    if status:
        raise SystemExit(f"{command[:4]} failed")
    return time.perf_counter() - started, used.ru_maxrss


def _build(root: Path, slos: int, days: int) -> list[Path]:
    (root / "slos" / "data").mkdir(parents=True)
    git(root, "init", "-q", "-b", "main")
    git(root, "config", "user.name", "Bench")
    git(root, "config", "user.email", "bench@example.com")
    (root / "revenant.yaml").write_text("schema: revenant/workspace@1\n")
    (root / "services.yaml").write_text("schema: revenant/services@1\nservices:\n- {name: checkout}\n")
    files = [root / "slos" / "data" / f"slo-{number}.csv" for number in range(slos)]
    _write(files[0], days)
    for file in files[1:]:
        shutil.copy(files[0], file)
    return files


def _write(path: Path, days: int) -> None:
    dice, now = random.Random(8), datetime.now(UTC).replace(second=0, microsecond=0)
    with path.open("w") as file:
        file.write("period_start,period_end,good,total\n")
        for place in range(-days * 1440, 0):
            start, total = now + place * MINUTE, dice.randrange(500, 2000)
            good = total - dice.randrange(20) * (dice.random() < 0.05)
            file.write(f"{start:%Y-%m-%dT%H:%M:%SZ},{start + MINUTE:%Y-%m-%dT%H:%M:%SZ},{good},{total}\n")


def _describe(root: Path, slos: int, window: str) -> None:
    for number in range(slos):
        method = METHODS[number % 3]
        slices = "" if method == "Occurrences" else ", timeSliceWindow: 1m"
        slices += ", timeSliceTarget: 0.99" if method == "Timeslices" else ""
        text = DOCUMENT.format(name=f"slo-{number}", window=window, method=method, slices=slices)
        (root / "slos" / f"slo-{number}.yaml").write_text(text)


def _spoil(files: list[Path]) -> None:
    """Put the first row of each file last, as a row that came late."""
    for file in files:
        spoilt = file.with_suffix(".new")
        with file.open() as old, spoilt.open("w") as new:
            new.write(next(old))
            first = next(old)
            new.writelines(old)
            new.write(first)
        spoilt.replace(file)


if __name__ == "__main__":
    main()
