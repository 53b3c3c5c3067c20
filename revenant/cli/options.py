"""Options and arguments that many commands share, so that they read and behave the same everywhere."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Annotated, Any

import typer

from revenant.cli.completion import Completions, complete_incident, complete_runbook, complete_words
from revenant.errors import InvalidValueError


class GivenTwiceError(typer.BadParameter):
    """An option that is asked once was given more often; to take the last one would answer half of what was asked."""

    def __init__(self, option: str, given: Sequence[str]) -> None:
        super().__init__(
            f"{option} was given {len(given)} times ({', '.join(given)}), and one is answered at a time; "
            "run the command once for each"
        )


class WordsError(typer.BadParameter):
    """The number of words does not fit `[ID] WORD…`."""


Incident = Annotated[
    str | None,
    typer.Argument(
        metavar="[ID]",
        help="Any unambiguous part of the id; may be left out when one incident is open.",
        autocompletion=complete_incident,
        show_default=False,
    ),
]
RunbookName = Annotated[
    str,
    typer.Argument(metavar="RUNBOOK", help="Its id, or any unambiguous part of it.", autocompletion=complete_runbook),
]
At = Annotated[
    str | None,
    typer.Option("--at", metavar="TIME", help="When it happened, if not now: an ISO time or '20 min ago'."),
]
Reason = Annotated[str, typer.Option("--reason", "-r", metavar="TEXT", help="Why; it stays in the record.")]
AsOf = Annotated[
    str | None,
    typer.Option("--as-of", metavar="REV|TIME", help="What the record said at that commit, or at that time."),
]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON instead of text.")]
Output = Annotated[
    str, typer.Option("--output", "-o", metavar="FILE", help="Write there; - is stdout.", show_default=False)
]
Commit = Annotated[bool, typer.Option("--commit/--no-commit", help="Commit the event to git.", show_default=False)]
DryRun = Annotated[bool, typer.Option("--dry-run", "-n", help="Show what would be recorded; write nothing.")]


def words(
    *names: str, choices: Iterable[str] = (), complete: Callable[[Any, str], Completions] | None = None
) -> typer.models.ArgumentInfo:
    """An argument `[ID] NAME…`: the incident comes first and may be left out; `choices` are offered for a name."""
    info: typer.models.ArgumentInfo = typer.Argument(
        metavar=f"[ID] {' '.join(names)}",
        help="The incident may be left out when exactly one is open.",
        autocompletion=complete or complete_words(choices),
    )
    return info


def split_words(given: list[str], *names: str) -> tuple[str | None, list[str]]:
    """Split `[ID] NAME…` into the incident, if it was named, and the rest.

    Raises:
        WordsError: too many words, or too few.
    """
    if len(given) == len(names) + 1:
        return given[0], given[1:]
    if len(given) == len(names):
        return None, given
    wanted = " ".join(names)
    raise WordsError(f"expected [ID] {wanted}, got {len(given)} words; put a text of several words in quotes")


def once(option: str, given: Sequence[str]) -> str | None:
    """The value of an option that may be given once; None where it was not.

    Raises:
        GivenTwiceError: it was given more often.
    """
    if len(given) > 1:
        raise GivenTwiceError(option, given)
    return given[0] if given else None


def choice(what: str, value: str, allowed: list[str]) -> str:
    """The allowed word that `value` spells, in any case.

    Raises:
        InvalidValueError: it spells none of them.
    """
    for word in allowed:
        if value.strip().upper() == word.upper():
            return word
    raise InvalidValueError(what, value, allowed)
