"""The top level: global options, the lazy table of commands, and the one place that maps errors to exits."""

from __future__ import annotations

import sys
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Annotated, Any, NamedTuple

import typer
import typer.main
from typer.core import TyperGroup

from revenant.cli.session import Session
from revenant.cli.table import COMMANDS, Entry
from revenant.core.text import lines, one_line
from revenant.errors import ExitCode, RevenantError


class Completion(NamedTuple):
    """One word the shell may offer, as Typer's shells want it."""

    value: str
    type: str
    help: str


class RevenantGroup(TyperGroup):
    """Loads a command's module when it runs, and turns expected errors into exit codes."""

    def list_commands(self, ctx: Any) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: Any, name: str) -> Any:
        entry = COMMANDS.get(name)
        return None if entry is None else load_command(name, entry)

    def shell_complete(self, ctx: Any, incomplete: str) -> Any:
        """Names of commands come from the table; completing one imports none."""
        if incomplete.startswith("-"):
            return super().shell_complete(ctx, incomplete)
        return [
            Completion(name, "plain", entry.summary) for name, entry in COMMANDS.items() if name.startswith(incomplete)
        ]

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        if args and args[0] not in COMMANDS and not args[0].startswith("-"):
            from difflib import get_close_matches

            near = get_close_matches(args[0], COMMANDS, n=2)
            hint = f" Did you mean {' or '.join(near)}?" if near else " See revenant --help."
            ctx.fail(f"No such command {one_line(args[0])!r}.{hint}")
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: Any, formatter: Any) -> None:
        """The overview by panels, from the table: no command is imported for it."""
        for panel in dict.fromkeys(entry.panel for entry in COMMANDS.values()):
            rows = [(name, entry.summary) for name, entry in COMMANDS.items() if entry.panel == panel]
            with formatter.section(panel):
                formatter.write_dl(rows)

    def parse_args(self, ctx: Any, args: list[str]) -> Any:
        try:
            return super().parse_args(ctx, args)
        except Exception as error:
            _make_harmless(error)
            raise

    def invoke(self, ctx: Any) -> Any:
        try:
            return super().invoke(ctx)
        except RevenantError as error:
            explain(error)
            raise typer.Exit(error.exit_code) from None
        except BrokenPipeError:
            _close_quietly()
            raise typer.Exit(ExitCode.OK) from None
        except (typer.Exit, typer.Abort, KeyboardInterrupt):
            raise
        except Exception as error:
            _make_harmless(error)
            if _is_usage(error) or (isinstance(ctx.obj, Session) and ctx.obj.debug):
                raise
            from revenant.cli.bugs import report_bug

            report_bug(error)
            raise typer.Exit(ExitCode.BUG) from None


def load_command(name: str, entry: Entry) -> Any:
    """Import a command's module and build what Typer runs."""
    module = import_module(f"revenant.cli.commands.{entry.module}")
    if hasattr(module, "app"):
        group = typer.main.get_command(module.app)
        group.name = name
        return group
    single = typer.Typer(add_completion=False, rich_markup_mode=None)
    function: Callable[..., None] = module.command
    single.command(name)(function)
    return typer.main.get_command(single)


def explain(error: RevenantError) -> None:
    """Say on stderr what is wrong and what to do."""
    label = "error: "
    for number, line in enumerate(lines(error.message)):
        typer.echo(f"{label if not number else ' ' * len(label)}{line}", err=True)
    for number, line in enumerate(lines(error.hint) if error.hint else []):
        typer.echo(f"{'hint:  ' if not number else '       '}{line}", err=True)


def _is_usage(error: Exception) -> bool:
    """Whether Typer itself reports this (usage errors, exit 2)."""
    return hasattr(error, "exit_code") and hasattr(error, "show")


def _make_harmless(error: Exception) -> None:
    """Typer repeats what was typed in its usage errors."""
    if _is_usage(error) and isinstance(message := getattr(error, "message", None), str):
        error.__dict__["message"] = "\n".join(lines(message))


def _close_quietly() -> None:
    """The reader of our pipe has gone: keep Python from complaining about it at exit."""
    import os

    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


app = typer.Typer(
    cls=RevenantGroup,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    no_args_is_help=True,
    context_settings={"help_option_names": ["-h", "--help"]},
)


@app.callback()
def top(
    ctx: typer.Context,
    directory: Annotated[Path, typer.Option("-C", metavar="DIR", help="Work in DIR, as git's -C does.")] = Path(),
    no_color: Annotated[bool, typer.Option("--no-color", help="Never use colour (NO_COLOR does the same).")] = False,
    debug: Annotated[bool, typer.Option("--debug", help="On a bug, print the traceback.")] = False,
    version: Annotated[bool, typer.Option("--version", help="Print the version and exit.")] = False,
) -> None:
    """Run incidents from plain files in a git repository: no server, works offline."""
    if version:
        from revenant import __version__

        typer.echo(f"revenant {__version__}")
        raise typer.Exit
    ctx.obj = Session(directory, no_color=no_color, debug=debug)
