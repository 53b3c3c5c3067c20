"""The few words of a text in which what was looked for stands closest together."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

_TOKEN = re.compile(r"\w+")
_PARTS = re.compile(r"\n\s*\n|\n(?=\s*(?:[-*+#>|]|\d+[.)])\s)")
_GAP = " … "


def excerpt(text: str, words: Sequence[str], size: int = 16) -> str:
    """At most `size` words of `text`, those with most of `words`; the last of these may be unfinished.

    Compared are letters without their case and marks, as the index does. Of a longer document it is a part of one
    paragraph, list item, heading or row: what stands beside it says something else.
    """
    found = list(_TOKEN.finditer(text))
    if len(found) > size and (parts := _PARTS.split(text))[1:]:
        text = _best_part(parts, [_folded(word) for word in words])
        found = list(_TOKEN.finditer(text))
    if len(found) <= size:
        return text
    plain = [_folded(word) for word in words]
    hits = [_which(_folded(token[0]), plain) for token in found]
    start = _best_start(hits, size)
    end = min(start + size, len(found))
    head, tail = _GAP if start else "", _GAP if end < len(found) else ""
    left = found[start].start() if start else 0
    right = found[end - 1].end() if end < len(found) else len(text)
    return head + text[left:right] + tail


def _best_part(parts: Sequence[str], words: list[str]) -> str:
    """The part that holds most of the words, the first of several, without white space around."""
    held = [len({_which(_folded(token[0]), words) for token in _TOKEN.finditer(part)} - {-1}) for part in parts]
    return parts[held.index(max(held))].strip()


def _best_start(hits: list[int], size: int) -> int:
    """Where the window begins that holds most of the words; the first of several, with a little before its hit."""
    places = [place for place, hit in enumerate(hits) if hit >= 0]
    best = max(places, key=lambda place: (len({*hits[place : place + size]} - {-1}), -place), default=0)
    return max(min(best - 2, len(hits) - size), 0)


def _which(token: str, words: list[str]) -> int:
    """Which of the words a token is, -1 for none."""
    for number, word in enumerate(words):
        if token == word or (number == len(words) - 1 and token.startswith(word)):
            return number
    return -1


def _folded(text: str) -> str:
    if text.isascii():
        return text.lower()
    return "".join(char for char in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(char))
