"""Queries as people write them, taken apart just far enough to be put into others and stay whole.

A query with an open bracket, an open quote or a comment would swallow what stands around it.
"""

from __future__ import annotations

import re
from datetime import timedelta

from revenant.core.text import UNSAFE, encodable
from revenant.slos.errors import NotExpressibleError

RANGE = "\x00"  # stands for the range in an expression that is yet to be given one; no query may hold it
_UNDECODED = "\ufffd"  # Prometheus takes it for broken UTF-8
STRING = r"\"(?:[^\"\\\n]|\\.)*\"|'(?:[^'\\\n]|\\.)*'|`[^`]*`"
_ESCAPE = re.compile(  # those of Go
    r"\\(?:[abfnrtv\\'\"]|[0-3][0-7]{2}|x[0-9A-Fa-f]{2}|u(?![Dd][89A-Fa-f])[0-9A-Fa-f]{4}"
    r"|U(?!0000[Dd][89A-Fa-f])00(?:0[0-9A-Fa-f]|10)[0-9A-Fa-f]{4})|\\(?P<unknown>.)"
)
_TOKEN = re.compile(
    rf"(?P<string>{STRING})|(?P<gap>(?:\s|\#[^\n]*)+)|(?P<range>\{{\{{\s*\.window\s*\}}\}}|\$window\b|\$\{{window\}})"
    r"|(?P<open>[(\[{])|(?P<close>[)\]}])|(?P<quote>[\"'`])|(?P<dollar>\$)|(?P<word>[^\s()\[\]{}\"'`#$]+)"
)
MATCHER = rf"\s*[A-Za-z_]\w*\s*(?:=~|!~|!=|=)\s*(?:{STRING})\s*"
SELECTOR = rf"(?:[A-Za-z_:][\w:]*\s*)?\{{(?:{MATCHER}(?:,{MATCHER})*,?)?\s*\}}|[A-Za-z_:][\w:]*"
_GROUPING = r"(?:\s*(?:by|without)\s*\([\w\s,]*\)\s*)?"
_SELECTED = re.compile(SELECTOR)
_SUMMED = re.compile(rf"sum{_GROUPING}\s*\(\s*(?P<inner>{SELECTOR})\s*\){_GROUPING}")
_PAIRS = {"(": ")", "[": "]", "{": "}"}
_PARTS = (("d", 86400), ("h", 3600), ("m", 60), ("s", 1))


def whole(query: str) -> str:
    """The query on one line, without comments, RANGE for each `{{.window}}` or `$window`.

    Raises:
        NotExpressibleError: it is empty, a bracket or a quote in it is not closed, or an escape unknown.
    """
    open_brackets: list[str] = []
    parts = [_part(found, open_brackets) for found in _TOKEN.finditer(query.replace(RANGE, " "))]
    if open_brackets:
        raise NotExpressibleError(f"it opens a bracket that {open_brackets[-1]!r} does not close")
    text = "".join(parts).strip()
    if not text:
        raise NotExpressibleError("there is no query")
    if _UNDECODED in text:
        raise NotExpressibleError("it holds U+FFFD, which stands for text that could not be read")
    return text


def _part(found: re.Match[str], open_brackets: list[str]) -> str:
    text = found[0]
    match found.lastgroup:
        case "string":
            _check_escapes(text)
        case "gap":
            return " "
        case "range":
            return RANGE
        case "quote":
            raise NotExpressibleError(f"it opens a quote, {text}, and does not close it")
        case "dollar":
            raise NotExpressibleError("the only thing that may stand for something else in it is $window")
        case "open":
            open_brackets.append(_PAIRS[text])
        case "close" if not open_brackets or open_brackets.pop() != text:
            raise NotExpressibleError(f"it closes a bracket, {text}, that it has not opened")
    return text


def _check_escapes(string: str) -> None:
    foreign = {'"': "\\'", "'": '\\"'}.get(string[0])
    for escape in () if foreign is None else _ESCAPE.finditer(string):
        if escape["unknown"] or escape[0] == foreign:
            raise NotExpressibleError(f"it holds an escape, {escape[0]}, that PromQL does not have there")


def selector(query: str) -> str | None:
    """The one selector of series a whole query consists of, with or without a sum around it; None for anything else."""
    if _SELECTED.fullmatch(query):
        return query
    found = _SUMMED.fullmatch(query)
    return found["inner"].strip() if found else None


def over(expression: str, length: timedelta) -> str:
    """The expression with this range."""
    return expression.replace(RANGE, duration(length))


def duration(length: timedelta) -> str:
    """As PromQL writes it: 5m, 1h30m, 28d."""
    seconds, said = int(length.total_seconds()), ""
    for unit, size in _PARTS:
        number, seconds = divmod(seconds, size)
        said += f"{number}{unit}" if number else ""
    return said or "0s"


def label_value(text: str) -> str:
    """Text as the value of a label that Prometheus can look for."""
    return encodable(text).replace(_UNDECODED, "?")


def quoted(text: str) -> str:
    """A string of PromQL that holds this text, whatever it is."""
    safe = label_value(text).replace("\\", "\\\\").replace('"', '\\"')
    return f'"{UNSAFE.sub(_escaped, safe)}"'


def _escaped(found: re.Match[str]) -> str:
    code = ord(found[0])
    return f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"


def series(name: str, labels: dict[str, str]) -> str:
    """The selector of what was recorded under a name with these labels."""
    return f"{name}{{{','.join(f'{key}={quoted(value)}' for key, value in sorted(labels.items()))}}}"
