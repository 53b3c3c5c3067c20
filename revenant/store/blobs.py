"""Files as they were in history, from one git that answers as often as it is asked; and a limit to all its time."""

from __future__ import annotations

import threading
from contextlib import AbstractContextManager
from pathlib import Path

from revenant.errors import AuditTimeoutError, GitFailedError
from revenant.store.git import Process, start_git
from revenant.store.yaml_io import MAX_BYTES

NOTHING = "0"  # the id of no file
BLOCK = 1 << 16


class TimeLimit(AbstractContextManager["TimeLimit"]):
    """Ends the gits started under it when the time is up, and at the end, so that nobody waits for them."""

    def __init__(self, seconds: float | None = None) -> None:
        self.seconds = seconds
        self.is_over = False
        self._processes: list[Process] = []
        self._timer = threading.Timer(seconds, self._stop) if seconds is not None else None

    def __enter__(self) -> TimeLimit:
        if self._timer:
            self._timer.daemon = True
            self._timer.start()
        return self

    def __exit__(self, *_: object) -> None:
        if self._timer:
            self._timer.cancel()
        for process in self._processes:
            process.handle.kill()
            process.handle.communicate()

    def watch(self, process: Process) -> Process:
        self._processes.append(process)
        return process

    def check(self) -> None:
        """Raise if the time is up.

        Raises:
            AuditTimeoutError.
        """
        if self.is_over and self.seconds is not None:
            raise AuditTimeoutError(self.seconds)

    def _stop(self) -> None:
        self.is_over = True
        for process in self._processes:
            process.handle.kill()


class Blobs:
    """Contents of files in history, from one git that answers as often as it is asked."""

    def __init__(self, folder: Path, limit: TimeLimit) -> None:
        self._process = limit.watch(start_git(folder, "cat-file", "--batch"))
        self.limit = limit
        self._kept: dict[str, bytes | None] = {NOTHING: b""}
        self._size = 0

    def content(self, name: str) -> bytes | None:
        """The content of the file of this id, None where it is too large to be read."""
        if name not in self._kept:
            found = self.find(name)
            if found is None:
                raise GitFailedError("read the history", f"the object {name} is missing")
            self._keep(name, found[1])
        return self._kept[name]

    def find(self, name: str) -> tuple[str, bytes | None] | None:
        """Id and content of what git calls `name` (such as COMMIT:PATH), None where there is no such file."""
        try:
            self._process.ask.write(f"{name}\n".encode(errors="surrogateescape"))
            self._process.ask.flush()
            about = self._process.told.readline().split()
        except BrokenPipeError:
            about = []
        if not about:
            self.limit.check()
            raise GitFailedError("read the history", "git cat-file ended")
        if len(about) != 3 or about[1] == b"missing":
            return None
        content = self._take(int(about[2]))
        return (about[0].decode(), content) if about[1] == b"blob" else None

    def _take(self, size: int) -> bytes | None:
        if size <= MAX_BYTES:
            return self._process.told.read(size + 1)[:-1]
        left = size + 1
        while left and (block := self._process.told.read(min(left, BLOCK))):
            left -= len(block)
        return None

    def _keep(self, name: str, content: bytes | None) -> None:
        """Remember what the next commit will compare with; forget all before memory grows."""
        self._size += len(content or b"")
        if self._size > 2 * MAX_BYTES:
            self._kept, self._size = {NOTHING: b""}, len(content or b"")
        self._kept[name] = content
