"""`revenant oncall handoff`: the page that whoever is on call next needs, written and recorded."""

from __future__ import annotations

from typing import Annotated

import typer

from revenant.cli.completion import complete_schedule
from revenant.cli.oncall.handing import Handoff, handoff_store, prepare, refuse_repeated
from revenant.cli.options import AsJson, Commit, DryRun
from revenant.cli.session import Session

Name = Annotated[
    str | None,
    typer.Argument(
        metavar="[SCHEDULE]",
        help="The one you are on call in, or were just now, if left out.",
        autocompletion=complete_schedule,
        show_default=False,
    ),
]


def command(
    ctx: typer.Context,
    schedule: Name = None,
    to: Annotated[str, typer.Option("--to", metavar="PERSON", help="Who takes over; who is on call next.")] = "",
    note: Annotated[str, typer.Option("--note", metavar="TEXT", help="What you would say in person.")] = "",
    since: Annotated[str | None, typer.Option("--since", metavar="TIME", help="Tell of what was since then.")] = None,
    output: Annotated[
        str, typer.Option("--output", "-o", metavar="FILE", help="Only write the page there; - is stdout.")
    ] = "",
    again: Annotated[bool, typer.Option("--again", help="Even if it was handed off within the hour.")] = False,
    listed: Annotated[bool, typer.Option("--list", help="Show all handoffs, and who accepted them.")] = False,
    as_json: AsJson = False,
    commit: Commit = True,
    dry_run: DryRun = False,
) -> None:
    """Hand over: write the page that whoever is on call next needs, and record it on the open incidents.

    Example: revenant oncall handoff --note "The search index is still being rebuilt"
    """
    session: Session = ctx.obj
    if listed:
        return _list(session, schedule, as_json)
    found = prepare(session, schedule, to, note, since)
    if output:
        return _deliver(session, found, output)
    if not again:
        refuse_repeated(session, found.matter)
    return _record(session, found, as_json, commit=commit, dry_run=dry_run)


def _record(session: Session, found: Handoff, as_json: bool, *, commit: bool, dry_run: bool) -> None:
    from revenant.oncall.handing.telling import page_text
    from revenant.render.handoffs import handoff_data

    store = handoff_store(session)
    day = found.facts.at.astimezone(found.facts.zone).date().isoformat()
    name = store.free_name(found.matter, day)
    writer = session.writer(commit=commit, dry_run=dry_run)
    text = page_text(found.facts, found.matter)
    store.hand_off(name, text, found.matter, writer, found.facts.note.strip())
    if as_json:
        session.out.json(handoff_data(name, found.matter) | {"text": text})
    elif dry_run:
        session.out.say(f"would write {name}")
        session.out.text(text)
    else:
        _said(session, found, name)


def _said(session: Session, found: Handoff, name: str) -> None:
    from revenant.core.text import how_many, one_line

    matter = found.matter
    number = how_many(len(matter.incidents), "open incident")
    people = f"{', '.join(matter.from_)} → {', '.join(matter.to)}"
    session.out.text(one_line(f"{matter.schedule}  {people}  {number}") + f"\n{name}")
    session.out.say(f"next: add to its Notes; then {', '.join(matter.to)}: revenant oncall accept {matter.schedule}")


def _deliver(session: Session, found: Handoff, output: str) -> None:
    """The page alone, for a chat or a mail; nothing is recorded."""
    from revenant.cli.foreign import deliver
    from revenant.oncall.handing.telling import page_text

    deliver(session, output, page_text(found.facts, found.matter), "markdown", f"written to {output}; not recorded")


def _list(session: Session, schedule: str | None, as_json: bool) -> None:
    from revenant.render.handoffs import handoff_data, handoff_table
    from revenant.store.handoffs import handoff_pages

    pages = [page for page in handoff_pages(session.workspace) if schedule in (None, page.matter.schedule)]
    if as_json:
        session.out.json([handoff_data(page.path, page.matter) for page in pages])
    else:
        session.out.blocks([handoff_table(pages)])
