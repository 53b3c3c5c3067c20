"""Which rules run here and at which level: revenant.yaml, then --select and --ignore."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from difflib import get_close_matches
from typing import NamedTuple, TypeVar

from revenant.core.problems import Fix, Level, Problem
from revenant.linting.errors import UnknownRuleError

R = TypeVar("R")
_OFF = "off"


class Selection(NamedTuple):
    """`select` empty: every rule. `asked`: codes named in full, whose fixes of taste are made too."""

    levels: Mapping[str, str] = {}
    select: frozenset[str] = frozenset()
    ignore: frozenset[str] = frozenset()
    asked: frozenset[str] = frozenset()

    def runs(self, code: str) -> bool:
        """Whether this rule is to run; naming it with --select brings back one that is off here."""
        chosen = code in self.select if self.select else self.levels.get(code) != _OFF
        is_off = self.levels.get(code) == _OFF and code not in self.asked
        return chosen and not is_off and code not in self.ignore

    def of(self, rules: Mapping[str, R]) -> dict[str, R]:
        """Those of `rules` that run."""
        return {code: rule for code, rule in rules.items() if self.runs(code)}

    def levelled(self, problem: Problem) -> Problem:
        """The problem at the level its rule has here."""
        level = self.levels.get(problem.code, _OFF)
        return problem if level == _OFF else problem._replace(level=Level(level))

    def mends(self, code: str, fix: Fix) -> bool:
        """Whether --fix makes it."""
        return not fix.asked or code in self.asked


def read_selection(
    select: Iterable[str], ignore: Iterable[str], levels: Mapping[str, str], known: Collection[str]
) -> Selection:
    """From what was typed: codes or their beginnings, by commas or one by one.

    Raises:
        UnknownRuleError: no rule begins like that.
    """
    wanted, unwanted = _words(select), _words(ignore)
    return Selection(
        levels,
        frozenset(code for word in wanted for code in _matching(word, known)),
        frozenset(code for word in unwanted for code in _matching(word, known)),
        frozenset(wanted) & frozenset(known),
    )


def near_codes(code: str, known: Collection[str]) -> list[str]:
    """Codes that may have been meant, the likeliest first."""
    return get_close_matches(code.upper(), sorted(known), n=3, cutoff=0.6)


def _words(texts: Iterable[str]) -> list[str]:
    return [word.strip().upper() for text in texts for word in text.split(",") if word.strip()]


def _matching(word: str, known: Collection[str]) -> list[str]:
    found = [code for code in known if code == word] or [code for code in known if code.startswith(word)]
    if not found:
        raise UnknownRuleError(word, near_codes(word, known))
    return found
