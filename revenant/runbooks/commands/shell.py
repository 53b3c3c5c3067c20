"""Lines of a shell taken apart: whole commands of several lines, the simple commands in them, the variables they use.

It reads what people write in runbooks, not every shell: what it does not understand stays a word.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

from revenant.core.outline import Fence
from revenant.runbooks.steps import SHELLS, numbered_commands

_MOST_JOINED = 60  # lines of one command; a quote open for longer is an apostrophe
_HEREDOC = re.compile(r"(?<!<)<<-?\s*(['\"]?)([A-Za-z_]\w*)\1")
_OPEN_QUOTE = re.compile(r"""^(?:[^'"\\]|\\.|'[^']*'|"(?:[^"\\]|\\.)*+")*+\\?(['"])""", re.DOTALL)
_TOKEN = re.compile(
    r"""
    (?P<space>[ \t]+|(?<!\S)\#[^\n]*)
  | (?P<redirect>[\d&]?>>?(?!\()\|?(?:&[\d-])?)
  | (?P<stop>&&|\|\|?&?|;;?|&|\n|\$\((?!\()|[()`]|[<>]\()
  | (?P<input><<?<?-?)
  | (?P<word>(?:'[^']*'|"(?:[^"\\]|\\.)*+"|\\.|\$(?!\()|[^\s'"\\;|&()`<>$])++|.)
    """,
    re.VERBOSE | re.DOTALL,
)
_QUOTING = re.compile(r"'([^']*)'|\"((?:[^\"\\]|\\.)*)\"|\\(.)", re.DOTALL)


class Typed(NamedTuple):
    """A whole command, over however many lines, with the line it begins in. `body` is its here-document."""

    line: int
    text: str
    body: str = ""


class Simple(NamedTuple):
    """One program with its words, quotes taken off, and the files its output is written to."""

    words: tuple[str, ...]
    targets: tuple[str, ...] = ()


def is_shell(fence: Fence) -> bool:
    """Whether a block's language is a shell's; a block of no language may be."""
    return fence.language in SHELLS


@lru_cache(maxsize=256)
def typed(fence: Fence) -> tuple[Typed, ...]:
    """The commands of a block of shell, none for other languages."""
    return tuple(_joined(numbered_commands(fence))) if is_shell(fence) else ()


def _joined(rows: Iterable[tuple[int, str]]) -> Iterator[Typed]:
    """Rows put together where a backslash, an open quote or a here-document says so; comments left out."""
    left = list(rows)
    at = 0
    while at < len(left):
        line, text = left[at]
        at += 1
        if text.lstrip().startswith("#"):
            continue
        text, at = _whole(left, at, text)
        body: list[str] = []
        if "<<" in text and (found := _HEREDOC.search(text)):
            at = _take_body(left, at, found[2], body)
        yield Typed(line, text, "\n".join(body))


def _whole(rows: list[tuple[int, str]], at: int, text: str) -> tuple[str, int]:
    parts, start = [text], at
    while at < len(rows) and parts[-1].rstrip().endswith("\\") and at - start < _MOST_JOINED:
        parts[-1] = parts[-1].rstrip()[:-1]
        parts.append(rows[at][1])
        at += 1
    text = " ".join(parts)
    if not _is_open(text):
        return text, at
    for end in range(at, min(at + _MOST_JOINED, len(rows))):
        longer = "\n".join([text, *(row for _, row in rows[at : end + 1])])
        if not _is_open(longer):
            return longer, end + 1
    return text, at


def _is_open(text: str) -> bool:
    """Whether a quote opens and does not close."""
    odd = text.count("'") % 2 or text.count('"') % 2
    return bool(odd and _OPEN_QUOTE.match(text))


def _take_body(rows: list[tuple[int, str]], at: int, ending: str, body: list[str]) -> int:
    for end in range(at, len(rows)):
        if rows[end][1].strip() == ending:
            body += [row for _, row in rows[at:end]]
            return end + 1
    return at


def simple_commands(text: str) -> list[Simple]:
    """The programs a command starts: split at `|`, `&&`, `;` and the like, and inside `$( )`."""
    found: list[Simple] = []
    words: list[str] = []
    targets: list[str] = []
    is_target = False
    for token in _TOKEN.finditer(text):
        match token.lastgroup:
            case "word" if is_target:
                targets.append(unquoted(token[0]))
                is_target = False
            case "word":
                words.append(unquoted(token[0]))
            case "redirect":
                is_target = token[0][-1] not in "0123456789-"
            case "stop":
                found.append(Simple(tuple(words), tuple(targets)))
                words, targets, is_target = [], [], False
    found.append(Simple(tuple(words), tuple(targets)))
    return [command for command in found if command.words]


def unquoted(word: str) -> str:
    """A word as the program gets it."""
    if "'" not in word and '"' not in word and "\\" not in word:
        return word
    return _QUOTING.sub(lambda found: next((part for part in found.groups() if part is not None), ""), word)
