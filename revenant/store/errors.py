"""What can go wrong with a result that is written beside the record."""

from __future__ import annotations

from revenant.errors import RevenantError, WriteFailedError


class ResultRefusedError(RevenantError):
    """A result was to be written over something that is none."""

    def __init__(self, path: object, why: str, hint: str) -> None:
        super().__init__(f"{path} {why}; nothing was written", hint)


class ResultFailedError(WriteFailedError):
    """A result was to be written beside the record, where nothing was to be recorded anyway."""

    undone = "nothing was written"


class NoFolderForResultError(ResultFailedError):
    def __init__(self, path: object, folder: object) -> None:
        super().__init__(path, f"there is no folder {folder}", "make the folder first, or name one that is there")
