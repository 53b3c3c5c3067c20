"""What `sync` says: what others did, what went where; the same for other programs; and the loop of a war room."""

from __future__ import annotations

import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Event
from typing import Any

from revenant.cli.app import explain
from revenant.cli.session import Session
from revenant.core.text import how_many
from revenant.errors import RevenantError
from revenant.incidents.merging import Arrival, combined
from revenant.render.arrivals import contested_lines, event_lines, worry_lines
from revenant.store.sync import Synced
from revenant.store.sync_errors import UnreachableError

_SHOWN = 30


class Terminated(BaseException):
    """SIGTERM came."""


def report_sync(session: Session, done: Synced, *, dry_run: bool) -> None:
    """What others did and the sum of it on stdout; what needs somebody's attention on stderr."""
    arrivals = combined(done.arrivals)
    shown = list(event_lines(arrivals))
    for line in shown[:_SHOWN]:
        session.out.text(line)
    if len(shown) > _SHOWN:
        session.out.text(f"… and {len(shown) - _SHOWN} more events")
    if total := _sum(done, dry_run=dry_run):
        session.out.text(total)
    _attend(session, done, arrivals)


def _attend(session: Session, done: Synced, arrivals: list[Arrival]) -> None:
    for line in (*contested_lines(arrivals), *worry_lines(arrivals, done.repaired)):
        session.out.warn(line)
    if done.pulled_from_base:
        session.out.say(f"{done.base} is merged in too: hosted platforms do not merge logs by union (--no-base)")
    if done.follows_now and done.target:
        session.out.say(f"{done.branch} follows {done.target.words} from now on")


def _sum(done: Synced, *, dry_run: bool) -> str:
    """One line: where, and what was committed, pulled and pushed; empty when nothing was done for a trouble."""
    counts = {
        ("commit", "committed"): _some(len(done.committed), "log"),
        ("pull", "pulled"): _some(done.pulled + done.pulled_from_base, "commit"),
        ("push", "pushed"): _some(done.pushed, "commit"),
    }
    said = [f"would {verb} {what}" if dry_run else f"{past} {what}" for (verb, past), what in counts.items() if what]
    if done.target is None:
        said.append("no remote, so everything stays on this computer (`git remote add origin URL` names one)")
    elif not said and not done.trouble:
        said.append("nothing new on either side")
    where = f"{done.target.words}: " if done.target and said else ""
    return where + ", ".join(said)


def _some(number: int, noun: str) -> str:
    return how_many(number, noun) if number else ""


def sync_data(session: Session, done: Synced, *, dry_run: bool) -> dict[str, Any]:
    """The result as plain data."""
    arrivals = combined(done.arrivals)
    return {
        "branch": done.branch,
        "remote": done.target.words if done.target else None,
        "base": done.base or None,
        "dry_run": dry_run,
        "committed": [session.workspace.relative(path) for path in done.committed],
        "pulled": done.pulled + done.pulled_from_base,
        "pushed": done.pushed,
        "incidents": [each.incident.id for each in arrivals],
        "contested": [each.incident.id for each in arrivals if each.incident.contested],
        "lost_lines": {each.incident.id: each.gone for each in arrivals if each.gone},
        "restored_lines": {name: fixed.restored for name, fixed in done.repaired.items() if fixed.restored},
        "trouble": done.trouble.message if done.trouble else None,
    }


def watch(session: Session, sync: Callable[[], Synced], every: float) -> None:
    """Sync again and again and say what others do. A trouble is said once, and its end.

    Raises:
        RevenantError: it cannot even begin.
    """
    done, trouble = sync(), ""
    while done.target:
        trouble = _said_once(session, done.trouble, trouble)
        arrivals = combined(done.arrivals)
        for line in event_lines(arrivals):
            session.out.text(line)
        _attend(session, done, arrivals)
        if wait(every):
            return
        done = _again(sync, done)
    report_sync(session, done, dry_run=False)


def _again(sync: Callable[[], Synced], last: Synced) -> Synced:
    try:
        return sync()
    except RevenantError as error:
        return Synced(last.branch, last.target, trouble=error)


def _said_once(session: Session, error: RevenantError | None, before: str) -> str:
    """Say a trouble unless it was said before, or that it is over. Returns what was said."""
    if error is None:
        if before:
            session.out.say("in touch again; everything is synced")
        return ""
    now = type(error).__name__ if isinstance(error, UnreachableError) else error.message
    if now != before:
        explain(error)
        session.out.say("watching goes on")
    return now


def wait(seconds: float) -> bool:
    """Wait; whether it is time to end. Tests put another one here."""
    return Event().wait(seconds)


@contextmanager
def ending_on_sigterm() -> Iterator[None]:
    """Let SIGTERM end what runs in here as quietly as it would end by itself."""

    def end(*_: object) -> None:
        raise Terminated

    before = signal.signal(signal.SIGTERM, end)
    try:
        yield
    except Terminated:
        return
    finally:
        signal.signal(signal.SIGTERM, before)
