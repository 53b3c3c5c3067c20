"""Asking whoever sits at the terminal: one line at a time, ended by ^C or the end of input without harm."""

from __future__ import annotations

import re
import signal
import sys
from collections.abc import Iterable
from types import FrameType

import typer

from revenant.cli.session import Session
from revenant.core.text import one_line
from revenant.errors import ExitCode
from revenant.runbooks.errors import PatternError
from revenant.runbooks.walk.patterns import MOST_PATTERN

_SECONDS = 0.5


class Ended(typer.Exit):
    """Nobody answers any more: ^C, or the end of input. Where nobody catches it, the command ends without a fault."""

    def __init__(self, *, interrupted: bool) -> None:
        super().__init__(ExitCode.INTERRUPTED if interrupted else ExitCode.OK)
        self.interrupted = interrupted


def can_ask(session: Session) -> bool:
    """Whether somebody sits at both ends: reads what is printed and types."""
    return session.out.is_terminal and sys.stdin is not None and not sys.stdin.closed and sys.stdin.isatty()


def ask(question: str) -> str:
    """The line somebody types, without space around it.

    Raises:
        Ended: ^C, or the end of input.
    """
    try:
        return input(f"{one_line(question)} ").strip()
    except (EOFError, KeyboardInterrupt) as error:
        sys.stdout.write("\n")
        raise Ended(interrupted=isinstance(error, KeyboardInterrupt)) from None


def choose(question: str, words: Iterable[str]) -> str:
    """One of some words, typed whole or by its beginning; asked until it is one."""
    known = list(words)
    while True:
        typed = ask(f"{question} [{'/'.join(known)}]").casefold()
        fitting = [word for word in known if typed and word.startswith(typed)]
        if len(fitting) == 1 or typed in fitting:
            return typed if typed in fitting else fitting[0]


def agrees(question: str) -> bool:
    return choose(question, ("yes", "no")) == "yes"


def matches_in_time(pattern: str, value: str) -> bool:
    """Whether a whole value matches a stranger's pattern; the match is given up after half a second.

    Python's matcher looks for signals as it goes, so that an alarm ends even one that would take for ever.

    Raises:
        PatternError: the pattern is none, or takes too long.
    """
    if len(pattern) > MOST_PATTERN:
        raise PatternError(f"a pattern of {len(pattern)} characters is not tried")
    before = signal.signal(signal.SIGALRM, _too_long)
    signal.setitimer(signal.ITIMER_REAL, _SECONDS)
    try:
        return re.fullmatch(pattern, value) is not None
    except (re.error, RecursionError, OverflowError, MemoryError) as error:
        raise PatternError(f"{pattern!r} is no regular expression: {error}") from None
    except TimeoutError:
        raise PatternError(f"{pattern!r} takes too long to be tried") from None
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def _too_long(number: int, frame: FrameType | None) -> None:
    raise TimeoutError
