"""Work on many files shared out to all cores: copies of this process, each with a part of them.

A copy knows what was read before; it costs a few milliseconds, where starting a process anew costs sixty. Where there
are no copies (Windows), threads, or one core, the work is done here.
"""

from __future__ import annotations

import os
import pickle
import threading
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any, TypeVar

_WORTH_BYTES = 64 * 1024
_MOST_COPIES = 8
T = TypeVar("T")
R = TypeVar("R")


def is_worth_sharing(paths: Iterable[Path]) -> bool:
    """Whether these files are so large together that a copy of this process pays, and can be made."""
    if not can_share():
        return False
    size = 0
    for path in paths:
        with suppress(OSError):
            size += path.stat().st_size
        if size >= _WORTH_BYTES:
            return True
    return False


def can_share() -> bool:
    """Whether a copy of this process can be made, and would find a core of its own."""
    return _copies() > 1 and threading.active_count() == 1


def share_out(work: Callable[[Sequence[T]], R], items: Sequence[T]) -> list[R]:
    """What `work` makes of each part of `items`; a part whose copy fails is done here, where one sees how it fails."""
    parts = [items[start :: _copies()] for start in range(_copies())]
    away = [(part, *_start(work, part)) for part in parts[1:]]
    results = [work(parts[0])]
    for part, copy, told in away:
        answers = _answer(copy, told)
        results += answers or [work(part)]
    return results


def share_singly(work: Callable[[T], R], items: Sequence[T]) -> list[R]:
    """What `work` makes of each item, of which there are few and some take long: who is free takes the next one.

    One whose copy fails is done here. There may be at most 256.
    """
    take, give = os.pipe()
    os.write(give, bytes(range(len(items))))  # where each item stands: a reader gets a byte that nobody else gets
    os.close(give)

    def some(_: Sequence[T]) -> dict[int, R]:
        done: dict[int, R] = {}
        while place := os.read(take, 1):
            done[place[0]] = work(items[place[0]])
        return done

    away = [_start(some, items) for _ in range(_copies() - 1)]
    results = some(items)
    for copy, told in away:
        for answer in _answer(copy, told):
            results |= answer
    os.close(take)
    return [results[place] if place in results else work(item) for place, item in enumerate(items)]


def _answer(copy: int, told: int) -> list[Any]:
    """What a copy made, as the only item; nothing if it failed."""
    with os.fdopen(told, "rb") as pipe:
        answer = pipe.read()
    failed = os.waitpid(copy, 0)[1] != 0
    return [] if failed else [pickle.loads(answer)]  # noqa: S301 (our own copy wrote it)


def _copies() -> int:
    if not hasattr(os, "fork") or not hasattr(os, "sched_getaffinity"):
        return 1
    return min(len(os.sched_getaffinity(0)), _MOST_COPIES)


def _start(work: Callable[[Sequence[T]], R], part: Sequence[T]) -> tuple[int, int]:
    """A copy of this process at work: its id, and where it will tell."""
    told, tell = os.pipe()
    copy = os.fork()
    if copy:
        os.close(tell)
        return copy, told
    code = 1
    try:
        os.close(told)
        with os.fdopen(tell, "wb") as pipe:
            pickle.dump(work(part), pipe)
        code = 0
    finally:
        os._exit(code)
