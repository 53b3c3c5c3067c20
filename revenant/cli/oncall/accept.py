"""`revenant oncall accept`: whoever takes over says so, in the page and on its open incidents."""

from __future__ import annotations

from typing import Annotated

import typer

from revenant.cli.oncall.handing import complete_handoff, handoff_store
from revenant.cli.options import AsJson, Commit, DryRun
from revenant.cli.session import Session

Name = Annotated[
    str | None,
    typer.Argument(
        metavar="[PAGE|SCHEDULE]",
        help="The handoff that waits for you, if left out.",
        autocompletion=complete_handoff,
        show_default=False,
    ),
]


def command(
    ctx: typer.Context,
    name: Name = None,
    take: Annotated[bool, typer.Option("--take", help="Also lead its open incidents: as commander.")] = False,
    as_json: AsJson = False,
    commit: Commit = True,
    dry_run: DryRun = False,
) -> None:
    """Accept a handoff: you have read the page, and are on call now.

    Example: revenant oncall accept shop-primary
    """
    from msgspec.structs import replace

    from revenant.core.text import one_line
    from revenant.oncall.handing.document import Acceptance
    from revenant.render.handoffs import handoff_data
    from revenant.store.handoffs import handoff_pages, page_named, page_waiting

    session: Session = ctx.obj
    pages = handoff_pages(session.workspace)
    page = page_named(pages, name) if name else page_waiting(pages, session.user)
    writer = session.writer(commit=commit, dry_run=dry_run)
    before = handoff_store(session).accept(page, writer, take=take)
    if as_json:
        matter = replace(before, accepted=Acceptance(writer.by, writer.now))
        session.out.json(handoff_data(page.path, matter))
        return
    prefix = "would record: " if dry_run else ""
    session.out.text(one_line(f"{prefix}{writer.by} accepted the handoff of {before.schedule}") + f"\n{page.path}")
    if writer.by not in before.to:
        session.out.warn(f"it was handed off to {', '.join(before.to)}; that you accepted it is in the record")
    session.out.say("next: revenant list")
