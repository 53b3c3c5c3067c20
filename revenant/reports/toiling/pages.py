"""What pages were worth, by alert, and the sleep they cost: what people said of them, never a guess."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from revenant.core.tables import Block, Column, Note, Table, Value
from revenant.core.text import how_many
from revenant.incidents.snapshot import IncidentSnapshot
from revenant.reports.wording import duration, share, share_interval

_MOST = 20
NO_ALERT = "without an alert"


def page_table(incidents: Sequence[IncidentSnapshot]) -> Block:
    """Alerts by how many of their classified pages needed no action, or a change of the alert."""
    pages = sum(1 + len(it.escalations) for it in incidents)
    told = sum(len(it.pages) for it in incidents)
    said = f"Of {how_many(pages, 'page')} (openings and escalations), {told} are classified (`revenant oncall page`)."
    if not told:
        return Note(said)
    found = _by_alert(incidents)
    columns = [
        Column("alert", "alert", wide=True),
        Column("n", "n", right=True),
        Column("action", "action", right=True),
        Column("no action", "no_action", right=True),
        Column("alert needs change", "alert_change", right=True),
        Column("needless", "needless", right=True),
        Column("95 % interval", "interval", right=True),
        Column("sleep lost", "sleep_lost", right=True),
    ]
    rows = [
        _row(name, counts) for name, counts in sorted(found.items(), key=lambda each: (-_needless(each[1]), each[0]))
    ]
    notes = [
        said,
        "n: classified pages of incidents that hold the alert; needless: without action, or the alert needs a change.",
    ]
    return Table("What pages were worth", columns, rows[:_MOST], notes, key="pages")


def sleep_table(incidents: Sequence[IncidentSnapshot]) -> list[Block]:
    """Sleep lost by person, where anybody said so."""
    minutes, nights = Counter[str](), Counter[str]()
    for it in incidents:
        for each in it.pages:
            minutes[each.person or each.by] += each.sleep_lost
            nights[each.person or each.by] += 1
    if not nights:
        return []
    columns = [
        Column("person", "person"),
        Column("pages classified", "n", right=True),
        Column("sleep lost", "sleep_lost", right=True),
    ]
    rows: list[list[Value]] = [
        [who, nights[who], duration(minutes[who] * 60.0) if minutes[who] else None]
        for who in sorted(nights, key=lambda who: (-minutes[who], who))
    ]
    note = "Of pages that were classified; what nobody said of the others is not known, which is not none."
    return [Table("Sleep lost", columns, rows, [note], key="sleep")]


def _by_alert(incidents: Sequence[IncidentSnapshot]) -> dict[str, Counter[str]]:
    found: dict[str, Counter[str]] = {}
    for it in incidents:
        names = sorted({signal.name for signal in it.signals}) or [NO_ALERT]
        for name in names if it.pages else ():
            counts = found.setdefault(name, Counter())
            for page in it.pages:
                counts[page.answer] += 1
                counts["sleep"] += page.sleep_lost
    return found


def _row(name: str, counts: Counter[str]) -> list[Value]:
    whole = counts["action"] + _needless(counts)
    lost = duration(counts["sleep"] * 60.0) if counts["sleep"] else None
    needless = _needless(counts)
    return [
        name,
        whole,
        counts["action"],
        counts["no-action"],
        counts["alert-change"],
        share(needless, whole),
        share_interval(needless, whole),
        lost,
    ]


def _needless(counts: Counter[str]) -> int:
    return counts["no-action"] + counts["alert-change"]
