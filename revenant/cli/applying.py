"""What `correlate --apply` writes: every cluster that has a home or deserves one, all in one commit."""

from __future__ import annotations

from revenant.cli.joining import joiner
from revenant.cli.session import Session
from revenant.importers.identity import event_ids
from revenant.incidents.events import AnyEvent, KnownEvent, Stamp
from revenant.incidents.joining import Page
from revenant.incidents.snapshot import fold
from revenant.signals.correlation.report import Report
from revenant.signals.planning import Action, opening, signal_events
from revenant.signals.promises import promise_events


class Applier:
    """Gathers reports by incident and records them together."""

    def __init__(self) -> None:
        self._reports: dict[str, list[Report]] = {}

    def take(self, report: Report) -> None:
        """Take note of a cluster that goes into the record."""
        if report.plan.action is not Action.NOTHING:
            self._reports.setdefault(report.plan.incident, []).append(report)

    def record(self, session: Session, *, commit: bool) -> int:
        """Write what is not recorded yet; returns how many incidents have gained anything."""
        if not self._reports:
            return 0
        store = joiner(session)
        planned = store.record_together(list(self._reports), session.writer(dry_run=True), self._decide, "")
        gaining = [each.after.id for each in planned if each.events]
        if gaining:
            message = f"Correlate signals into {len(gaining)} incident{'' if len(gaining) == 1 else 's'}"
            store.record_together(gaining, session.writer(commit=commit), self._decide, message)
        return len(gaining)

    def _decide(self, pages: list[Page]) -> list[list[KnownEvent]]:
        return [_news(page, self._reports[page.it.id]) for page in pages]


def _news(page: Page, reports: list[Report]) -> list[KnownEvent]:
    """What several clusters add to one incident, one after the other."""
    known: list[AnyEvent] = [*page.it.events, *page.it.taken_back]
    added: list[KnownEvent] = []
    for report in reports:
        added += _added(report, [*known, *added], page)
    return added


def _added(report: Report, known: list[AnyEvent], page: Page) -> list[KnownEvent]:
    cluster = report.cluster
    # The same for whoever adds to the same at the same time, so that equal lines merge into one.
    at, by = page.stamp.at, page.stamp.by
    seed = "\0".join((cluster.id, str(len(known)), at.isoformat(), by))
    stamp = Stamp(at, by, event_ids(seed), page.stamp.recorded)
    if not known:
        cause = "; ".join(report.causes)
        said = f"Probable cause, computed: {cause}" if cause else ""
        return [*opening(cluster, report.plan, stamp, said), *promise_events(cluster, None, stamp)]
    it = fold(page.it.id, known)
    return [*signal_events(cluster, it, stamp), *promise_events(cluster, it, stamp)]
