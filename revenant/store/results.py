"""Where results are written to: a file that is new, or one of the same kind; never a file of the record."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from revenant.store.errors import NoFolderForResultError, ResultFailedError, ResultRefusedError
from revenant.store.places import CATALOGUE_FILE, CHANGES_FOLDER, SETTINGS_FILE, SLOS_FOLDER, TEMPLATES_FOLDER
from revenant.store.workspace import Workspace


def check_place(workspace: Workspace, path: Path, endings: Sequence[str]) -> None:
    """Whether a result whose files end so may be written to `path`.

    Raises:
        ResultRefusedError: it belongs to the record, or a file of another kind is there already.
    """
    real = path.resolve()
    if _is_of_the_record(workspace, real):
        raise ResultRefusedError(path, "belongs to the record", "write reports beside it, such as to reports/")
    if real.is_file() and real.suffix.casefold() not in endings:
        hint = f"a file that is there is replaced only if its name ends in {' or '.join(endings)}; else remove it first"
        raise ResultRefusedError(path, "exists and is a file of another kind", hint)


def check_own(path: Path, mark: str) -> None:
    """Whether a file that is there, of a kind that people write too, begins as ours do.

    Raises:
        ResultRefusedError: it does not.
        ResultFailedError: it cannot be read.
    """
    if not path.is_file():
        return
    with result_refusals(path), path.open("rb") as file:
        found = file.read(len(mark.encode()))
    if found != mark.encode():
        why = "exists and was not written by this command"
        raise ResultRefusedError(path, why, "name another file, or remove it first")


def _is_of_the_record(workspace: Workspace, path: Path) -> bool:
    if not path.is_relative_to(root := workspace.root.resolve()):
        return False
    name = path.relative_to(root).as_posix()
    runbooks = workspace.runbooks_folder.strip("/")
    folders = [".git", "incidents", SLOS_FOLDER, CHANGES_FOLDER, TEMPLATES_FOLDER]
    folders += [] if runbooks in ("", ".") else [runbooks]
    return name in (SETTINGS_FILE, CATALOGUE_FILE) or any(name.startswith(f"{folder}/") for folder in folders)


def write_result(path: Path, text: str) -> None:
    """Write a result; the file afterwards holds all of it, or what it held before. A link is followed.

    A pipe or a device is written to as it is.

    Raises:
        ResultFailedError: there is no such folder, or the disk refused.
    """
    with result_refusals(path):
        if _is_a_file_or_new(path):
            _replace(path.resolve(), text)
        else:
            path.write_text(text, encoding="utf-8", newline="")


@contextmanager
def result_refusals(path: Path) -> Iterator[None]:
    """Say of whatever the disk refuses in here that the result `path` cannot be written, and why."""
    try:
        yield
    except FileNotFoundError as error:
        folder = path.resolve().parent
        if folder.is_dir():
            raise ResultFailedError(path, error.strerror or str(error)) from None
        raise NoFolderForResultError(path, folder) from None
    except OSError as error:
        raise ResultFailedError(path, error.strerror or str(error)) from None


def _is_a_file_or_new(path: Path) -> bool:
    try:
        return stat.S_ISREG(path.stat().st_mode)
    except FileNotFoundError:
        return True


def _replace(path: Path, text: str) -> None:
    draft = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    try:
        draft.write_text(text, encoding="utf-8", newline="")
        if path.exists():
            draft.chmod(stat.S_IMODE(path.stat().st_mode))
        os.replace(draft, path)
    finally:
        draft.unlink(missing_ok=True)
