"""What `escalate` does: all that is due, told and recorded at once; or one incident, by policy or to whom is named."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, NamedTuple

from revenant.cli.session import Session
from revenant.errors import FutureTimeError
from revenant.incidents.events import IncidentEscalated, Stamp
from revenant.incidents.snapshot import IncidentSnapshot, fold
from revenant.oncall.escalating.answering import policies_of, without_policy
from revenant.oncall.escalating.due import due
from revenant.oncall.escalating.errors import PagerGoneError
from revenant.oncall.escalating.notice import Notice, all_events

if TYPE_CHECKING:
    from revenant.cli.writing import How
    from revenant.oncall.escalating.roster import Roster
    from revenant.store.escalating import Escalated
    from revenant.store.ledger import Writer


class Asking(NamedTuple):
    """Who is asked, at what time; `past` is whether what happened after it is left out."""

    session: Session
    roster: Roster
    now: datetime
    past: bool

    def due(self, it: IncidentSnapshot) -> list[Notice]:
        """What is due of an incident; what cannot be followed is said, once."""
        if self.past:
            it = fold(it.id, [event for event in (*it.events, *it.taken_back) if event.at <= self.now])
        found = due(it, self.roster, self.session.settings, self.now)
        for remark in found.remarks:
            self.session.out.warn(f"{it.id}: {remark}")
        return found.notices


def escalate_due(session: Session, how: How) -> bool:
    """Tell everything that is due of open incidents, then record it. Returns whether anything was.

    Raises:
        FutureTimeError, InvalidFileError, PagerGoneError.
    """
    now = _time(session, how)
    candidates = _candidates(session, now, past=how.dry_run and now < session.now)
    if not candidates:
        return False
    from revenant.store.roster import roster_of

    asking = Asking(session, roster_of(session.workspace), now, how.dry_run and now < session.now)
    concerned = [it.id for it in candidates if policies_of(it, asking.roster)]
    if how.dry_run or session.out.is_terminal:
        _say_left(session, candidates, asking.roster)
    return _Teller(asking, how).run(concerned)


class _Teller:
    """One run: decided without the lock first, since mostly nothing is due; then again under it."""

    def __init__(self, asking: Asking, how: How) -> None:
        from revenant.store.escalating import Escalator

        self._asking, self._how, self._session = asking, how, asking.session
        self._store = Escalator(self._session.workspace, warn=self._session.out.warn)
        self._said: list[tuple[IncidentSnapshot, Notice]] = []

    def run(self, ids: Sequence[str]) -> bool:
        """Whether anything was due, told or not."""
        look = self._writer(dry_run=True)
        tell = self._tell if self._how.dry_run else _nothing
        found = [each.before.id for each in self._store.escalate(ids, look, self._decide, tell)]
        if found and not self._how.dry_run:
            self._store.escalate(found, self._writer(dry_run=False), self._decide, self._tell)
        return bool(found) or self._session.out.has_warned

    def _writer(self, *, dry_run: bool) -> Writer:
        from revenant.store.ledger import Writer

        session, how = self._session, self._how
        by = session.user_if_known if dry_run else session.user
        return Writer(by, session.now, None if how.at is None else self._asking.now, how.commit, dry_run)

    def _decide(self, it: IncidentSnapshot) -> Callable[[Stamp], list[IncidentEscalated]] | None:
        notices = self._asking.due(it)
        self._said = [each for each in self._said if each[0].id != it.id] + [(it, notice) for notice in notices]
        return (lambda stamp: all_events(notices, stamp)) if notices else None

    def _tell(self, found: Sequence[Escalated]) -> None:
        from revenant.render.escalating import acknowledging, json_lines, notice_data, notice_lines

        settings, said = self._session.settings, [each for each in self._said if each[0].id in _ids(found)]
        if self._how.as_json:
            name = {person.email: person.name for person in settings.people}
            data = [notice_data(it, each, acknowledging(it), lambda who: name.get(who, "")) for it, each in said]
            text = json_lines(line for lines in data for line in lines)
        else:
            lines = [line for it, each in said for line in notice_lines(it, each, acknowledging(it))]
            text = "".join(f"{line}\n" for line in lines)
        try:
            self._session.out.bytes(text.encode())
        except BrokenPipeError:
            raise PagerGoneError from None


def _ids(found: Sequence[Escalated]) -> frozenset[str]:
    return frozenset(each.before.id for each in found)


def _nothing(found: Sequence[Escalated]) -> None:
    """Nothing is told while it is only looked whether anything is due."""


def _time(session: Session, how: How) -> datetime:
    """The time asked about; one that is to come may be asked about, and not be recorded."""
    from revenant.core.times import format_time, parse_time

    now = parse_time(how.at, session.now) if how.at else session.now
    if now > session.now and not how.dry_run:
        raise FutureTimeError(format_time(now), format_time(session.now))
    return now


def _candidates(session: Session, now: datetime, *, past: bool) -> list[IncidentSnapshot]:
    """Incidents that are open; for the past also those that were."""
    if not past:
        return session.incidents.open_ones()[0]
    return [
        it for it in session.incidents.all() if it.is_open or (it.status_since is not None and it.status_since > now)
    ]


def _say_left(session: Session, incidents: Sequence[IncidentSnapshot], roster: Roster) -> None:
    for it in incidents:
        why = without_policy(it, roster)
        if why:
            session.out.say(f"{it.id}: {why}")
