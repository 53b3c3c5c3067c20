"""`revenant ingest`: what monitoring sends, as signals."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from revenant.cli.options import choice
from revenant.cli.session import Session
from revenant.errors import ExitCode, InvalidValueError


def _complete(incomplete: str) -> list[tuple[str, str]]:
    from revenant.signals.ingestion import NAMES
    from revenant.signals.sources import SOURCES

    return [(name, SOURCES[name].SUMMARY if name in SOURCES else "") for name in NAMES if name.startswith(incomplete)]


def _list(ctx: typer.Context, wanted: bool) -> None:
    """What there is to choose from."""
    if not wanted:
        return
    from revenant.core.tables import Column, Table
    from revenant.signals.sources import SOURCES

    session: Session = ctx.find_root().obj
    rows: list[list[Any]] = [[name, source.SUMMARY] for name, source in SOURCES.items()]
    session.out.blocks([Table("", [Column("source", "source"), Column("reads", "text", wide=True)], rows)])
    raise typer.Exit


def command(
    ctx: typer.Context,
    source: Annotated[str, typer.Argument(metavar="SOURCE", help="A source, or auto.", autocompletion=_complete)],
    files: Annotated[
        list[str], typer.Argument(metavar="[FILE]…", help="Plain or gzip; - is stdin.", show_default=False)
    ] = ["-"],
    service: Annotated[
        str | None, typer.Option("--service", metavar="NAME", help="The service of signals that name none.")
    ] = None,
    environment: Annotated[
        str | None, typer.Option("--environment", metavar="NAME", help="The environment of those that name none.")
    ] = None,
    mapping: Annotated[
        list[str], typer.Option("--map", metavar="FIELD=PATH", help="Where plain data has a field: service=labels.app.")
    ] = [],
    fail_on_doubt: Annotated[bool, typer.Option("--fail-on-doubt", help="Exit 1 if anything was doubtful.")] = False,
    listing: Annotated[
        bool, typer.Option("--list", help="List the sources and exit.", callback=_list, is_eager=True)
    ] = False,
) -> None:
    """Print what a monitoring system sends as signals, one JSON object a line; every doubt goes to stderr.

    auto tells the formats apart by shape, document by document. JSON Lines are read as they come, CSV by its
    header. `revenant ingest --list` shows the sources; `revenant ingest auto alerts.json | revenant correlate`
    groups what they say.
    """
    from revenant.cli.ingesting import Run, repositories
    from revenant.signals.ingestion import NAMES
    from revenant.signals.signal import UNKNOWN
    from revenant.signals.sources.found import Context

    session: Session = ctx.obj
    known = choice("source", source.replace("_", "-"), list(NAMES))
    context = Context(
        session.now, repositories(session), service or UNKNOWN, environment or UNKNOWN, dict(map(_pair, mapping))
    )
    run = Run(session)
    run.read_all(files, known, context)
    run.doubts.say_rest()
    session.out.say(run.tally())
    if run.doubts.lost and not run.kinds:
        raise typer.Exit(ExitCode.EXPECTED)
    if fail_on_doubt and run.doubts.total:
        raise typer.Exit(ExitCode.PROBLEMS)


def _pair(text: str) -> tuple[str, str]:
    """`FIELD=PATH` split.

    Raises:
        InvalidValueError: it is not of that form, or a signal has no such field.
    """
    from revenant.signals.sources.spellings import FIELDS

    field, _, path = text.partition("=")
    if field not in FIELDS or not path:
        raise InvalidValueError("mapping FIELD=PATH", text, [f"{name}=…" for name in FIELDS])
    return field, path
