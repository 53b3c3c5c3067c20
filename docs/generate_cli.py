"""Writes docs/cli.md from the commands themselves: every command's help, as the program prints it."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

os.environ["COLUMNS"] = "88"
os.environ["TERMINAL_WIDTH"] = "88"

from typer.testing import CliRunner

from revenant.cli.app import app, load_command
from revenant.cli.table import COMMANDS

HEAD = Path(__file__).with_name("cli-head.md")


def command_lines() -> Iterator[list[str]]:
    """Every command, and every command of a group or of a group in it."""
    yield []
    for name, entry in COMMANDS.items():
        yield from within([name], load_command(name, entry))


def within(words: list[str], command: Any) -> Iterator[list[str]]:
    """A command and those below it."""
    yield words
    for name, inner in getattr(command, "commands", {}).items():
        yield from within([*words, name], inner)


def section(words: list[str]) -> str:
    """One command: its heading and its help."""
    done = CliRunner().invoke(app, [*words, "--help"], prog_name="revenant")
    return f"## {' '.join(['revenant', *words])}\n\n```text\n{done.stdout.strip()}\n```\n"


def page() -> str:
    """The whole page."""
    return HEAD.read_text(encoding="utf-8") + "\n" + "\n".join(section(words) for words in command_lines())


if __name__ == "__main__":
    print(page(), end="")  # noqa: T201
