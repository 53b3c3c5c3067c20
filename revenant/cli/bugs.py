"""What happens on a bug: one line for the user, a log with the traceback for us."""

from __future__ import annotations

import os
import platform
import sys
import tempfile
import traceback
from pathlib import Path

import typer

from revenant import __version__
from revenant.core.text import one_line


def report_bug(error: Exception) -> None:
    """Write the traceback to a log and say where it is."""
    log = _write_log(error)
    typer.echo(f"bug: {type(error).__name__}: {one_line(str(error))}", err=True)
    typer.echo(f"hint:  this is a mistake in revenant {__version__}; please report it with {log}", err=True)


def _write_log(error: Exception) -> str:
    text = "".join(traceback.format_exception(error))
    head = f"revenant {__version__}, Python {platform.python_version()}, {platform.platform()}\n{sys.argv[1:]}\n\n"
    try:
        handle, name = tempfile.mkstemp(prefix="revenant-bug-", suffix=".log")
        with os.fdopen(handle, "w", encoding="utf-8", errors="replace") as log:
            log.write(head + text)
    except OSError:
        return "the output of --debug"
    return str(Path(name))
