"""Files from outside the workspace, as the command line names them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer

from revenant.cli.session import Session

if TYPE_CHECKING:
    from revenant.importers.batch import File


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


def deliver(session: Session, output: str, document: str) -> None:
    """A document to stdout, or to the file named on the command line."""
    if output == "-":
        session.out.text(document) if document else None
        return
    from revenant.store.foreign import write_result

    write_result(session.directory / output, document)
    session.out.say(f"written to {output}")
