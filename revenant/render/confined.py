"""Work that may be hostile, done in a copy of this process with little time, memory and room to answer.

The copy tells its answer through a pipe. Whatever it does to itself, this process only waits, and not for long.
"""

from __future__ import annotations

import os
import pickle
import resource
import select
import signal
import time
from collections.abc import Callable
from contextlib import suppress

from revenant.errors import RevenantError

SECONDS = 5.0
MEMORY = 512 * 2**20  # beyond what the process has when the copy is made
MAX_OUTPUT = 4 * 2**20


class ExhaustedError(Exception):
    """The work used up what it was given; the message says what."""


def run_confined(work: Callable[[], str]) -> str:
    """What `work` returns, from a copy of this process.

    Raises:
        ExhaustedError: it took too long, too much memory, or returned too much.
        RevenantError: as `work` raised it.
    """
    told, tell = os.pipe()
    copy = os.fork()
    if not copy:
        os.close(told)
        _work(work, tell)
    os.close(tell)
    try:
        answer = _hear(told)
    finally:
        os.close(told)
        with suppress(ProcessLookupError):
            os.kill(copy, signal.SIGKILL)
        os.waitpid(copy, 0)
    return _read(answer)


def _work(work: Callable[[], str], tell: int) -> None:
    """In the copy: limits first, then the work, then the end; nothing of this process is cleaned up twice."""
    try:
        _limit()
        try:
            answer: tuple[str, object] = ("text", work())
        except (RevenantError, ExhaustedError) as error:
            answer = ("error", error)
        except MemoryError:
            answer = ("error", ExhaustedError("it needs too much memory"))
        with os.fdopen(tell, "wb") as pipe:
            pipe.write(pickle.dumps(_told(answer)))
    finally:
        os._exit(0)


def _told(answer: tuple[str, object]) -> tuple[str, object]:
    """The answer, or why it is too long; an error goes as what it says, for not every one can be copied."""
    kind, value = answer
    if kind == "text" and len(str(value)) > MAX_OUTPUT:
        return "exhausted", f"its output is larger than {MAX_OUTPUT // 2**20} MiB"
    if isinstance(value, RevenantError):
        return "error", (value.message, value.hint)
    return ("exhausted", str(value)) if kind == "error" else (kind, str(value))


def _limit() -> None:
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    limits = {
        resource.RLIMIT_CPU: int(SECONDS) + 1,
        resource.RLIMIT_AS: _memory_in_use() + MEMORY,
        resource.RLIMIT_FSIZE: 0,
        resource.RLIMIT_CORE: 0,
    }
    for kind, most in limits.items():
        hard = resource.getrlimit(kind)[1]
        resource.setrlimit(kind, (most if hard == resource.RLIM_INFINITY else min(most, hard), hard))


def _memory_in_use() -> int:
    """Bytes of address space; zero where the system does not say, and then the limit is what the work may add."""
    with suppress(OSError, ValueError), open("/proc/self/statm", encoding="ascii") as file:
        return int(file.read().split()[0]) * resource.getpagesize()
    return 2**31


def _hear(told: int) -> bytes:
    """All that the copy says before its time is up."""
    until, heard = time.monotonic() + SECONDS, bytearray()
    while (left := until - time.monotonic()) > 0 and len(heard) < 2 * MAX_OUTPUT + 2**16:
        if select.select([told], [], [], left)[0]:
            piece = os.read(told, 2**16)
            if not piece:
                return bytes(heard)
            heard += piece
    raise ExhaustedError(f"it takes longer than {SECONDS:g} seconds")


def _read(answer: bytes) -> str:
    if not answer:
        raise ExhaustedError("it needs too much memory")
    kind, value = pickle.loads(answer)  # noqa: S301 (our own copy wrote it)
    if kind == "exhausted":
        raise ExhaustedError(value)
    if kind == "error":
        raise RevenantError(*value)
    return str(value)
