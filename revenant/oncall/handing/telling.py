"""The page of a handoff in Markdown: every section in its place, and where there is nothing to tell it says so."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime, timedelta

from revenant.core.markdown import Written, written
from revenant.core.text import escape_json, how_many
from revenant.core.times import format_duration, format_time
from revenant.oncall.handing.document import SCHEMA, HandoffMatter
from revenant.oncall.handing.page import HandoffFacts, Standing

NONE = "None."
NOTES = "Notes"
RECENT = timedelta(hours=48)


def page_text(facts: HandoffFacts, matter: HandoffMatter) -> str:
    """The whole file."""
    parts = [_front(matter), _title(facts), _people(facts)]
    parts += [f"## {title}\n\n{tell(facts) or NONE}" for title, tell in SECTIONS.items()]
    parts += [f"## {NOTES}\n\n{_note(facts)}"]
    return "\n\n".join(parts) + "\n"


def _front(matter: HandoffMatter) -> str:
    rows = [
        "---",
        f"schema: {SCHEMA}",
        f"schedule: {_quoted(matter.schedule)}",
        f"from: {_list(matter.from_)}",
        f"to: {_list(matter.to)}",
        f"at: {format_time(matter.at)}",
        f"since: {format_time(matter.since)}" if matter.since else "since: null",
        f"incidents: {_list(matter.incidents)}",
        "accepted: null",
        "---",
    ]
    return "\n".join(rows)


def _quoted(text: str) -> str:
    """A text in YAML: in quotes as JSON has them, unless it is plainly a word."""
    plain = text.replace("-", "").replace("@", "").replace(".", "")
    is_word = plain.isascii() and plain.isalnum() and text[0].isalpha() and text not in ("true", "false", "null")
    return text if is_word else escape_json(json.dumps(text, ensure_ascii=False))


def _list(words: Iterable[str]) -> str:
    return f"[{', '.join(map(_quoted, words))}]"


def _title(facts: HandoffFacts) -> str:
    return f"# Handoff of {written(facts.schedule)}, {_local(facts, facts.at).split(' ')[0]}"


def _people(facts: HandoffFacts) -> str:
    takes = f", from {_local(facts, facts.begins)}" if facts.begins else ""
    rows = [
        f"- **Outgoing:** {_names(facts.outgoing)}",
        f"- **Incoming:** {_names(facts.incoming)}{takes}",
        f"- **Backup:** {_names(facts.backup)}",
        f"- **Told of:** {_local(facts, facts.since)} to {_local(facts, facts.at)} ({facts.zone})",
    ]
    return "\n".join([*rows, *(f"- **Not read:** {written(each)}" for each in facts.unread)])


def _names(people: Iterable[str]) -> str:
    return ", ".join(map(written, people)) or "nobody"


def _local(facts: HandoffFacts, at: datetime) -> str:
    return at.astimezone(facts.zone).strftime("%Y-%m-%d %H:%M")


def _open(facts: HandoffFacts) -> str:
    return _standings(facts, facts.open)


def _watched(facts: HandoffFacts) -> str:
    return _standings(facts, facts.watched)


def _standings(facts: HandoffFacts, found: Sequence[Standing]) -> str:
    rows = [
        [
            _link(each.id, each.link) + Written(f"<br>{written(each.title)}"),
            written(each.severity or "not set"),
            written(each.status) + _since(facts, each.since),
            written(each.owner or "nobody"),
            written(each.next_step or "not said"),
        ]
        for each in found
    ]
    return _table(["incident", "severity", "status", "leads it", "next step"], rows)


def _since(facts: HandoffFacts, since: datetime | None) -> str:
    return f" for {format_duration(facts.at - since)}" if since else ""


def _link(name: str, target: str) -> str:
    return f"[{written(name)}]({target})" if target else written(name)


def _escalations(facts: HandoffFacts) -> str:
    rows = [
        [_link(each.incident, each.link), _local(facts, each.at), written(each.to), written(each.reason or "not said")]
        for each in facts.escalated
    ]
    return _table(["incident", "at", "to", "why"], rows)


def _changes(facts: HandoffFacts) -> str:
    rows = [
        [_local(facts, each.at) + (" (planned)" if each.planned else ""), written(each.words), written(each.by)]
        for each in facts.changes
    ]
    return _table(["at", "change", "by"], rows)


def _noise(facts: HandoffFacts) -> str:
    rows = [
        [
            written(each.name),
            f"{each.heard:,}",
            written(", ".join(each.incidents)),
            f"none yet in {how_many(each.unanswered, 'incident')}" if each.unanswered else "taken up",
        ]
        for each in facts.noise
    ]
    return _table(["alert", "times", "incidents", "action"], rows)


def _owed(facts: HandoffFacts) -> str:
    rows = [
        [
            written(each.name),
            written(each.text),
            written(each.owner or "nobody"),
            ("**overdue**, " if each.overdue else "") + written(each.due),
        ]
        for each in facts.owed
    ]
    return _table(["item", "what", "owner", "due"], rows)


def _deferred(facts: HandoffFacts) -> str:
    rows = [
        [_link(each.incident, each.link), written(each.text), written(each.owner or "nobody")]
        for each in facts.deferred
    ]
    return _table(["incident", "what", "owner"], rows)


def _budgets(facts: HandoffFacts) -> str:
    return "\n".join(f"- {written(each.name)}: {written(each.words)}" for each in facts.budgets)


def _coming(facts: HandoffFacts) -> str:
    rows = [[_local(facts, each.start), _local(facts, each.end), _names(each.people)] for each in facts.coming]
    return _table(["from", "to", "on call"], rows)


def _note(facts: HandoffFacts) -> str:
    return "\n".join(f"> {written(line)}".rstrip() for line in facts.note.strip().splitlines()) or NONE


def _table(columns: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    if not rows:
        return ""
    lines = [columns, ["---"] * len(columns), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


SECTIONS: dict[str, Callable[[HandoffFacts], str]] = {
    "Open incidents": _open,
    "Watched": _watched,
    "Escalations in progress": _escalations,
    "Changes of the last 48 hours, and planned": _changes,
    "Noisy alerts": _noise,
    "Action items overdue or due within a week": _owed,
    "Deferred": _deferred,
    "Error budgets": _budgets,
    "On call next": _coming,
}
