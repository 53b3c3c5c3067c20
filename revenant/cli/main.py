"""Where the `revenant` script starts: the version without loading anything, else the commands."""

from __future__ import annotations

import gc
import sys


def main() -> None:
    """Run the command line and leave the process with its exit code."""
    if sys.argv[1:] == ["--version"]:
        from revenant import __version__

        print(f"revenant {__version__}")
        return
    # A command lives for a tenth of a second and makes few cycles: collecting while it imports costs 4 ms.
    gc.set_threshold(200_000, 20, 20)
    from revenant.cli.app import app

    app(prog_name="revenant")
