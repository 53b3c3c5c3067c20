"""slos/adjustments.yaml on disk: downtime that was accepted."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from revenant.errors import InvalidFileError, NotARepositoryError, ReadFailedError
from revenant.slos.budgeting.adjustments import FILE, Adjustments, backwards
from revenant.store.cache import Cache
from revenant.store.workspace import Workspace

_NONE = Adjustments(schema="revenant/slo-adjustments@1")


class AdjustmentsFile(NamedTuple):
    """What the file says, where each part stands, and every complaint; `value` is None where it cannot be read."""

    value: Adjustments | None
    places: Mapping[tuple[str | int, ...], tuple[int, int]]
    complaints: Sequence[tuple[int, int, str]]


def read_adjustments(workspace: Workspace) -> Adjustments:
    """What slos/adjustments.yaml says; nothing where there is none.

    Raises:
        InvalidFileError: with line and column of every complaint.
        ReadFailedError, UnsafePathError.
    """
    path = workspace.inside(workspace.root / FILE)
    if not path.is_file():
        return _NONE
    cache = _cache(workspace)
    known = cache.get(path, Adjustments) if cache else None
    if known is not None:
        return known
    try:
        file = parse_adjustments(path.read_bytes())
    except OSError as error:
        raise ReadFailedError(path, error.strerror or str(error)) from None
    if file.value is None or file.complaints:
        raise InvalidFileError([f"{FILE}:{line}:{col}: {message}" for line, col, message in file.complaints])
    if cache:
        cache.put(path, file.value)
    return file.value


def parse_adjustments(content: bytes) -> AdjustmentsFile:
    """What the content of the file says, or every complaint about it."""
    from revenant.store import yaml_io

    value, complaints = yaml_io.load_as(content, Adjustments)
    if value is None:
        return AdjustmentsFile(None, {(): (1, 1)}, complaints)
    places = yaml_io.load_placed(content)[0][1]
    found = [(*places["adjustments", number, "to"], message) for number, message in backwards(value.adjustments)]
    return AdjustmentsFile(value, places, found)


def _cache(workspace: Workspace) -> Cache | None:
    try:
        return Cache(workspace.repository.private / "cache")
    except NotARepositoryError:
        return None
