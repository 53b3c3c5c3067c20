"""Where a command's result goes: data to stdout, messages to stderr, colour only for a terminal."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import typer

from revenant.core.text import ascii_json, lines, one_line
from revenant.errors import OutputFailedError

if TYPE_CHECKING:
    from revenant.core.tables import Block


class Output:
    """Prints what commands return. Rich is loaded only when a terminal shows a whole screen."""

    def __init__(self, *, no_color: bool = False) -> None:
        self._plain = no_color or bool(os.environ.get("NO_COLOR")) or os.environ.get("TERM") == "dumb"
        self._warned: set[str] = set()

    @property
    def is_terminal(self) -> bool:
        return sys.stdout is not None and not sys.stdout.closed and sys.stdout.isatty()

    def blocks(self, blocks: Iterable[Block]) -> None:
        """Show a screen: laid out for a terminal, plain aligned lines for a pipe."""
        if self.is_terminal:
            from revenant.render.console import show

            with _told_apart():
                show(blocks, color=not self._plain)
        else:
            from revenant.render.plain import render_plain

            self._print(render_plain(blocks), newline=False)

    def json(self, value: Any) -> None:
        """Print a value as JSON."""
        from revenant.render.json import render_json

        document = render_json(value)
        self._print(document if _speaks_utf8() else ascii_json(document))

    def json_array(self, values: Iterable[Any]) -> None:
        """Print values as one JSON array, each as soon as it is there."""
        from revenant.render.json import render_json

        lead = "["
        for value in values:
            self._print(f"{lead}\n{render_json(value)}", newline=False)
            lead = ","
        self._print("[]" if lead == "[" else "\n]")

    def text(self, text: str) -> None:
        """Print text that is already fit for a terminal or a file."""
        self._print(text, newline=not text.endswith("\n"))

    def bytes(self, content: bytes) -> None:
        """Write bytes as they are, at once: for streams of lines that another program reads."""
        with _told_apart():
            typer.get_binary_stream("stdout").write(content)
            typer.get_binary_stream("stdout").flush()

    def _print(self, text: str, *, newline: bool = True) -> None:
        with _told_apart():
            typer.echo(text, nl=newline)

    def say(self, message: str) -> None:
        """A message to the person: stderr, one line."""
        typer.echo(one_line(message), err=True)

    def say_lines(self, message: str) -> None:
        """A message of several lines, each of them harmless."""
        for line in lines(message):
            typer.echo(line, err=True)

    @property
    def has_warned(self) -> bool:
        """Whether anything was warned of."""
        return bool(self._warned)

    def warn(self, message: str) -> None:
        """A warning, once however often it comes up."""
        if message not in self._warned:
            self._warned.add(message)
            self.say(f"warning: {message}")


def _speaks_utf8() -> bool:
    return sys.stdout is not None and (sys.stdout.encoding or "").lower().replace("-", "") == "utf8"


@contextmanager
def _told_apart() -> Iterator[None]:
    """A full disk behind stdout is the reader's trouble, not a bug of ours; a closed pipe is no trouble at all."""
    if sys.stdout is None or sys.stdout.closed:
        raise OutputFailedError("standard output is closed")
    try:
        yield
        sys.stdout.flush()
    except BrokenPipeError:
        raise
    except OSError as error:
        raise OutputFailedError(error.strerror or str(error)) from None
