"""How cost grows with the record: whole processes at 1,000 to 100,000 incidents, beside git's own.

Prints the table of docs/performance.md. Takes some minutes and a gigabyte.
"""

from __future__ import annotations

import shutil
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

from run import BENCH, At, install, process
from workspace import START, build

from revenant.core.ids import event_ids
from revenant.incidents.events import Stamp
from revenant.incidents.operations import note
from revenant.store.log import event_line

SIZES = (1_000, 10_000, 25_000, 100_000)
ROUNDS = 7


def median_ms(work: Callable[[], None], rounds: int = ROUNDS) -> float:
    """The median of some rounds, in milliseconds, after one that does not count."""
    work()
    seconds = []
    for _ in range(rounds):
        start = time.perf_counter()
        work()
        seconds.append(time.perf_counter() - start)
    return statistics.median(seconds) * 1000


def row(revenant: str, folder: Path, open_ids: list[str]) -> dict[str, float]:
    """One size: every figure in milliseconds."""
    logs = sorted((folder / "incidents").rglob("*.yaml"))
    ids = iter(open_ids)
    scratch, numbers = folder / "scratch.txt", iter(range(10**9))

    def git_commit() -> None:
        scratch.write_text(str(next(numbers)))
        process("git", "add", "--", scratch.name, cwd=folder)
        process("git", "commit", "-q", "-m", "x", cwd=folder)

    def from_nothing() -> None:
        for part in (folder / ".git" / "revenant").glob("index.db*"):
            part.unlink()
        process(revenant, "status", cwd=folder)

    def after_a_pull() -> None:
        for path in logs[:100]:
            line = event_line(note(Stamp(at=START, by="bench@example.com", ids=event_ids()), "from another clone"))
            with path.open("a") as log:
                log.write(line)
        process(revenant, "status", cwd=folder)

    return {
        "git status": median_ms(At(folder, "git", "status", "--porcelain")),
        "git add + commit": median_ms(git_commit),
        "ack": median_ms(lambda: process(revenant, "ack", next(ids), cwd=folder)),
        "show": median_ms(At(folder, revenant, "show", logs[-7].stem[-5:])),
        "status": median_ms(At(folder, revenant, "status")),
        "search": median_ms(At(folder, revenant, "search", "pool cache")),
        "report": median_ms(At(folder, revenant, "report"), 3),
        "100 logs changed": median_ms(after_a_pull, 3),
        "index from nothing": median_ms(from_nothing, 1),
    }


def main() -> None:
    """Measure every size (or those named), one after the other."""
    bin_folder = install()
    sizes = [int(word) for word in sys.argv[1:]] or list(SIZES)
    table = {}
    for size in sizes:
        folder = BENCH / "curve"
        shutil.rmtree(folder, ignore_errors=True)
        table[size] = row(str(bin_folder / "revenant"), folder, build(folder, size))
        print(size, {name: round(value) for name, value in table[size].items()}, file=sys.stderr, flush=True)
    floor = median_ms(At(BENCH, str(bin_folder / "python"), "-c", "import typer, sqlite3"))
    print(f"`python -c 'import typer, sqlite3'`: {floor:.0f} ms\n")
    print("| incidents | " + " | ".join(next(iter(table.values()))) + " | ack / git commit | status / git status |")
    print("|---:|" + "---:|" * (len(next(iter(table.values()))) + 2))
    for size, figures in table.items():
        cells = [f"{value:,.0f} ms" for value in figures.values()]
        ratios = (figures["ack"] / figures["git add + commit"], figures["status"] / figures["git status"])
        print(f"| {size:,} | {' | '.join(cells)} | {ratios[0]:.1f} | {ratios[1]:.1f} |")


if __name__ == "__main__":
    main()
