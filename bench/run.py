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
SILENT = subprocess.DEVNULL
Work = Callable[[], None]


class Target(NamedTuple):
    """What is measured, against what, and how many times as long it may take."""

    name: str
    ours: Work
    reference: Work
    at_most: float
    rounds: int = 15


class At:
    """One whole process in a folder, ready to be run."""

    def __init__(self, folder: Path, *words: str, **variables: str) -> None:
        self._folder, self._words, self._variables = folder, words, variables

    def __call__(self) -> None:
        process(*self._words, cwd=self._folder, **self._variables)


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


def process(*words: str, cwd: Path, **variables: str) -> None:
    """Run one whole process; it must succeed."""
    subprocess.run(
        words, cwd=cwd, check=True, stdin=SILENT, env=environment() | variables, stdout=SILENT, stderr=SILENT
    )


def environment() -> dict[str, str]:
    """As a user's shell: with byte code kept, without our test settings."""
    return {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}


def targets(bin_folder: Path) -> Iterator[Target]:
    """The targets of the design, each on a workspace of its size."""
    python, revenant = str(bin_folder / "python"), str(bin_folder / "revenant")
    yield Target("--version / python -c pass", At(BENCH, revenant, "--version"), At(BENCH, python, "-c", "pass"), 2.5)
    for size in (1_000, 25_000):
        yield from _writing(python, revenant, size)
    yield from _reading(python, revenant, BENCH / "workspace-25000")


def _writing(python: str, revenant: str, size: int) -> Iterator[Target]:
    folder = BENCH / f"workspace-{size}"
    open_ids = iter(build(folder, size))
    scratch = folder / "scratch.txt"
    numbers = iter(range(10**9))

    def by_hand() -> None:
        process(python, "-c", "import typer", cwd=folder)
        scratch.write_text(str(next(numbers)))
        process("git", "add", "--", scratch.name, cwd=folder)
        process("git", "commit", "-q", "-m", "x", cwd=folder)

    def ack() -> None:
        process(revenant, "ack", next(open_ids), cwd=folder)

    yield Target(f"ack, {size:,} incidents / import typer + git add + git commit", ack, by_hand, 1.5)


def _reading(python: str, revenant: str, folder: Path) -> Iterator[Target]:
    floor = At(folder, python, "-c", "import typer, sqlite3")
    some = sorted(path.stem for path in (folder / "incidents").rglob("*.yaml"))[-7][-5:]
    for words, at_most in ((["show", some], 2.0), (["search", "pool cache"], 2.0), (["list"], 3.0), (["status"], 3.0)):
        yield Target(f"{words[0]}, warm, 25,000 / import typer, sqlite3", At(folder, revenant, *words), floor, at_most)
    complete = At(folder, revenant, _REVENANT_COMPLETE="complete_bash", COMP_WORDS="revenant ack INC", COMP_CWORD="2")
    yield Target("completion of an id, 25,000 / python -c pass", complete, At(folder, python, "-c", "pass"), 6.0)
    yield Target("report, warm, 25,000 / one second", At(folder, revenant, "report"), At(folder, "sleep", "1"), 1.0)

    def from_nothing() -> None:
        for part in (folder / ".git" / "revenant").glob("index.db*"):
            part.unlink()
        process(revenant, "status", cwd=folder)

    yield Target(
        "index from nothing, 25,000 / strict YAML of every log, all cores",
        from_nothing,
        At(folder, python, str(ROOT / "bench" / "read_all.py"), str(folder)),
        1.3,
        rounds=3,
    )


def measure(target: Target) -> tuple[float, float, list[float]]:
    """Median seconds of ours and of the reference, and the ratio of every pair."""
    target.ours(), target.reference()
    pairs = [(_seconds(target.ours), _seconds(target.reference)) for _ in range(target.rounds)]
    ours, reference = zip(*pairs, strict=True)
    return statistics.median(ours), statistics.median(reference), [one / other for one, other in pairs]


def _seconds(work: Work) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def main() -> None:
    """Print one line a target."""
    bin_folder = install()
    print(f"{'':66} {'ours':>8} {'ref.':>8} {'ratio':>6} {'at most':>8}")
    for target in targets(bin_folder):
        ours, reference, ratios = measure(target)
        ratio = statistics.median(ratios)
        verdict = "" if ratio <= target.at_most else "  MISSED"
        times = f"{ours * 1000:6.0f}ms {reference * 1000:6.0f}ms"
        print(f"{target.name:66} {times} {ratio:6.2f} {target.at_most:8.1f}{verdict}")


if __name__ == "__main__":
    main()
