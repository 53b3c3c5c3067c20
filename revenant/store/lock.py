"""The workspace's write lock: one writer at a time between reading a log and adding to it."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from revenant.errors import WorkspaceLockedError, WriteFailedError

WAIT_SECONDS = 20.0
_POLL_SECONDS = 0.01


@contextmanager
def write_lock(folder: Path, wait: float = WAIT_SECONDS) -> Iterator[None]:
    """Hold the lock in `folder` (made if absent). The system frees it when the process ends, however it ends.

    Raises:
        WorkspaceLockedError: somebody else held it for `wait` seconds.
        WriteFailedError: the folder cannot be written.
    """
    path = folder / "write.lock"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o644)
    except OSError as error:
        raise WriteFailedError(path, error.strerror or str(error)) from None
    try:
        _acquire(handle, wait)
        _sign(handle)
        yield
    finally:
        os.close(handle)


def _sign(handle: int) -> None:
    """Leave our name for whoever waits: a courtesy, for which a full disk stops nothing."""
    with suppress(OSError):
        os.truncate(handle, 0)
        os.pwrite(handle, f"process {os.getpid()} ({' '.join(sys.argv[1:2])})".encode(errors="replace"), 0)


def _acquire(handle: int, wait: float) -> None:
    deadline = time.monotonic() + wait
    while not _try_lock(handle):
        if time.monotonic() >= deadline:
            raise WorkspaceLockedError(os.pread(handle, 200, 0).decode(errors="replace"), wait)
        time.sleep(_POLL_SECONDS)


if sys.platform == "win32":
    import msvcrt

    def _try_lock(handle: int) -> bool:
        try:
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True
else:
    import fcntl

    def _try_lock(handle: int) -> bool:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True
