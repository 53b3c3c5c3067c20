"""`revenant import csv`: any table of incidents, or of what happened to them, by a map of its columns."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from revenant.cli.foreign import read_named
from revenant.cli.import_.histories import How, bring_in, named
from revenant.cli.options import AsJson, Commit, DryRun
from revenant.cli.session import Session

if TYPE_CHECKING:
    from revenant.importers.batch import File
    from revenant.incidents.table_map import TableMap

Files = Annotated[list[str], typer.Argument(metavar="FILE…", help="Tables with a header, plain or gzip; - for stdin.")]
Map = Annotated[
    str,
    typer.Option(
        "--map", "-m", metavar="FILE", help="Which column is which; without it one for this table is printed."
    ),
]


def command(
    ctx: typer.Context,
    files: Files,
    map_file: Map = "",
    as_json: AsJson = False,
    commit: Commit = True,
    dry_run: DryRun = False,
) -> None:
    """A table of incidents, one row each or a row for each change, such as an export of ServiceNow.

    The map says which column is which, how times are written and what the words for status and
    severity mean here (docs/how-to/import.md). Without --map a map for this table's header is printed,
    to be corrected and used; nothing is imported then, and it is no error.

    Example: revenant import csv incidents.csv > map.yaml
    """
    session: Session = ctx.obj
    given = named(session, files)
    if not map_file:
        _print_map(session, given.files[0], asked=files[0] if as_json else "")
        return
    given = given._replace(table=_load_map(session, map_file), table_name=map_file)
    bring_in(session, "csv", given, How(as_json, commit, dry_run))


def _print_map(session: Session, file: File, *, asked: str) -> None:
    """A map to begin with; `asked` is the file of which --json was to tell what was imported.

    Raises:
        MapMissingError: a map is no such telling.
        InvalidFileError: the file is empty or binary.
    """
    from revenant.importers.errors import MapMissingError
    from revenant.importers.table_hint import suggest

    if asked:
        raise MapMissingError(asked)
    session.out.text(suggest(file))
    session.out.say("nothing was imported: this map fits the header")
    session.out.say("next: save it as map.yaml, correct it, and add --map map.yaml")


def _load_map(session: Session, name: str) -> TableMap:
    """The map.

    Raises:
        InvalidFileError: it is none; names line and column.
    """
    from revenant.errors import InvalidFileError
    from revenant.incidents.table_map import TableMap
    from revenant.store import yaml_io

    content, name = read_named(session, name)
    table, complaints = yaml_io.load_as(content, TableMap)
    if table is None:
        raise InvalidFileError(
            [f"{name}:{line}:{col}: {message}" for line, col, message in complaints],
            "correct the map; `revenant import csv FILE` without --map prints one that fits the file",
        )
    return table
