"""Measures the speed targets of the design: whole processes on an installed wheel, as ratios in one run.

Machines are noisy: each pair runs in turn, A B A B, and the median of the ratios is printed.
"""

from __future__ import annotations

import os
import shutil
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

from workspace import build

ROOT = Path(__file__).resolve().parent.parent
BENCH = ROOT / ".bench"
ROUNDS = 15
SILENT = subprocess.DEVNULL
Work = Callable[[], None]


class Target(NamedTuple):
    """What is measured, against what, and how many times as long it may take."""

    name: str
    ours: Work
    reference: Work
    at_most: float


def install() -> Path:
    """A fresh environment with the wheel; returns its bin folder."""
    venv = BENCH / "venv"
    shutil.rmtree(BENCH, ignore_errors=True)
    subprocess.run(
        [sys.executable, "-m", "build", "--wheel", "--outdir", str(BENCH), str(ROOT)], check=True, stdout=SILENT
    )
    subprocess.run([sys.executable, "-m", "venv", str(venv)], check=True)
    wheel = next(BENCH.glob("*.whl"))
    pip = [str(venv / "bin" / "python"), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    subprocess.run([*pip, str(wheel)], check=True)
    return venv / "bin"


def process(*words: str, cwd: Path) -> None:
    """Run one whole process; it must succeed."""
    subprocess.run(words, cwd=cwd, check=True, stdin=SILENT, env=environment(), stdout=SILENT, stderr=SILENT)


def environment() -> dict[str, str]:
    """As a user's shell: with byte code kept, without our test settings."""
    return {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}


def targets(bin_folder: Path) -> Iterator[Target]:
    """The targets that exist so far, each on a workspace of its size."""
    python, revenant = str(bin_folder / "python"), str(bin_folder / "revenant")
    folder = BENCH / "workspace-1000"
    ids = build(folder, 1000)
    again = iter(range(10**9))
    scratch = folder / "scratch.txt"

    def commit_by_hand() -> None:
        process(python, "-c", "import typer", cwd=folder)
        scratch.write_text(str(next(again)))
        process("git", "add", "--", scratch.name, cwd=folder)
        process("git", "commit", "-q", "-m", "x", cwd=folder)

    open_ids = iter(ids)
    yield Target(
        "ack, 1,000 incidents / import typer + git add + git commit",
        lambda: process(revenant, "ack", next(open_ids), cwd=folder),
        commit_by_hand,
        1.5,
    )
    yield Target(
        "--version / python -c pass",
        lambda: process(revenant, "--version", cwd=folder),
        lambda: process(python, "-c", "pass", cwd=folder),
        2.5,
    )


def measure(target: Target) -> tuple[float, float, list[float]]:
    """Median seconds of ours and of the reference, and the ratio of every pair."""
    target.ours(), target.reference()
    pairs = [(_seconds(target.ours), _seconds(target.reference)) for _ in range(ROUNDS)]
    ours, reference = zip(*pairs, strict=True)
    return statistics.median(ours), statistics.median(reference), [one / other for one, other in pairs]


def _seconds(work: Work) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def main() -> None:
    """Print one line a target."""
    bin_folder = install()
    print(f"{'':62} {'ours':>8} {'ref.':>8} {'ratio':>6} {'at most':>8}")
    for target in targets(bin_folder):
        ours, reference, ratios = measure(target)
        ratio = statistics.median(ratios)
        verdict = "" if ratio <= target.at_most else "  MISSED"
        times = f"{ours * 1000:6.0f}ms {reference * 1000:6.0f}ms"
        print(f"{target.name:62} {times} {ratio:6.2f} {target.at_most:8.1f}{verdict}")


if __name__ == "__main__":
    main()
