"""Where the `revenant` script starts: the version without loading anything, else the commands."""

from __future__ import annotations

import sys


def main() -> None:
    """Run the command line and leave the process with its exit code."""
    if sys.argv[1:] == ["--version"]:
        from revenant import __version__

        print(f"revenant {__version__}")
        return
    from revenant.cli.app import app

    app(prog_name="revenant")
