"""Work on what a stranger wrote, done in a copy of this process that may take so much time and memory and no more.

The copy tells its result as JSON, so that nothing it says can be more than data.
"""

from __future__ import annotations

import json
import math
import os
import select
import signal
import time
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import Any, NamedTuple

_GRACE = 1.0  # seconds a copy has to tell by itself what took so long
_ROOM = 64 * 1024  # of JSON around each result


class Limits(NamedTuple):
    """`seconds` for one rendering, bytes of `memory` beyond what this process has, characters of `output`."""

    seconds: float = 5.0
    memory: int = 256 * 2**20
    output: int = 4 * 2**20


LIMITS = Limits()


class TookTooLongError(Exception):
    """Raised within the work when its time is over."""


class NotDoneError(Exception):
    """The copy was ended, or ended itself, without a result; in words that follow "the template"."""


@contextmanager
def alarm(seconds: float) -> Iterator[None]:
    """Raise TookTooLongError in this process once `seconds` are over, again and again where it is swallowed."""

    def ring(*_: object) -> None:
        raise TookTooLongError(f"it takes longer than {seconds:g} s")

    before = signal.signal(signal.SIGALRM, ring)
    signal.setitimer(signal.ITIMER_REAL, seconds, 0.5)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def confined(work: Callable[[], Any], limits: Limits = LIMITS, times: int = 1) -> Any:
    """What `work` returns, which must be JSON; it may take `times` as long as one rendering.

    Raises:
        NotDoneError: it did not come to an end within the limits, or this system has no copies of processes.
    """
    if not hasattr(os, "fork"):
        raise NotDoneError("is rendered in a copy of this process, which this system cannot make")
    told, tell = os.pipe()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # other threads' locks: the deadline ends who waits for one
        copy = os.fork()
    if not copy:
        os.close(told)
        _work(work, limits, times, tell)
    os.close(tell)
    seconds = limits.seconds * times + _GRACE
    try:
        answer = _read(told, time.monotonic() + seconds, times * (limits.output * 6 + _ROOM))
    finally:
        os.close(told)
        with suppress(ProcessLookupError):
            os.kill(copy, signal.SIGKILL)
        status = os.waitstatus_to_exitcode(os.waitpid(copy, 0)[1])
    return _understood(answer, status, limits)


def _understood(answer: bytes | None, status: int, limits: Limits) -> Any:
    if answer is None or status == -signal.SIGXCPU:
        raise NotDoneError(f"takes longer than {limits.seconds:g} s")
    try:
        return json.loads(answer)
    except ValueError:
        ended = f"by signal {-status}" if status < 0 else "before it had a result"
        raise NotDoneError(f"was ended {ended}") from None


def _read(told: int, deadline: float, most: int) -> bytes | None:
    """All that the copy says, or None where it says nothing for too long; it is not read further than `most` bytes."""
    parts: list[bytes] = []
    size = 0
    while size <= most:
        ready, _, _ = select.select([told], [], [], max(deadline - time.monotonic(), 0))
        if not ready:
            return None
        part = os.read(told, 2**16)
        if not part:
            break
        parts.append(part)
        size += len(part)
    return b"".join(parts)


def _work(work: Callable[[], Any], limits: Limits, times: int, tell: int) -> None:
    """In the copy: do it and end, whatever happens; nothing of the parent's is cleaned up or written twice."""
    code = 1
    try:
        _hold(limits, times)
        answer = json.dumps(work()).encode()
        with os.fdopen(tell, "wb") as pipe:
            pipe.write(answer)
        code = 0
    finally:
        os._exit(code)


def _hold(limits: Limits, times: int) -> None:
    """No more memory and time than that, no files, no core dump; what this system cannot hold back it does not."""
    import resource

    seconds = math.ceil(limits.seconds * times) + 1
    wanted = [
        (resource.RLIMIT_AS, _memory() + limits.memory),
        (resource.RLIMIT_CPU, seconds),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
    ]
    for what, most in wanted:
        with suppress(ValueError, OSError):
            resource.setrlimit(what, (most, most))
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def _memory() -> int:
    """How many bytes of addresses this process has now."""
    try:
        with open("/proc/self/statm", encoding="ascii") as file:
            return int(file.read().split()[0]) * os.sysconf("SC_PAGE_SIZE")
    except (OSError, ValueError):
        return 2**30
