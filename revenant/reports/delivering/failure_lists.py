"""Failed and suspected deployments one by one: what the figures are made of, to be looked at and corrected."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import timedelta

from revenant.core.tables import Block, Column, Shown, Table, Value
from revenant.core.times import format_duration
from revenant.incidents.causes import CONFIRMED, DECLARED
from revenant.reports.delivering.failures import Link, Links, Recovery
from revenant.reports.statistics.survival import Observation
from revenant.reports.wording import N_A
from revenant.signals.changes import Change

_MOST = 20


def failed_table(changes: Sequence[Change], links: Links, recoveries: Mapping[str, Recovery]) -> list[Block]:
    """The deployments that people say failed, the latest first."""
    if not changes:
        return []
    columns = [
        Column("made", "at"),
        Column("change", "change"),
        Column("incidents", "incidents"),
        Column("said", "verdict"),
        Column("now", "state"),
        Column("from deployment", "from_deployment", right=True),
        Column("from detection", "from_detection", right=True),
        Column("what", "what", wide=True),
    ]
    rows = [_failed(change, links.failed[change.id], recoveries[change.id]) for change in reversed(changes)]
    return [Table("Failed deployments", columns, rows[:_MOST], _more(len(rows)), key="failed_deployments")]


def _failed(change: Change, found: Sequence[Link], took: Recovery) -> list[Value]:
    said = CONFIRMED if any(link.word == CONFIRMED for link in found) else DECLARED
    ids = ", ".join(dict.fromkeys(link.incident.id for link in found))
    state = "open" if any(link.incident.is_open for link in found) else "over"
    return [change.at, change.id, ids, said, state, _span(took.deployed), _span(took.detected), change.words]


def _span(took: Observation | None) -> Value:
    if took is None:
        return Shown(None, N_A)
    span = timedelta(seconds=took.seconds)
    return span if took.ended else Shown(span, f"{format_duration(span)} so far")


def suspected_table(changes: Sequence[Change], links: Links, window: timedelta | None) -> list[Block]:
    """The deployments that merely stand near an incident, the nearest first; one that failed is not among them."""
    doubtful = [change.id for change in changes if change.id in links.suspected and change.id not in links.failed]
    found = sorted((link for name in doubtful for link in links.suspected[name]), key=_nearest)
    if not found:
        return []
    columns = [
        Column("before", "lag", right=True),
        Column("incident", "incident"),
        Column("change", "change"),
        Column("what", "what", wide=True),
        Column("why", "why", wide=True),
    ]
    rows: list[list[Value]] = [
        [link.lag, link.incident.id, link.change.id, link.change.words, link.reason] for link in found[:_MOST]
    ]
    notes = [_meaning(window), "`revenant change link` says what it was.", *_more(len(found))]
    return [Table("Suspected: in no headline figure", columns, rows, notes, key="suspected_deployments")]


def _nearest(link: Link) -> tuple[timedelta, str, str]:
    lag = link.lag
    return (timedelta.max if lag is None else lag), link.incident.id, link.change.id


def _meaning(window: timedelta | None) -> str:
    if window is None:
        return (
            "Suspected: the latest deployment of its services before the incident, however old (changes.window: none)."
        )
    return f"Suspected: of the same service or one it depends on, within {format_duration(window)} before the incident."


def _more(count: int) -> list[str]:
    return [f"{count - _MOST:,} more are not shown: --since, --until and --service choose."] if count > _MOST else []
