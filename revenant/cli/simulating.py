"""What other windows would have made of the same signals: several engines side by side over one stream."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import timedelta
from typing import NamedTuple

from msgspec import structs

from revenant.cli.session import Session
from revenant.cli.streams import Streams, catalogue_of
from revenant.core.tables import Column, Table, Value
from revenant.signals.correlation.cluster import cluster_of
from revenant.signals.correlation.engine import Correlator
from revenant.signals.correlation.groups import Group
from revenant.signals.correlation.windows import Windows
from revenant.signals.graph import Graph, graph_of

_FACTORS = (0.25, 0.5, 2, 5)


class Trial(NamedTuple):
    """One set of windows, its engine, and the sums of what it made."""

    name: str
    windows: Windows
    engine: Correlator
    sums: Counter[str]

    def take(self, group: Group) -> None:
        """Add one group that is over to the sums."""
        cluster = cluster_of(group)
        group.let_go()
        self.sums["groups"] += 1
        self.sums["incidents"] += cluster.is_incident(self.windows.min_signals)
        self.sums["largest"] = max(self.sums["largest"], cluster.count)
        self.sums["services"] = max(self.sums["services"], len(cluster.services))


def trials(windows: Windows, graph: Graph) -> Iterator[Trial]:
    """The windows in force, shorter and longer ones, and what each rule does alone."""
    yield Trial("as it is", windows, Correlator(windows, graph), Counter())
    for factor in _FACTORS:
        gap = timedelta(seconds=round((windows.gap * factor).total_seconds()))
        other = structs.replace(windows, gap=gap, causal=windows.causal * factor, touch=min(windows.touch, gap / 2))
        yield Trial(f"gap and causal × {factor:g}", other, Correlator(other, graph), Counter())
    yield Trial("without dependencies", windows, Correlator(windows, Graph({})), Counter())


def simulate_windows(session: Session, files: list[str], windows: Windows, *, as_json: bool) -> None:
    """Print a row for each set of windows."""
    streams = Streams(session, files)
    running = list(trials(windows, graph_of(catalogue_of(session))))
    for batch in streams.signals(windows.lateness):
        for trial in running:
            for group in trial.engine.feed(batch):
                trial.take(group)
    for trial in running:
        for group in trial.engine.finish():
            trial.take(group)
    streams.say_rest()
    table = _table(running)
    if as_json:
        from revenant.render.json import table_data

        session.out.json(table_data(table))
    else:
        session.out.blocks([table])


def _table(running: list[Trial]) -> Table:
    columns = [
        Column("windows", "windows", wide=True),
        Column("gap", "gap_seconds", right=True),
        Column("causal", "causal_seconds", right=True),
        Column("groups", "groups", right=True),
        Column("incidents", "incidents", right=True),
        Column("largest", "largest", right=True),
        Column("most services", "services", right=True),
    ]
    rows: list[list[Value]] = [
        [each.name, each.windows.gap, each.windows.causal, *(each.sums[key] for key in _SUMS)] for each in running
    ]
    return Table("", columns, rows, ["largest: signals in the largest group; nothing was written"])


_SUMS = ("groups", "incidents", "largest", "services")
