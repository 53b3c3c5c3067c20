"""`revenant change import`: changes that other systems know of."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from revenant.cli.options import AsJson, Commit, DryRun, choice
from revenant.cli.session import Session
from revenant.cli.writing import say_unknown
from revenant.errors import NothingReadableError
from revenant.signals.changes import KINDS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from revenant.signals.change_sources import Defaults, Found
    from revenant.signals.changes import Change

app = typer.Typer(rich_markup_mode=None, no_args_is_help=True, add_completion=False)
Environment = Annotated[
    str, typer.Option("--environment", "-e", metavar="NAME", help="Where, if the source does not say.")
]


@app.callback()
def group() -> None:
    """Bring in changes that other systems know of: `signals`, or the tags and merges of a `git` repository."""


@app.command()
def signals(
    ctx: typer.Context,
    files: Annotated[list[str], typer.Argument(metavar="FILE…", help="JSON Lines of signals; - for stdin.")],
    service: Annotated[
        str, typer.Option("--service", metavar="NAME", help="Of which, if the source does not say.")
    ] = "",
    environment: Environment = "",
    every: Annotated[bool, typer.Option("--every", help="Also signals that do not say they are events.")] = False,
    as_json: AsJson = False,
    commit: Commit = True,
    dry_run: DryRun = False,
) -> None:
    """Change events among normalised signals, as `revenant ingest` prints them; none is brought in twice.

    Example: revenant ingest github deployment.json | revenant change import signals -
    """
    from revenant.cli.foreign import read_named
    from revenant.store.signal_lines import read_events

    session: Session = ctx.obj
    defaults = _defaults(session, service, environment, KINDS[0], every=every)
    found = [each for file in files for each in read_events(*read_named(session, file), defaults)]
    _bring_in(session, found, "signals", as_json=as_json, commit=commit, dry_run=dry_run)


@app.command()
def git(
    ctx: typer.Context,
    repository: Annotated[str, typer.Argument(metavar="PATH", help="A repository on this machine.")],
    service: Annotated[str, typer.Option("--service", metavar="NAME", help="Whose code it holds.")],
    tags: Annotated[str, typer.Option("--tags", metavar="PATTERN", help="Which tags; '' for none.")] = "*",
    merges: Annotated[bool, typer.Option("--merges", help="Also the merges into its branch.")] = False,
    branch: Annotated[str, typer.Option("--branch", metavar="REV", help="Merges into which branch.")] = "HEAD",
    kind: Annotated[str, typer.Option("--kind", metavar="KIND", help=f"One of {', '.join(KINDS)}.")] = KINDS[0],
    environment: Environment = "",
    as_json: AsJson = False,
    commit: Commit = True,
    dry_run: DryRun = False,
) -> None:
    """Tags, and with --merges first-parent merges, of a code repository; none is brought in twice.

    Nothing of that repository is run, and nothing is fetched.

    Example: revenant change import git ../checkout --service checkout --tags 'v*' -e production
    """
    from revenant.signals.change_sources import from_landmark, matching
    from revenant.store.code import read_merges, read_tags

    session: Session = ctx.obj
    defaults = _defaults(session, service, environment, choice("kind", kind, [*KINDS]))
    folder = session.directory / repository
    landmarks = [*matching(read_tags(folder), tags), *(read_merges(folder, branch) if merges else ())]
    found = [from_landmark(landmark, defaults) for landmark in landmarks]
    _bring_in(session, found, f"the repository of {service}", as_json=as_json, commit=commit, dry_run=dry_run)


def _defaults(session: Session, service: str, environment: str, kind: str, *, every: bool = False) -> Defaults:
    from revenant.signals.change_sources import Defaults

    say_unknown(session, [service] if service else [], environment)
    return Defaults(session.user, session.now, service, environment, kind, every)


def _bring_in(
    session: Session, found: Iterable[Found], source: str, *, as_json: bool, commit: bool, dry_run: bool
) -> None:
    """Record what is new in one commit; say what was left out, and why.

    Raises:
        NothingReadableError: there was something, and none of it could be read.
    """
    from revenant.render.change_imports import import_data, import_screen
    from revenant.signals.change_sources import sift

    found = list(found)
    new, left = sift(found, session.changes.known())
    message = f"Import of {len(new)} change{'' if len(new) == 1 else 's'} from {source}"
    session.changes.record_many(session.writer(commit=commit, dry_run=dry_run), new, message)
    if as_json:
        session.out.json(import_data(new, left))
    else:
        session.out.blocks(import_screen(new, left, dry_run=dry_run))
    if found and _all_unreadable(new, left):
        raise NothingReadableError(len(found))


def _all_unreadable(new: list[Change], left: list[Found]) -> bool:
    return not new and all(each.is_unreadable for each in left)
