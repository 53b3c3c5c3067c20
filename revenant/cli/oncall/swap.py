"""`revenant oncall swap`: one person's turn against another's."""

from __future__ import annotations

from typing import Annotated

import typer

from revenant.cli.completion import complete_person, complete_schedule
from revenant.cli.oncall.looking import chosen
from revenant.cli.oncall.naming import instant_of, person_named
from revenant.cli.options import AsJson, Commit, DryRun, Reason
from revenant.cli.session import Session


def command(
    ctx: typer.Context,
    schedule: Annotated[str, typer.Argument(metavar="SCHEDULE", help="Which one.", autocompletion=complete_schedule)],
    one: Annotated[str, typer.Argument(metavar="PERSON", help="Whose turn.", autocompletion=complete_person)],
    other: Annotated[str, typer.Argument(metavar="PERSON", help="Against whose.", autocompletion=complete_person)],
    at: Annotated[
        str, typer.Option("--at", metavar="TIME", help="The first one's turn at that time; their next if left out.")
    ] = "",
    with_: Annotated[
        str, typer.Option("--with", metavar="TIME", help="The second one's turn at that time; their next if left out.")
    ] = "",
    reason: Reason = "",
    as_json: AsJson = False,
    commit: Commit = True,
    dry_run: DryRun = False,
) -> None:
    """Swap two turns: two overrides in one commit. Of a turn that has begun, the rest is swapped.

    Example: revenant oncall swap platform-primary ana lea --at 2026-12-24
    """
    from revenant.oncall.changing.errors import UnclearOverrideError
    from revenant.oncall.changing.overriding import entry_of
    from revenant.oncall.changing.swapping import swap
    from revenant.render.oncall_changes import swap_data, swap_lines
    from revenant.store.overrides import OverrideStore

    session: Session = ctx.obj
    found = chosen(session, [schedule])[0]
    people = [person_named(session, found, name) for name in (one, other)]
    if people[0] == people[1]:
        raise UnclearOverrideError("a swap is between two people")
    first, second = (instant_of(session, found, text) if text else None for text in (at, with_))
    swapped = swap(found, people[0], people[1], session.now, first, second)
    made = OverrideStore(session.workspace, session.out.warn).record(
        session.writer(commit=commit, dry_run=dry_run),
        lambda stamp: [entry_of(each, stamp, reason) for each in swapped.planned],
        f"On call {found.name}: {people[0]} and {people[1]} swap turns",
    )
    if as_json:
        session.out.json(swap_data(swapped, made, dry_run=dry_run))
        return
    session.out.text("".join(f"{'would record: ' if dry_run else ''}{line}\n" for line in swap_lines(swapped, found)))
    if not dry_run:
        ids = " and ".join(entry.id for entry in made)
        session.out.say(f"next: revenant oncall override --cancel ID takes one back: {ids}")
