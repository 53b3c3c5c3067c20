"""Where a command's result goes: data to stdout, messages to stderr, colour only for a terminal."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

import typer

from revenant.core.text import one_line

if TYPE_CHECKING:
    from revenant.core.tables import Block


class Output:
    """Prints what commands return. Rich is loaded only when a terminal shows a whole screen."""

    def __init__(self, *, no_color: bool = False) -> None:
        self._plain = no_color or bool(os.environ.get("NO_COLOR")) or os.environ.get("TERM") == "dumb"

    @property
    def is_terminal(self) -> bool:
        return sys.stdout.isatty()

    def blocks(self, blocks: Iterable[Block]) -> None:
        """Show a screen: laid out for a terminal, plain aligned lines for a pipe."""
        if self.is_terminal:
            from revenant.render.console import show

            show(blocks, color=not self._plain)
        else:
            from revenant.render.plain import render_plain

            typer.echo(render_plain(blocks), nl=False)

    def json(self, value: Any) -> None:
        """Print a value as JSON."""
        from revenant.render.json import render_json

        typer.echo(render_json(value))

    def text(self, text: str) -> None:
        """Print text that is already fit for a terminal or a file."""
        typer.echo(text, nl=not text.endswith("\n"))

    def say(self, message: str) -> None:
        """A message to the person: stderr, one line."""
        typer.echo(one_line(message), err=True)

    def warn(self, message: str) -> None:
        self.say(f"warning: {message}")
