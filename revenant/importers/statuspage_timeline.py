"""The course of one Statuspage incident: its postings in order, turned into status changes and notes."""

from __future__ import annotations

from datetime import datetime
from itertools import pairwise
from typing import Any, NamedTuple, TypeVar

from revenant.importers.batch import Context
from revenant.importers.identity import event_ids
from revenant.incidents.events import Event, IncidentStatusChanged, KnownEvent, NoteAdded, Stamp
from revenant.incidents.lifecycle import Status, find_move

# Identified: the cause is known and a fix is under way. Monitoring: the fix is in, being watched.
STATUSES = {
    "investigating": Status.INVESTIGATING,
    "identified": Status.MITIGATING,
    "monitoring": Status.MITIGATED,
    "resolved": Status.RESOLVED,
}
_ONLY_NOTES = frozenset({"", "update", "postmortem"})
E = TypeVar("E", bound=Event)


class Post(NamedTuple):
    """One posting: when, the page's status word, and what was said."""

    at: datetime
    word: str
    text: str


class Timeline:
    """Collects the events of one incident, with growing ids, and what looked wrong."""

    def __init__(self, source: str, posts: list[Post], context: Context) -> None:
        self.events: list[KnownEvent] = []
        self.doubts: list[str] = []
        self.opened_at = posts[0].at
        self._posts = posts
        self._ids = event_ids(source)
        self._context = context
        self._status = Status.OPEN
        self._resolved_first: datetime | None = None

    @property
    def last_at(self) -> datetime:
        return max(post.at for post in self._posts)

    def add(self, at: datetime, kind: type[E], **fields: Any) -> None:
        """Record an event at its own time; `recorded` says that it was written down now."""
        stamp = Stamp(at, self._context.by, self._ids, self._context.now)
        event: Any = stamp.event(kind, **fields)
        self.events.append(event)

    def settle_order(self, resolved_at: datetime | None) -> None:
        """Put the postings in order of time. One that ends before it starts keeps its contradiction, openly."""
        if _in_order(self._posts):
            self._contradiction(resolved_at if not self._says("resolved") else None)
        elif _in_order(self._posts[::-1]):
            self._posts.reverse()
        else:
            self.doubts.append("its updates are not in order of time; they were sorted")
            self._contradiction(max((post.at for post in self._posts if post.word == "resolved"), default=resolved_at))
            self._posts.sort(key=lambda post: post.at)
        if self._resolved_first is None:
            self.opened_at = self._posts[0].at

    def _contradiction(self, resolved_at: datetime | None) -> None:
        if resolved_at is not None and resolved_at < self.opened_at:
            self._resolved_first = resolved_at
            self.doubts.append("it was resolved before it started; its length counts as invalid")

    def has_said(self, text: str) -> bool:
        """Whether a posting consists of these words, so that they stand in the record already."""
        return any(post.text == text for post in self._posts)

    def _says(self, word: str) -> bool:
        return any(post.word == word for post in self._posts)

    def tell(self, resolved_at: datetime | None, *, over: bool) -> None:
        """Record every posting, then the resolution if the page knows of one that no posting says."""
        if self._resolved_first is not None:
            self._move(self._resolved_first, Status.RESOLVED, "")
        before = ""
        for post in self._posts:
            if self._resolved_first is None:
                before = self._follow(post, before)
            if post.text:
                self.add(post.at, NoteAdded, text=post.text)
        if not self._status.is_over:
            self._finish(resolved_at, over)

    def _follow(self, post: Post, before: str) -> str:
        """Move to the status a posting names, if it names another one. Returns the last status word."""
        if post.word in _ONLY_NOTES:
            return before
        to = STATUSES.get(post.word)
        if to is None:
            self.doubts.append(f"status {post.word!r} is not known; its update is kept as a note")
            return before
        if to is not self._status:
            self._step(post.at, to, f"the page went back from {before} to {post.word}")
        return post.word

    def _step(self, at: datetime, to: Status, reason: str) -> None:
        """One move, or two where the lifecycle leads back through INVESTIGATING."""
        move = find_move(self._status, to)
        if move is None:
            self._move(at, Status.INVESTIGATING, reason)
            self._move(at, to, "")
        else:
            self._move(at, to, reason if move.needs_reason else "")

    def _move(self, at: datetime, to: Status, reason: str) -> None:
        self.add(at, IncidentStatusChanged, from_=self._status, to=to, reason=reason)
        self._status = to

    def _finish(self, resolved_at: datetime | None, over: bool) -> None:
        if not over:
            self.doubts.append("the page does not say that it was resolved; it is open here")
            return
        if resolved_at is None or resolved_at < self.last_at:
            self.doubts.append("no update says that it stayed resolved; the time of the last one was taken")
        else:
            self.doubts.append("no update says Resolved; the row's own time was taken")
        self._move(max(resolved_at or self.last_at, self.last_at), Status.RESOLVED, "")


def _in_order(posts: list[Post]) -> bool:
    return all(one.at <= other.at for one, other in pairwise(posts))
