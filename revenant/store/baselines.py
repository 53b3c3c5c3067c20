"""The baseline as a file: JSON, one entry a line and sorted, so that git merges it."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Literal

import msgspec

from revenant.linting.baseline import Known
from revenant.linting.errors import BrokenBaselineError
from revenant.store.growing import rewrite_file
from revenant.store.workspace import Workspace

DEFAULT = ".revenant-baseline.json"


class _Entry(msgspec.Struct, forbid_unknown_fields=True):
    path: str
    code: str
    text: str
    count: Annotated[int, msgspec.Meta(ge=1)]


class _File(msgspec.Struct, forbid_unknown_fields=True):
    schema: Literal["revenant/baseline@1"]
    problems: list[_Entry]


def baseline_path(workspace: Workspace, name: str) -> Path:
    """Where the baseline is, or would be; `name` is what revenant.yaml says.

    Raises:
        UnsafePathError: outside of the workspace.
    """
    return workspace.inside(workspace.root / (name or DEFAULT))


def read_baseline(path: Path) -> Counter[Known]:
    """What is known; nothing where there is no such file.

    Raises:
        BrokenBaselineError: it cannot be read.
    """
    try:
        content = path.read_bytes()
    except FileNotFoundError:
        return Counter()
    except OSError as error:
        raise BrokenBaselineError(path.name, error.strerror or str(error)) from None
    try:
        found = msgspec.json.decode(content, type=_File)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise BrokenBaselineError(path.name, str(error)) from None
    known: Counter[Known] = Counter()
    for entry in found.problems:
        known[Known(entry.path, entry.code, entry.text)] += entry.count
    return known


def write_baseline(path: Path, known: Mapping[Known, int]) -> None:
    """Write the file anew, whole or not at all.

    Raises:
        WriteFailedError: the disk refused.
    """
    rewrite_file(path, baseline_text(known).encode())


def baseline_text(known: Mapping[Known, int]) -> str:
    """The file: one entry a line, sorted."""
    entries = [json.dumps({**key._asdict(), "count": known[key]}, ensure_ascii=False) for key in sorted(known)]
    body = "".join(f"\n  {entry}{',' if number < len(entries) else ''}" for number, entry in enumerate(entries, 1))
    return f'{{"schema": "revenant/baseline@1", "problems": [{body}\n]}}\n'
