"""The review pack: one Markdown page for a meeting. All that is from outside is escaped."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime

from revenant.core.markdown import code, escape
from revenant.core.settings import Settings
from revenant.core.text import how_many
from revenant.core.times import format_duration, format_time
from revenant.incidents.causes import verdicts
from revenant.incidents.measurements import Span, definitions, measure
from revenant.incidents.wording import describe
from revenant.postmortems.actions import ActionItem
from revenant.postmortems.learning.review import Review, decisions, turning_points
from revenant.render.learning import ending_words

_NOTHING = "Nothing."


def pack_page(reviews: Sequence[Review], settings: Settings, now: datetime, others: int) -> str:
    """The whole page; `others` ended in the same time and ask for no review."""
    head = ["# Incident review", f"As of {format_time(now)}: {how_many(len(reviews), 'incident')}{_others(others)}."]
    if len(reviews) > 1:
        head.append("\n".join(_agenda(reviews, settings, now)))
    parts = [part for review in reviews for part in _parts(review, settings, now)]
    return "\n\n".join([*head, *parts]) + "\n"


def _others(number: int) -> str:
    return f"; {number} more ended in this time and ask for no review" if number else ""


def _agenda(reviews: Iterable[Review], settings: Settings, now: datetime) -> Iterator[str]:
    yield "| incident | severity | title | postmortem | decisions |"
    yield "|---|---|---|---|---:|"
    for review in reviews:
        it, document = review.incident, review.document
        number = len(decisions(review, settings, now.date()))
        status = escape(document.status) if document else "none"
        yield f"| {it.id} | {it.severity or 'not recorded'} | {escape(it.title)} | {status} | {number} |"


def _parts(review: Review, settings: Settings, now: datetime) -> Iterator[str]:
    it = review.incident
    yield f"## {it.id}: {escape(it.title or '(no opening event)')}"
    yield _list(_facts(review, settings))
    yield "### Decisions to take\n\n" + _list(map(escape, decisions(review, settings, now.date())), "- [ ] ")
    if review.document:
        yield "### Open questions\n\n" + _list(_questions(review))
    yield "### What happened\n\n" + _timeline(review)
    yield "### What changed\n\n" + _list(_changes(review))
    yield "### Action items\n\n" + _actions(review.actions)
    yield "### Similar incidents\n\n" + _list(_similar(review))
    yield "### Runbooks used\n\n" + _list(_runbooks(review))


def _list(lines: Iterable[str], mark: str = "- ") -> str:
    return "\n".join(mark + line for line in lines) or _NOTHING


def _facts(review: Review, settings: Settings) -> Iterator[str]:
    it, document = review.incident, review.document
    if document:
        about = f"{document.status}, owner {document.owner or 'nobody'}"
        yield f"**Postmortem:** {escape(about)}, {code(document.path)}"
        if document.reviewers:
            yield f"**Reviewers:** {escape(', '.join(document.reviewers))}"
    else:
        yield "**Postmortem:** none"
    yield f"**Severity:** {it.severity or 'not recorded'} · **Status:** {it.status}"
    yield f"**Services:** {escape(', '.join(it.services) or 'none named')}"
    yield f"**Detected:** {format_time(it.detected_at) if it.detected_at else 'not recorded'}"
    spans = [_span(span) for span in measure(it, definitions(settings.measurements))]
    yield f"**Measured:** {', '.join(spans)}"
    for impact in it.impacts:
        yield f"**Impact:** {escape(describe(impact).removeprefix('impact').lstrip(': '))}"


def _span(it: Span) -> str:
    value = format_duration(it.duration) if it.duration is not None else it.outcome.value
    return f"{escape(it.name)} {value}"


def _questions(review: Review) -> Iterator[str]:
    for each in review.questions:
        place = f"line {each.line}: " if each.line else ""
        hint = f" ({escape(each.hint)})" if each.hint else ""
        yield f"{place}{escape(each.message)}{hint} {code(each.code)}"


def _timeline(review: Review) -> str:
    it = review.incident
    points = turning_points(it)
    rows = [f"| {format_time(event.at)} | {code(event.id)} | {escape(describe(event))} |" for event in points]
    left_out = len(it.events) - len(points)
    more = f"\n\n{how_many(left_out, 'further event')}: `revenant show {it.id}`" if left_out else ""
    return "\n".join(["| at (UTC) | event | what happened |", "|---|---|---|", *rows]) + more


def _changes(review: Review) -> Iterator[str]:
    for said in verdicts(review.incident).values():
        parts = [format_time(said.changed_at) if said.changed_at else "", said.summary, said.verdict or "linked"]
        words = ", ".join(filter(None, parts)) + (f": {said.reason}" if said.reason else "")
        yield f"{code(said.change)} {escape(words)}"


def _actions(items: Sequence[ActionItem]) -> str:
    if not items:
        return _NOTHING
    head = ["| action | state | owner | due | priority | what |", "|---|---|---|---|---|---|"]
    return "\n".join([*head, *map(_action, items)])


def _action(item: ActionItem) -> str:
    due = item.fields.get("due", "–")
    cells = [item.id or "–", action_state(item), item.owner or "nobody", due, _priority(item), item.text]
    return "| " + " | ".join(map(escape, cells)) + " |"


def action_state(item: ActionItem) -> str:
    """Where it stands: open, done, verified or declined."""
    if "wontdo" in item.fields:
        return "declined"
    if not item.done:
        return "open"
    return "verified" if "verified" in item.fields else "done"


def _priority(item: ActionItem) -> str:
    """What is written of it: its priority, else what one follows from."""
    if item.fields.get("priority"):
        return item.fields["priority"]
    said = [f"{name} {item.fields[name]}" for name in ("impact", "likelihood") if item.fields.get(name)]
    return ", ".join(said) or "–"


def _similar(review: Review) -> Iterator[str]:
    for each in review.similar:
        reasons = escape("; ".join(each.alike.reasons))
        yield f"{each.alike.incident} {escape(each.title)} ({reasons}): {escape(ending_words(each))}"


def _runbooks(review: Review) -> Iterator[str]:
    for name, due in review.runbooks:
        yield f"{escape(name)}: " + (_review(name, review.incident.id) if due else "no decision is due")


def _review(runbook: str, incident: str) -> str:
    command = f"revenant runbook reviewed {runbook} --incident {incident}"
    return f"its review is due: {code(command)} with --updated, or with --no-change and why"
