"""What every import of incidents shares: files read, rows converted, one commit, and what is said of it."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Annotated, Any, NamedTuple

import typer

from revenant.cli.foreign import read_named
from revenant.cli.import_.screen import data_of, screen_of
from revenant.cli.session import Session
from revenant.core.severity import Severity
from revenant.core.text import how_many
from revenant.errors import NothingReadableError

if TYPE_CHECKING:
    from revenant.core.settings import Settings
    from revenant.importers.batch import Batch, Given
    from revenant.importers.decoding import Raw, Skipped

JsonFiles = Annotated[
    list[str], typer.Argument(metavar="FILE…", help="JSON or JSON Lines, plain or gzip; - for stdin.")
]


class How(NamedTuple):
    """How the run is told and recorded."""

    as_json: bool
    commit: bool
    dry_run: bool


def bring_in(session: Session, name: str, given: Given, how: How) -> None:
    """Import what was given with the importer called `name`, and report it.

    Raises:
        InvalidFileError: a file cannot be used, so nothing is imported.
        NothingReadableError: no row of them could be read.
    """
    batch = _gather(session, name, given)
    if not how.dry_run and batch.imported:
        _record(session, batch, name, commit=how.commit)
    if how.as_json:
        session.out.json(data_of(batch))
    else:
        session.out.blocks(screen_of(batch, session.workspace.catalogue.names, dry_run=how.dry_run))
    if batch.imported and not how.dry_run:
        session.out.say("next: revenant report")
    if batch.skipped and not batch.imported and all(row.is_unreadable for row in batch.skipped):
        raise NothingReadableError(len(batch.skipped))


def named(session: Session, names: list[str]) -> Given:
    """The files named on the command line."""
    from revenant.importers.batch import File, Given

    return Given([File(*read_named(session, name)) for name in names], load_yaml)


def load_yaml(text: str) -> Any:
    """YAML as plain data; ValueError says where and why not."""
    from revenant.store import yaml_io

    try:
        return yaml_io.load(text)
    except yaml_io.YamlError as error:
        line, _, message = error.complaint
        raise ValueError(f"line {line}: {message}") from None


def _gather(session: Session, name: str, given: Given) -> Batch:
    from revenant.importers import IMPORTERS
    from revenant.importers.batch import Context, gather

    importer = IMPORTERS[name]
    settings = session.settings
    gated = frozenset(severity for severity in Severity if settings.targets(severity).postmortem)
    context = Context(session.user, session.now, settings.imports, gated, _people(settings))
    known, taken = session.incidents.sources(), session.incidents.paths()
    still_open = {it.id for it in session.incidents.open_ones()[0]} if known else set()
    return gather(_watched(importer.rows(given)), importer.convert, context, known, taken, still_open)


def _people(settings: Settings) -> dict[str, str]:
    """Addresses by name, address and alias."""
    return {
        said.casefold(): person.email
        for person in settings.people
        for said in (person.name, person.email, *person.aliases)
        if said
    }


def _record(session: Session, batch: Batch, name: str, *, commit: bool) -> None:
    writer = session.writer(commit=commit)
    message = f"Import of {how_many(len(batch.imported), 'incident')} from {name}"
    if not sys.stderr.isatty():
        session.incidents.create_many(writer, batch.logs, message, lambda: None)
        return
    with typer.progressbar(length=len(batch.imported), label="importing", file=sys.stderr) as bar:
        session.incidents.create_many(writer, batch.logs, message, lambda: bar.update(1))


def _watched(rows: Iterable[Raw | Skipped]) -> Iterable[Raw | Skipped]:
    """The rows; a terminal shows how many have come by."""
    return _shown(list(rows)) if sys.stderr.isatty() else rows


def _shown(rows: list[Raw | Skipped]) -> Iterator[Raw | Skipped]:
    with typer.progressbar(rows, label="reading", file=sys.stderr) as bar:
        yield from bar
