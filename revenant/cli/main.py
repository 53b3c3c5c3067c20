"""Where the `revenant` script starts: the version without loading anything, else the commands."""

from __future__ import annotations

import gc
import os
import sys
from io import TextIOWrapper

_ASKING = frozenset(["status", "list", "search", "report", "similar", "patterns"])


def main() -> None:
    """Run the command line and leave the process with its exit code."""
    if isinstance(sys.stdout, TextIOWrapper):
        sys.stdout.reconfigure(errors="backslashreplace")  # a terminal without the arrow stops no command
    if sys.argv[1:] == ["--version"]:
        from revenant import __version__

        print(f"revenant {__version__}")
        return
    if "_REVENANT_COMPLETE" in os.environ:
        from revenant.cli.quick import complete_id

        offered = complete_id()
        if offered is not None:
            print(offered)
            return
    folder = where_the_record_is_read(sys.argv[1:])
    if folder is not None:
        from revenant.store.headstart import begin

        begin(folder)
    # A command lives for a tenth of a second and makes few cycles: collecting while it imports costs 4 ms.
    gc.set_threshold(200_000, 20, 20)
    from revenant.cli.app import app

    try:
        app(prog_name="revenant")
    finally:
        gc.freeze()  # at exit Python would look through everything once more for cycles: 10 ms for nothing


def where_the_record_is_read(words: list[str]) -> str | None:
    """The folder a command that asks the index works in, or None for every other command."""
    folder, words = (words[1], words[2:]) if words[:1] == ["-C"] and len(words) > 1 else (".", words)
    if words[:1] == ["escalate"] and "--due" in words:
        return folder
    return folder if words and words[0] in _ASKING else None
