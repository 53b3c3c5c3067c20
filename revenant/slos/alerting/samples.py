"""Series that a selector finds, made up: labels for its matchers, so that rules can be tried before there is data."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import islice, product
from typing import NamedTuple

from revenant.slos.alerting.promql import SELECTOR, STRING, quoted

_FIND = re.compile(rf"(?P<name>[A-Za-z_]\w*)\s*(?P<op>=~|!~|!=|=)\s*(?P<value>{STRING})")
_NAME = re.compile(r"[A-Za-z_:][\w:]*")
# What labels hold where a pattern does not say it: statuses, outcomes, and a word that nobody excludes.
_GUESSES = (
    "made-up",
    "200",
    "500",
    "204",
    "404",
    "429",
    "503",
    "0",
    "1",
    "true",
    "false",
    "GET",
    "POST",
    "ok",
    "error",
)
_MOST_TRIED = 1000
_REPEATS, _FEW, _SHORT = re.compile(r"[*+?{]"), 2, 12
_ESCAPES = {"n": "\n", "t": "\t", "r": "\r"}


class Matcher(NamedTuple):
    """A condition on one label.

    A pattern that repeats much may take for ever on a long text; it is not tried there, and so not met.
    """

    label: str
    op: str
    value: str

    def holds(self, text: str) -> bool:
        """Whether a label of this text meets it. A pattern that cannot be read is met by nothing."""
        if self.op in ("=", "!="):
            return (text == self.value) is (self.op == "=")
        if len(text) > _SHORT and len(_REPEATS.findall(self.value)) > _FEW:
            return False
        try:
            found = re.fullmatch(self.value, text)
        except (re.error, OverflowError, RecursionError):
            return False
        return (found is not None) is (self.op == "=~")


class Selector(NamedTuple):
    """The name of a metric and conditions on its labels."""

    name: str
    matchers: tuple[Matcher, ...]

    def finds(self, labels: dict[str, str]) -> bool:
        return all(each.holds(labels.get(each.label, "")) for each in self.matchers)


def read_selector(text: str) -> Selector | None:
    """A selector as a value; None where it does not name a metric plainly."""
    name = _NAME.match(text)
    if name is None or not re.fullmatch(SELECTOR, text):
        return None
    found = tuple(Matcher(it["name"], it["op"], _unquoted(it["value"])) for it in _FIND.finditer(text, name.end()))
    return Selector(name[0], found)


def series_of(wanted: Sequence[Selector], unwanted: Sequence[Selector] = ()) -> str | None:
    """A series that all the wanted selectors find and none of the others does; None where none comes to mind."""
    first, *others = wanted
    if any(each.name != first.name for each in others):
        return None
    avoided = [each for each in unwanted if each.name == first.name]
    for labels in islice(_labels([*wanted, *avoided]), _MOST_TRIED):
        if all(each.finds(labels) for each in wanted) and not any(each.finds(labels) for each in avoided):
            held = ",".join(f"{key}={quoted(value)}" for key, value in sorted(labels.items()) if value)
            return f"{first.name}{{{held}}}"
    return None


def _labels(selectors: Sequence[Selector]) -> Iterator[dict[str, str]]:
    """Sets of labels worth trying: for each label what the matchers name themselves, then guesses."""
    matchers = [each for selector in selectors for each in selector.matchers]
    names = list(dict.fromkeys(each.label for each in matchers))
    tried = [_values([each for each in matchers if each.label == name]) for name in names]
    return (dict(zip(names, values, strict=True)) for values in product(*tried))


def _values(matchers: Sequence[Matcher]) -> list[str]:
    exact = [each.value for each in matchers if each.op == "="]
    if exact:
        return exact[:1]
    named = [part.strip("^$()") for each in matchers for part in each.value.split("|")]
    words = [each for each in named if re.escape(each) == each]
    return [*dict.fromkeys([*words, *_GUESSES, *named, ""])]


def _unquoted(text: str) -> str:
    inner = text[1:-1]
    return inner if text[0] == "`" else re.sub(r"\\(.)", lambda found: _ESCAPES.get(found[1], found[1]), inner)
