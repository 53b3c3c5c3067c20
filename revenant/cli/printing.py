"""Reports in the form that is asked for, to stdout or to the file of `-o`."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

import typer

from revenant.cli.foreign import deliver
from revenant.cli.session import Session

if TYPE_CHECKING:
    from revenant.core.tables import Block


class Format(StrEnum):
    """What a report can be printed as; SCREEN is a terminal's, or plain lines in a pipe or a file."""

    SCREEN = "text"
    JSON = "json"
    CSV = "csv"
    MARKDOWN = "markdown"
    OPENMETRICS = "openmetrics"

    @classmethod
    def choose(cls, **wanted: bool) -> Format:
        """The one that was asked for.

        Raises:
            typer.BadParameter: more than one was.
        """
        chosen = [cls(name) for name, is_wanted in wanted.items() if is_wanted]
        if len(chosen) > 1:
            raise typer.BadParameter(f"choose one of {', '.join(f'--{name}' for name in wanted)}")
        return chosen[0] if chosen else cls.SCREEN


class Printer(NamedTuple):
    """Prints the blocks of a report in a format; `output` is a file's name, or - for stdout."""

    session: Session
    format: Format
    output: str = "-"

    def show(self, blocks: list[Block], name: str) -> None:
        """Print the report of that name.

        Raises:
            ResultRefusedError, ResultFailedError, OutputFailedError.
        """
        if self.output == "-" and self.format is Format.SCREEN:
            self.session.out.blocks(blocks)
        elif self.output == "-" and self.format is Format.JSON:
            from revenant.render.json import blocks_data

            self.session.out.json(blocks_data(blocks))
        else:
            deliver(self.session, self.output, _document(self.format, blocks, name), self.format)


def _document(form: Format, blocks: list[Block], name: str) -> str:
    match form:
        case Format.SCREEN:
            from revenant.render.plain import render_plain

            return render_plain(blocks)
        case Format.JSON:
            from revenant.render.json import blocks_data, render_json

            return render_json(blocks_data(blocks)) + "\n"
        case Format.CSV:
            from revenant.render.csv import render_csv

            return render_csv(blocks)
        case Format.MARKDOWN:
            from revenant.render.markdown import render_markdown

            return render_markdown(blocks)
        case Format.OPENMETRICS:
            from revenant.render.openmetrics import render_openmetrics

            return render_openmetrics(name, blocks)
