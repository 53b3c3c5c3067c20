"""One event, one physical line: written so that any YAML reader agrees on it, and read back fast.

Writing escapes whatever some YAML 1.1 or 1.2 reader might take for a line break or another type.
Reading knows only lines in the form written here: it turns them into JSON, which msgspec decodes.
Whatever else stands in a log (a hand edit, another tool's quotes) is left to the YAML parser, so the
two never disagree; docs/decisions/0006 has the measurement.
"""

from __future__ import annotations

import re
from datetime import datetime
from functools import lru_cache
from typing import Any

import msgspec

from revenant.core.text import UNSAFE, encodable
from revenant.core.times import format_time

_WORD = "[A-Za-z0-9_./+@-]"
_PLAIN = re.compile(rf"[A-Za-z0-9]{_WORD}*(?: [A-Za-z0-9(](?:{_WORD}|[()])*)*")
# Words YAML 1.1 or 1.2 would read as something else than text, and anything number- or time-like.
_SPECIAL = re.compile(
    r"(?i)true|false|yes|no|on|off|y|n|null|nan|inf|[-+.]?[0-9][0-9_.,:xobe+-]*[0-9a-f]*|0[xob].*|[0-9-]+[t ].*"
)


def to_line(data: dict[str, Any]) -> str:
    """Write `data` as one flow mapping on one physical line, readable by any YAML 1.1 or 1.2 reader."""
    return _flow(data)


def _flow(value: Any) -> str:
    if isinstance(value, dict):
        return "{" + ", ".join(f"{_text(str(key))}: {_flow(item)}" for key, item in value.items()) + "}"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(_flow(item) for item in value) + "]"
    if isinstance(value, datetime):
        return format_time(value)
    if value is None or isinstance(value, bool | int | float):
        return _number(value)
    return _text(str(value))


_NAMES = {"None": "null", "True": "true", "False": "false", "nan": ".nan", "inf": ".inf", "-inf": "-.inf"}


def _number(value: float | None) -> str:
    text = repr(value)
    return _NAMES.get(text) or _with_point(text)


def _with_point(text: str) -> str:
    """YAML 1.1 readers take 1e16 for text: give every exponent its point."""
    mantissa, exponent, rest = text.partition("e")
    return f"{mantissa}.0e{rest}" if exponent and "." not in mantissa else text


def _text(text: str) -> str:
    text = encodable(text)
    if _PLAIN.fullmatch(text) and not _SPECIAL.fullmatch(text):
        return text
    quoted = msgspec.json.encode(text).decode()
    return UNSAFE.sub(_escape, quoted)


def _escape(found: re.Match[str]) -> str:
    """YAML's own escape for what JSON writes raw: line breaks to some reader, or invisible, or turning text round."""
    code = ord(found[0])
    return f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"


# --- reading --------------------------------------------------------------------------------

# A text or a word, and whether it is a key; else any character that is no punctuation of ours.
PLAIN_WORD = r"[A-Za-z0-9](?:[A-Za-z0-9_./+@()-]|:(?=[A-Za-z0-9])| (?=[A-Za-z0-9(]))*"
_TOKEN = re.compile(rf'("(?:[^"\\]|\\.)*"|{PLAIN_WORD})(: )?|[^]\[{{}}, ]')
_SPOILT = "<not the same>"
# What YAML and JSON read differently inside a line, or one of them not at all.
DOUBTFUL_LINE = re.compile("\\\\u[dD][89a-fA-F]|[\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff]")
NUMBER_OR_NAME = re.compile(r"(?i)true|false|null|[0-9][0-9_.]*(?:e[-+]?[0-9]+)?|0x[0-9a-f]+|0o[0-7]+")
_SAME_IN_BOTH = re.compile(r"true|false|null|(?:0|[1-9][0-9]{0,14})(?:\.[0-9]{1,15})?")


def to_json(line: str) -> str | None:
    """A flow mapping in the form `to_line` writes, as JSON; None for any text that may mean something else."""
    if DOUBTFUL_LINE.search(line):
        return None
    keys: list[str] = []

    def quote(found: re.Match[str]) -> str:
        word, colon = found.groups()
        if word is None or (colon and word[0] == '"'):
            return _SPOILT
        if colon:
            keys.append(word)
            return f'"{word}": '
        return word if word[0] == '"' else _json_word(word)

    document = _TOKEN.sub(quote, line)
    return document if len(set(keys)) == len(keys) else None


@lru_cache(maxsize=1024)
def _json_word(word: str) -> str:
    """A plain YAML word as JSON; a word YAML reads as a number JSON cannot write spoils the document."""
    if not NUMBER_OR_NAME.fullmatch(word):
        return f'"{word}"'
    return word if _SAME_IN_BOTH.fullmatch(word) else _SPOILT
