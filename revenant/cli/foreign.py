"""Files outside of the record, as the command line names them: read, and written by `-o FILE`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer

from revenant.cli.session import Session

if TYPE_CHECKING:
    from revenant.importers.batch import File


ENDINGS = {
    "text": (".txt",),
    "json": (".json",),
    "jsonl": (".jsonl", ".ndjson"),
    "csv": (".csv",),
    "markdown": (".md", ".markdown"),
    "openmetrics": (".prom", ".txt"),
    "html": (".html", ".htm"),
    "ical": (".ics",),
    "yaml": (".yaml", ".yml", ".rules"),
}


def read_named(session: Session, file: str) -> tuple[bytes, str]:
    """The content of a file named on the command line, and how people name it; -C counts as in git."""
    from revenant.store.foreign import read_foreign, read_stream

    if file == "-":
        return read_stream(typer.get_binary_stream("stdin"), "stdin"), "stdin"
    return read_foreign(session.directory / file), file


def read_tree(session: Session, place: str, suffixes: tuple[str, ...]) -> list[File]:
    """A file named on the command line, or every file of these suffixes below a folder that is.

    Raises:
        InvalidFileError: it cannot be read, or a folder holds none.
    """
    from revenant.importers.batch import File
    from revenant.store.foreign import read_folder

    folder = session.directory / place
    if place == "-" or not folder.is_dir():
        return [File(*read_named(session, place))]
    return [File(*found) for found in read_folder(folder, suffixes, place)]


def deliver(session: Session, output: str, document: str, form: str, said: str = "") -> None:
    """A document to stdout, or to the file named on the command line; `form` is a key of ENDINGS.

    Raises:
        ResultRefusedError: something else is there already.
        ResultFailedError: there is no such folder, or the disk refused.
    """
    if output == "-":
        session.out.text(document) if document else None
        return
    from revenant.store.results import check_place, write_result

    path = session.directory / output
    check_place(session.workspace, path, ENDINGS[form])
    write_result(path, document)
    session.out.say(f"{said or 'written'} to {output}")
