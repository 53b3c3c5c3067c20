"""Text from outside made harmless: control characters, escapes and direction marks become visible.

Everything printed passes through here, because an alert title or a log line may have been written
by whoever caused the incident.
"""

from __future__ import annotations

import re
from typing import Any

# C0 and C1 controls, DEL, line and paragraph separators, bidirectional and invisible format
# characters (Unicode TR36 "bidirectional text spoofing"), tags, lone surrogates, non-characters.
# The joiners U+200C and U+200D stay: Persian and emoji need them, and they move nothing.
UNSAFE = re.compile(
    "[\x00-\x1f\x7f-\x9f\u00ad\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f"
    "\u3164\ufeff\uffa0\ufff0-\ufffb\ufffe\uffff\ud800-\udfff\U000e0000-\U000e0fff]"
)
_BEYOND_ASCII = re.compile("[^\x00-\x7f]")
_SURROGATE = re.compile("[\ud800-\udfff]")


def one_line(text: str) -> str:
    """Show `text` on one line: newlines as ⏎, every other unsafe character as its escape."""
    return UNSAFE.sub(_visible, text.replace("\r\n", "\n"))


def lines(text: str) -> list[str]:
    """Show `text` over its own lines, each of them harmless."""
    return [one_line(line) for line in text.replace("\r\n", "\n").split("\n")]


def encodable(text: str) -> str:
    """Replace lone surrogates (from undecodable command-line bytes) so that UTF-8 can hold the text."""
    return _SURROGATE.sub("\ufffd", text)


def all_encodable(value: Any) -> Any:
    """The same for every text in a value, in lists and mappings too. A text's own subclasses stay as they are."""
    if type(value) is str:
        return encodable(value)
    if isinstance(value, list):
        return [all_encodable(item) for item in value]
    return {key: all_encodable(item) for key, item in value.items()} if isinstance(value, dict) else value


def escape_json(document: str) -> str:
    """Escape what JSON allows raw but a terminal may obey; the document means the same."""
    return UNSAFE.sub(lambda found: found[0] if found[0] == "\n" else _json_escape(found[0]), document)


def ascii_json(document: str) -> str:
    """The same JSON in ASCII, for where UTF-8 cannot be written."""
    return _BEYOND_ASCII.sub(lambda found: _json_escape(found[0]), document)


def how_many(number: int, noun: str) -> str:
    """A number with its noun: 1 incident, 2 incidents."""
    return f"{number} {noun}{'' if number == 1 else 's'}"


def shorten(text: str, width: int) -> str:
    """Cut `text` to `width` characters, the last one an ellipsis when something was cut."""
    return text if len(text) <= width else text[: max(width - 1, 0)].rstrip() + "…"


def _visible(found: re.Match[str]) -> str:
    char = found[0]
    if char == "\n":
        return " ⏎ "
    if char == "\t":
        return " "
    code = ord(char)
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"


def _json_escape(char: str) -> str:
    code = ord(char)
    if code < 0x10000:
        return f"\\u{code:04x}"
    code -= 0x10000
    return f"\\u{0xD800 + (code >> 10):04x}\\u{0xDC00 + (code & 0x3FF):04x}"
