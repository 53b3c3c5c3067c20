"""`revenant oncall override`: somebody else on call for a while, and taking that back."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Annotated

import typer

from revenant.cli.completion import complete_override, complete_person, complete_schedule
from revenant.cli.oncall.looking import chosen
from revenant.cli.oncall.naming import EVERYBODY_WORDS, instant_of, person_named
from revenant.cli.options import AsJson, Commit, DryRun, Reason
from revenant.cli.session import Session

if TYPE_CHECKING:
    from revenant.oncall.changing.overriding import Planned, Wish
    from revenant.oncall.schedule import Schedule

Anyway = Annotated[bool, typer.Option("--anyway", help="Take a name nobody here has, or a span of months.")]


def command(
    ctx: typer.Context,
    schedule: Annotated[
        str | None, typer.Argument(metavar="[SCHEDULE]", help="Which one.", autocompletion=complete_schedule)
    ] = None,
    person: Annotated[
        str | None,
        typer.Argument(metavar="[PERSON]", help="Who is to be on call.", autocompletion=complete_person),
    ] = None,
    since: Annotated[
        str, typer.Option("--from", metavar="TIME", help="By the schedule's clock; now if left out.")
    ] = "",
    until: Annotated[str, typer.Option("--to", metavar="TIME", help="By the schedule's clock.")] = "",
    length: Annotated[str, typer.Option("--for", metavar="DURATION", help="Instead of --to, such as 8h or 2d.")] = "",
    instead_of: Annotated[
        str,
        typer.Option(
            "--instead-of",
            metavar="PERSON|everybody",
            help="Where that person is on; else whoever is.",
            autocompletion=complete_person,
        ),
    ] = "",
    besides: Annotated[bool, typer.Option("--besides", help="On call with those who are on already.")] = False,
    remove: Annotated[
        str,
        typer.Option("--remove", metavar="PERSON", help="Off, and nobody instead.", autocompletion=complete_person),
    ] = "",
    cancel: Annotated[
        str,
        typer.Option("--cancel", metavar="ID", help="Take one back, from now on.", autocompletion=complete_override),
    ] = "",
    reason: Reason = "",
    anyway: Anyway = False,
    as_json: AsJson = False,
    commit: Commit = True,
    dry_run: DryRun = False,
) -> None:
    """Put somebody on call for a while, or take that back. One commit; the log only grows.

    Example: revenant oncall override shop-primary ana --from 2026-12-01T18:00 --for 15h --reason "Ben travels"
    """
    from revenant.oncall.changing.errors import UnclearOverrideError
    from revenant.oncall.changing.overriding import Wish

    session: Session = ctx.obj
    given = (schedule, person, since, until, length, instead_of, remove)
    if cancel:
        if any(given) or besides:
            raise UnclearOverrideError("--cancel takes the id of an override and nothing else")
        _take_back(session, cancel, reason, as_json=as_json, commit=commit, dry_run=dry_run)
        return
    if not schedule:
        raise UnclearOverrideError("no schedule is named")
    found = chosen(session, [schedule])[0]
    start, end = _span(session, found, since, until, length)
    names = (_named(session, found, name, anyway=anyway) for name in (person or "", instead_of, remove))
    on, off, without = names
    wish = Wish(start=start, end=end, person=on, instead_of=off, without=without, besides=besides, anyway=anyway)
    _put_on(session, found, wish, reason, as_json=as_json, commit=commit, dry_run=dry_run)


def _span(session: Session, schedule: Schedule, since: str, until: str, length: str) -> tuple[datetime, datetime]:
    from revenant.core.times import parse_duration
    from revenant.oncall.changing.errors import UnclearOverrideError

    start = instant_of(session, schedule, since) if since else session.now
    if bool(until) == bool(length):
        raise UnclearOverrideError("say when it ends, with one of --to and --for")
    return start, instant_of(session, schedule, until) if until else start + parse_duration(length)


def _named(session: Session, schedule: Schedule, name: str, *, anyway: bool) -> str:
    from revenant.oncall.overrides import EVERYBODY

    if name in EVERYBODY_WORDS:
        return EVERYBODY
    return person_named(session, schedule, name, anyway=anyway) if name else ""


def _put_on(
    session: Session, schedule: Schedule, wish: Wish, reason: str, *, as_json: bool, commit: bool, dry_run: bool
) -> None:
    from revenant.oncall.changing.overriding import entry_of, plan
    from revenant.render.oncall_changes import changed_blocks, override_data, override_line, what
    from revenant.store.overrides import OverrideStore

    planned = plan(schedule, wish)
    writer = session.writer(commit=commit, dry_run=dry_run)
    words = f"On call {schedule.name}: {what(planned.override)}"
    made = OverrideStore(session.workspace, session.out.warn).record(
        writer, lambda stamp: [entry_of(planned, stamp, reason)], words
    )
    entry = made[0]
    if as_json:
        session.out.json(override_data(entry, planned, dry_run=dry_run))
        return
    session.out.text(("would record: " if dry_run else "") + override_line(entry, schedule.zone))
    session.out.blocks(changed_blocks(planned))
    _tell(session, planned)
    if not dry_run:
        session.out.say(f"next: revenant oncall override --cancel {entry.id} takes it back")


def _tell(session: Session, planned: Planned) -> None:
    """What somebody may not have meant."""
    if planned.override.start < session.now:
        session.out.warn("it begins in the past, so it changes who was on call; the line says when it was recorded")
    if any(not each.people for each in planned.before) and planned.override.add:
        session.out.say("part of it is a time at which nobody would be on call otherwise")


def _take_back(session: Session, part: str, reason: str, *, as_json: bool, commit: bool, dry_run: bool) -> None:
    from revenant.oncall.changing.overriding import cancel, to_cancel
    from revenant.render.oncall_changes import cancelled_data, override_line
    from revenant.store.overrides import OverrideStore

    store = OverrideStore(session.workspace, session.out.warn)
    found = to_cancel(store.standing, part, session.now)
    writer = session.writer(commit=commit, dry_run=dry_run)
    made = store.record(
        writer, lambda stamp: [cancel(found, stamp, reason)], f"On call {found.schedule}: {found.id} back"
    )
    if as_json:
        session.out.json(cancelled_data(made[0], found, dry_run=dry_run))
        return
    zone = next((each.zone for each in chosen(session, []) if each.name == found.schedule), UTC)
    how = "from now on; what is past stays" if found.start < session.now else "it never takes effect"
    session.out.text(("would cancel: " if dry_run else "cancelled: ") + override_line(found, zone) + f"  {how}")
    if not dry_run:
        session.out.say(f"next: revenant oncall who {found.schedule}")
