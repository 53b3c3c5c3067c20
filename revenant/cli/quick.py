"""The tab key on an incident's id, answered before Typer is loaded: it alone would take longer than people wait.

Whatever else is completed (options, words, other shells) is left to Typer.
"""

from __future__ import annotations

import os
from pathlib import Path

from revenant.cli.table import WITH_INCIDENT

MOST = 50


def complete_id() -> str | None:
    """What the shell is to offer for `revenant COMMAND PART`, or None where that is not what is asked."""
    shell = os.environ.get("_REVENANT_COMPLETE", "")
    line = os.environ.get("COMP_WORDS" if shell == "complete_bash" else "_TYPER_COMPLETE_ARGS", "")
    words = line.split()
    part = "" if line[-1:].isspace() or len(words) < 3 else words[2]
    if len(words) - bool(part) != 2 or words[1] not in WITH_INCIDENT or not (part.replace("-", "") or "A").isalnum():
        return None
    if shell == "complete_bash":
        return "\n".join(_ids(part)) if os.environ.get("COMP_CWORD") == "2" else None
    if shell == "complete_zsh":
        ids = "\n".join(f'"{known}"' for known in _ids(part))
        return f"_arguments '*: :(({ids}))'" if ids else "_files"
    return None


def _ids(part: str) -> list[str]:
    """Ids that contain `part`, newest first."""
    from revenant.store.places import find_root, matching_ids

    try:
        root = find_root(Path.cwd())
        return matching_ids(root / "incidents", part.upper(), newest=MOST)[::-1] if root else []
    except OSError:
        return []
