"""How well signals are grouped, beside simpler rules, and how fast, beside decoding alone.

python bench/correlation.py grouping [FOLDER …]     each a set in the form that cloudbed.py reads
python bench/correlation.py speed [COUNT …]         whole processes over so many signals (1,000,000 and 10,000,000)

Grouping: the k-th fault of every set and of its shifted copies begins at k · slot + an offset of its own, all
in one environment under names of their own.
"""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from math import log
from pathlib import Path
from typing import NamedTuple

from cloudbed import DATA, DataSet, load
from msgspec import structs
from signals import START, services_yaml, signals

from revenant.signals.correlation.engine import Correlator
from revenant.signals.correlation.groups import Slot
from revenant.signals.correlation.ordering import in_order
from revenant.signals.correlation.windows import Windows
from revenant.signals.graph import Graph
from revenant.signals.signal import Signal, to_line

COPIES, OFFSET = 3, timedelta(seconds=120)
SLOTS = (1800, 900, 600)
Labelled = tuple[Signal, str]
DECODE = "import msgspec, sys\nfor line in open(sys.argv[1], 'rb'): msgspec.json.decode(line)"


class Overlay(NamedTuple):
    """Signals of several systems at once, each with its fault, and what depends on what."""

    signals: list[Labelled]
    graph: Graph


class Score(NamedTuple):
    """Pairwise precision, recall and F1; V-measure; groups a fault; groups that mix faults; the largest one's share."""

    precision: float
    recall: float
    f1: float
    v: float
    split: float
    mixed: int
    largest: float


