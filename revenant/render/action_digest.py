"""The weekly reminder, owner by owner, as Markdown: what is overdue, what is due next, what waits for proof."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, timedelta

from revenant.core.markdown import escape
from revenant.core.text import how_many
from revenant.postmortems.actions import State
from revenant.postmortems.actions.tracking import Tracked, grouped_by

NOBODY = "Without an owner"
_MOST = 10  # of one kind and owner: who has more needs a list, not a reminder
_PATIENCE = timedelta(days=14)


def digest(found: Sequence[Tracked], today: date, days: int) -> str:
    """A page of open items due within `days`, of those that are late, and of fixes that did not hold or wait for proof.

    `found` are all of them, in order. An owner without any of these is not named.
    """
    pressing = [one for one in found if _heading(one, today, days)]
    open_ones = [one for one in found if one.state.is_open]
    late = sum(one.state is State.OVERDUE for one in open_ones)
    lines = [
        f"# Action items, {today.isoformat()}",
        "",
        f"{how_many(len(open_ones), 'item')} open, {late} of them overdue. Listed is what is due by "
        f"{(today + timedelta(days=days)).isoformat()}, has no day, or waits for proof that it held.",
        "",
    ]
    for owner, items in grouped_by(pressing, lambda one: one.item.owner, NOBODY).items():
        lines += [f"## {escape(owner)}", "", *_parts(items, today, days)]
    if not pressing:
        lines += ["Nothing is due.", ""]
    return "\n".join(lines)


def digest_data(found: Sequence[Tracked], today: date, days: int) -> list[tuple[str, Tracked]]:
    """The items that are called to mind, each with the reason in one word."""
    return [(because, one) for one in found if (because := _heading(one, today, days))]


def _parts(items: Sequence[Tracked], today: date, days: int) -> list[str]:
    lines = []
    for heading, name in _HEADINGS:
        these = [one for one in items if _heading(one, today, days) == heading]
        if these:
            more = [f"- and {len(these) - _MOST} more"] if len(these) > _MOST else []
            lines += [f"**{name}**", "", *(_line(one) for one in these[:_MOST]), *more, ""]
    return lines


_HEADINGS = (
    ("failed", "Did not hold"),
    ("overdue", "Overdue"),
    ("soon", "Due soon"),
    ("undated", "Without a due date"),
    ("unproved", "Done: did it hold? `revenant action verify`"),
)


def _heading(one: Tracked, today: date, days: int) -> str:
    """Under which heading an item is called to mind; empty where it is not."""
    return next((name for name, is_it in _TESTS.items() if is_it(one, today, days)), "")


_TESTS: dict[str, Callable[[Tracked, date, int], bool]] = {
    "failed": lambda one, today, days: one.state is State.FAILED,
    "overdue": lambda one, today, days: one.state is State.OVERDUE,
    "soon": lambda one, today, days: one.state is State.OPEN and _is_soon(one.item.due, today, days),
    "undated": lambda one, today, days: one.state is State.OPEN and one.item.due is None,
    "unproved": lambda one, today, days: one.state is State.DONE and _is_old(one.item.day("done"), today),
}


def _is_soon(due: date | None, today: date, days: int) -> bool:
    return due is not None and due <= today + timedelta(days=days)


def _is_old(done: date | None, today: date) -> bool:
    return done is None or today - done >= _PATIENCE


def _line(one: Tracked) -> str:
    item = one.item
    about = [f"due {item.fields['due']}" if item.due else "", one.priority, item.fields.get("issue", "")]
    back = f"; {one.recurrences[0].words}" if one.recurrences else ""
    shown = "".join(f", {escape(word)}" for word in about if word)
    return f"- {escape(item.text)} ({escape(one.name)}{shown}{escape(back)})"
