"""What one service may send without end: names, attributes, ids. All of it is counted, little of it is kept."""

from __future__ import annotations

import gc
import json
import tracemalloc
from collections.abc import Iterator

from revenant.signals.catalogue import Catalogue
from revenant.signals.correlation.cluster import cluster_of
from revenant.signals.correlation.engine import Correlator
from revenant.signals.correlation.groups import MAX_SERIES
from revenant.signals.correlation.windows import Windows
from revenant.signals.graph import Graph
from revenant.signals.lines import LineReader
from revenant.signals.signal import Gravity, Signal
from revenant.signals.triage import judge, title_of
from tests.signals.correlation.making import run, signal

LONG = "n" * 1000
EMPTY = Catalogue(schema="revenant/services@1")


def test_names_beyond_all_measure_are_counted_as_others_and_keep_their_severity() -> None:
    few = [signal(n / 100, name=f"request {n} failed", severity=Gravity.WARNING) for n in range(MAX_SERIES + 5)]
    last = signal(20, name="disk full", severity=Gravity.CRITICAL)
    ((cluster,), _) = run([*few, last])
    rest = [(each.name, each.gravity, each.count) for each in cluster.seen if each.is_rest]
    assert rest == [("other logs", Gravity.CRITICAL, 1), ("other logs", Gravity.WARNING, 5)]
    assert cluster.count == MAX_SERIES + 6
    assert judge(cluster, EMPTY).severity == "SEV2"


def test_a_title_names_what_is_told_apart() -> None:
    ((cluster,), _) = run([signal(n / 100, name=f"n{n % (2 * MAX_SERIES)}") for n in range(4 * MAX_SERIES)])
    assert title_of(cluster) == "checkout: n0, n1, n2"


def held(rows: Iterator[Signal]) -> int:
    engine = Correlator(Windows(), Graph({}))
    tracemalloc.start()
    for row in rows:
        for group in engine.feed([row]):
            cluster_of(group)
            group.let_go()
    found = tracemalloc.get_traced_memory()[0]
    tracemalloc.stop()
    return found


def test_new_names_without_end_need_no_more_room() -> None:
    few, many = (held(signal(n / 1000, name=LONG + str(n)) for n in range(count)) for count in (2000, 10_000))
    assert many < few + 4_000_000


def test_large_attributes_are_not_kept() -> None:
    big = {f"key {n}": "v" * 100 for n in range(500)} | {"summary": "s" * 10_000}
    assert held(signal(n, name=f"n{n}", attributes=dict(big)) for n in range(300)) < 2_000_000


def test_a_reader_holds_little_of_long_lines() -> None:
    row = {"at": "2026-11-23T12:00:00Z", "kind": "alert", "attributes": {"summary": "down", "dump": "x" * 50_000}}
    lines = [json.dumps(row | {"id": str(number)}).encode() + b"\n" for number in range(3)]
    (batch,) = LineReader(lambda line, why: None, lambda data: signal(0)).batches(lines)
    assert [each.attributes for each in batch] == [{"summary": "down"}] * 3


def test_groups_that_were_told_of_leave_at_once() -> None:
    """Without waiting for the garbage collector, which the command line calls late."""
    gc.disable()
    try:
        few, many = (
            held(signal(n * 100 + k, name=LONG + str(k)) for n in range(c) for k in range(50)) for c in (5, 200)
        )
    finally:
        gc.enable()
    assert many < few + 4_000_000
