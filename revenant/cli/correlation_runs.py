"""One run of `correlate`: reports go out as their groups end, so a long stream needs no more room than a short one."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from datetime import datetime, timedelta
from pathlib import Path

from msgspec import Struct, structs

from revenant.cli.applying import Applier
from revenant.cli.assigning import Assignments, assignments
from revenant.cli.correlating import Planner
from revenant.cli.session import Session
from revenant.cli.streams import Streams, catalogue_of
from revenant.core.times import parse_duration
from revenant.errors import NotAWorkspaceError
from revenant.signals.correlation.groups import NEVER, Group
from revenant.signals.correlation.report import Report
from revenant.signals.correlation.windows import Windows, windows_of
from revenant.signals.planning import Action

MANY_AT_ONCE = 10
_MINUTE = timedelta(minutes=1)
_MANY = (
    "hint:  {} of these incidents began within a minute; where their services depend on each other, services.yaml can "
    "say so (`revenant services derive` reads it off traces), and they become one"
)


class Wanted(Struct, frozen=True):
    """What one run was asked for."""

    files: list[str]
    windows: Windows
    apply: bool = False
    everything: bool = False
    assignments: str | None = None
    as_json: bool = False


def windows_for(session: Session, *, min_signals: int | None, **spans: str) -> Windows:
    """The defaults, with what revenant.yaml says and then what the command line says.

    Raises:
        InvalidDurationError.
    """
    windows = Windows()
    with suppress(NotAWorkspaceError):
        windows = windows_of(session.settings.signals)
    said = {name: parse_duration(text) for name, text in spans.items() if text}
    windows = structs.replace(windows, **said)
    return windows if min_signals is None else structs.replace(windows, min_signals=min_signals)


class Burst:
    """How many incidents began within a minute of each other, at most."""

    def __init__(self) -> None:
        self._since, self._count, self.most = NEVER, 0, 0

    def add(self, began: datetime) -> None:
        """Count one more; they come about in the order in which they began."""
        if abs(began - self._since) > _MINUTE:
            self._since, self._count = began, 0
        self._count += 1
        self.most = max(self.most, self._count)


class Run:
    """Reads, correlates, prints and, if asked to, records."""

    def __init__(self, session: Session, wanted: Wanted) -> None:
        self._session, self._wanted = session, wanted
        self._streams = Streams(session, wanted.files)
        self._counts = dict.fromkeys(Action, 0)
        self._applier = Applier()
        self._burst = Burst()

    def run(self, *, commit: bool) -> None:
        """The whole of it.

        Raises:
            WriteFailedError, InvalidFileError.
        """
        if self._wanted.apply:
            _ = self._session.user  # whoever is nobody learns it before the work
        catalogue = catalogue_of(self._session)
        path = None if self._wanted.assignments is None else self._session.directory / Path(self._wanted.assignments)
        with assignments(path) as writer:
            planner = Planner(self._session, catalogue, self._wanted.windows, writer)
            self._print(self._reports(planner, writer))
        gained = self._applier.record(self._session, commit=commit) if self._wanted.apply else 0
        self._streams.say_rest()
        self._session.out.say(self._tally(planner, gained))
        if self._burst.most >= MANY_AT_ONCE:
            self._session.out.say(_MANY.format(self._burst.most))

    def _reports(self, planner: Planner, writer: Assignments | None) -> Iterator[Report]:
        closing = writer.close if writer else _nothing
        for report in planner.reports(self._streams.signals(self._wanted.windows.lateness), closing):
            self._counts[report.plan.action] += 1
            if report.plan.action is Action.OPEN:
                self._burst.add(report.cluster.first)
            if self._wanted.apply:
                self._applier.take(report)
            if self._wanted.everything or report.plan.action is not Action.NOTHING:
                yield report

    def _print(self, reports: Iterator[Report]) -> None:
        from revenant.render.clusters import cluster_blocks, cluster_data

        if self._wanted.as_json:
            self._session.out.json_array(cluster_data(each) for each in reports)
            return
        for number, report in enumerate(reports):
            if number:
                self._session.out.text("\n")
            self._session.out.blocks(cluster_blocks(report, applied=self._wanted.apply))

    def _tally(self, planner: Planner, gained: int) -> str:
        tally, counts = planner.correlator.tally, self._counts
        parts = {
            "late": tally.late - tally.left_out,
            "too late for any group": tally.left_out,
            "repeated": tally.repeats,
            "healthy": tally.healthy,
            "resolved": tally.resolved,
            "changes": tally.changes,
            "doubtful lines": sum(self._streams.unread.values()),
        }
        said = ", ".join(f"{what} {count:,}" for what, count in parts.items() if count)
        signals = f"{tally.signals:,} signal{'' if tally.signals == 1 else 's'}{f' ({said})' if said else ''}"
        groups = (
            f"{counts[Action.OPEN]} to open, {counts[Action.ADD]} to add to open incidents, "
            f"{counts[Action.NOTHING]} too small for one"
        )
        if self._wanted.apply:
            return f"{signals}: {groups}; {gained or 'no'} incident{'' if gained == 1 else 's'} changed"
        return f"{signals}: {groups}; nothing is written without --apply"


def _nothing(group: Group) -> None:
    """Nobody wants to know."""
