"""`revenant sync`: bring this clone and the others together."""

from __future__ import annotations

from functools import partial
from typing import Annotated

import typer

from revenant.cli.options import AsJson, DryRun
from revenant.cli.session import Session
from revenant.core.times import parse_duration

Base = Annotated[str | None, typer.Option("--base", metavar="BRANCH", help="Merge this branch of the remote too.")]
NoBase = Annotated[bool, typer.Option("--no-base", help="Merge nothing but the branch's own counterpart.")]
Watch = Annotated[bool, typer.Option("--watch", help="Go on, and print what others do, line by line.")]
Every = Annotated[str, typer.Option("--every", metavar="TIME", help="How often --watch syncs.")]
Timeout = Annotated[str, typer.Option("--timeout", metavar="TIME", help="How long to wait for the remote.")]


def command(
    ctx: typer.Context,
    base: Base = None,
    no_base: NoBase = False,
    watch: Watch = False,
    every: Every = "30s",
    timeout: Timeout = "60s",
    as_json: AsJson = False,
    dry_run: DryRun = False,
) -> None:
    """Commit what is loose, fetch, merge, push; again while others push. Works offline: nothing is lost.

    On a branch under review the branch it goes to is merged as well. A conflict outside event logs is
    left to you: it is named, and your files stay as they were.
    """
    if watch and (as_json or dry_run):
        raise typer.BadParameter("--watch prints lines; use it without --json and --dry-run")
    from revenant.cli import syncing
    from revenant.store.sync import How, synchronise

    session: Session = ctx.obj
    how = How("" if no_base else base, _seconds(timeout), dry_run=dry_run)
    run = partial(synchronise, session.workspace, how, syncing.wait)
    if watch:
        with syncing.ending_on_sigterm():
            syncing.watch(session, run, _seconds(every))
        return
    done = run()
    if as_json:
        session.out.json(syncing.sync_data(session, done, dry_run=dry_run))
    else:
        syncing.report_sync(session, done, dry_run=dry_run)
    if done.trouble:
        raise done.trouble


def _seconds(text: str) -> float:
    return max(parse_duration(text).total_seconds(), 1.0)