def overlay(sets: Sequence[DataSet], slot: timedelta, copies: int = COPIES) -> Overlay:
    """Every set `copies` times, under other names; each copy begins with another fault."""
    rows: list[Labelled] = []
    edges: dict[str, list[str]] = {}
    for number, (data, copy) in enumerate((data, copy) for data in sets for copy in range(copies)):
        prefix = f"system-{number}-"
        edges |= {prefix + name: [prefix + other for other in needs] for name, needs in data.depends_on.items()}
        rows += _shifted(data, prefix, copy * len(data.faults) // copies, slot, number * OFFSET)
    return Overlay(sorted(rows, key=lambda row: row[0]), Graph(edges))


def _shifted(data: DataSet, prefix: str, turn: int, slot: timedelta, offset: timedelta) -> Iterable[Labelled]:
    begins: dict[str, tuple[datetime, datetime]] = {}
    for place, fault in enumerate(data.faults[turn:] + data.faults[:turn]):
        begins[fault.id] = fault.start, START + place * slot + offset
    for signal, fault_id in data.signals:
        old, new = begins[fault_id]
        yield (
            structs.replace(
                signal,
                id=prefix + signal.id,
                at=signal.at - old + new,
                service=prefix + signal.service,
                environment="production",
            ),
            prefix + fault_id,
        )


def assign(rows: Sequence[Signal], graph: Graph, windows: Windows) -> list[str]:
    """The group of every signal, by the engine."""
    found: dict[str, Slot] = {}

    def remember(signal: Signal, slot: Slot | None) -> None:
        if slot is not None:
            found[signal.id] = slot

    engine = Correlator(windows, graph, remember)
    for batch in in_order([iter([list(rows)])], windows.lateness):
        list(engine.feed(batch))
    list(engine.finish())
    return [found[signal.id].group.id for signal in rows]


def score(truth: Sequence[str], groups: Sequence[str]) -> Score:
    """Compare a grouping with the faults."""
    cells, faults, made = Counter(zip(truth, groups, strict=True)), Counter(truth), Counter(groups)
    together = sum(map(_pairs, cells.values()))
    precision = together / max(sum(map(_pairs, made.values())), 1)
    recall = together / max(sum(map(_pairs, faults.values())), 1)
    count = len(truth)
    homogeneity = 1 - _conditional(cells, made, 1, count) / _entropy(faults, count)
    completeness = 1 - _conditional(cells, faults, 0, count) / max(_entropy(made, count), 1e-12)
    members = Counter(group for _, group in cells)
    return Score(
        precision,
        recall,
        2 * precision * recall / max(precision + recall, 1e-12),
        2 * homogeneity * completeness / max(homogeneity + completeness, 1e-12),
        len(made) / len(faults),
        sum(number > 1 for number in members.values()),
        max(made.values()) / count,
    )


def _pairs(count: int) -> float:
    return count * (count - 1) / 2


def _entropy(counts: Counter[str], total: int) -> float:
    return -sum(count / total * log(count / total) for count in counts.values())


def _conditional(cells: Counter[tuple[str, str]], given: Counter[str], side: int, total: int) -> float:
    return -sum(count / total * log(count / given[key[side]]) for key, count in cells.items())


def grouping(folders: Sequence[Path]) -> None:
    """Print the scores of our rule and of two simple ones for every slot."""
    sets = [load(folder) for folder in folders]
    windows = Windows()
    print(f"{'slot':>6} {'rule':14} {'P':>6} {'R':>6} {'F1':>6} {'V':>6} {'split':>6} {'mixed':>6} {'largest':>8}")
    for seconds in SLOTS:
        made = overlay(sets, timedelta(seconds=seconds))
        rows, truth = [signal for signal, _ in made.signals], [fault for _, fault in made.signals]
        one = [structs.replace(signal, service="all") for signal in rows]
        unlimited = structs.replace(windows, lifetime=timedelta(days=99), max_signals=10**9)
        for name, groups in (
            ("ours", assign(rows, made.graph, windows)),
            ("time only", assign(one, Graph({}), unlimited)),
            ("service only", assign(rows, Graph({}), windows)),
        ):
            s = score(truth, groups)
            print(
                f"{seconds:>6} {name:14} {s.precision:6.3f} {s.recall:6.3f} {s.f1:6.3f} {s.v:6.3f} {s.split:6.2f} "
                f"{s.mixed:6} {s.largest:8.3f}"
            )


def speed(counts: Sequence[int]) -> None:
    """Print seconds and peak memory of `revenant correlate`, beside decoding the same lines."""
    folder = Path(__file__).resolve().parent.parent / ".bench" / "signals"
    folder.mkdir(parents=True, exist_ok=True)
    revenant = [sys.executable, "-m", "revenant", "-C", str(_workspace(folder)), "correlate"]
    print(f"{'signals':>12} {'decode':>9} {'correlate':>10} {'ratio':>6} {'signals/s':>10} {'peak memory':>12}")
    for count in counts:
        path = folder / f"{count}.jsonl"
        if not path.exists():
            with path.open("wb") as out:
                out.writelines(map(to_line, signals(count)))
        pairs = [
            (_seconds([*revenant, str(path)]), _seconds([sys.executable, "-c", DECODE, str(path)])) for _ in range(3)
        ]
        ours, reference = (min(each) for each in zip(*pairs, strict=True))
        peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
        print(
            f"{count:12,} {reference:8.2f}s {ours:9.2f}s {ours / reference:6.2f} {count / ours:10,.0f} {peak:9.0f} MiB",
            flush=True,
        )


def _workspace(folder: Path) -> Path:
    workspace = folder / "workspace"
    if not workspace.exists():
        workspace.mkdir()
        subprocess.run(["git", "init", "-q", str(workspace)], check=True)
        (workspace / "revenant.yaml").write_text("schema: revenant/workspace@1\n")
        (workspace / "services.yaml").write_text(services_yaml())
    return workspace


def _seconds(words: list[str]) -> float:
    """Processor seconds of a whole process, as the operating system counts them."""
    environment = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    started = time.perf_counter()
    subprocess.run(words, check=True, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    used = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return used or time.perf_counter() - started


def main() -> None:
    """Run one of the two."""
    what, *rest = sys.argv[1:] or ["grouping"]
    if what == "speed":
        speed([int(word) for word in rest] or [1_000_000, 10_000_000])
    else:
        grouping([Path(word) for word in rest] or [DATA / "cloudbed-1"])


if __name__ == "__main__":
    main()
