"""Files from outside the workspace, as the command line names them."""

from __future__ import annotations

import typer

from revenant.cli.session import Session


def read_named(session: Session, file: str) -> tuple[bytes, str]:
    """The content of a file named on the command line, and how people name it; -C counts as in git."""
    from revenant.store.foreign import read_foreign, read_stream

    if file == "-":
        return read_stream(typer.get_binary_stream("stdin"), "stdin"), "stdin"
    return read_foreign(session.directory / file), file


def deliver(session: Session, output: str, document: str) -> None:
    """A document to stdout, or to the file named on the command line."""
    if output == "-":
        session.out.text(document) if document else None
        return
    from revenant.store.foreign import write_result

    write_result(session.directory / output, document)
    session.out.say(f"written to {output}")
