"""One piece of JSON decoded, or the reason why it cannot be, in words; repeated keys are noticed."""

from __future__ import annotations

import json
import re
from typing import Any

import msgspec

_CUT_OFF = "Input data was truncated"
_HALF_A_PAIR = re.compile(rb"\\u[dD][89a-fA-F]")
_NOT_A_NUMBER = re.compile(rb"[:\[,\s]-?(NaN|Infinity)")
_decode = msgspec.json.Decoder().decode


class NotJsonError(ValueError):
    """What is wrong, in words; `is_cut_off` where more input might mend it."""

    def __init__(self, reason: str, *, is_cut_off: bool = False) -> None:
        super().__init__(reason)
        self.is_cut_off = is_cut_off


def decode(content: bytes) -> Any:
    """The value that `content` is.

    Raises:
        NotJsonError: it is none.
    """
    try:
        return _decode(content)
    except RecursionError:
        raise NotJsonError("nested too deeply") from None
    except UnicodeDecodeError as error:
        raise NotJsonError(f"not UTF-8: {error.reason}") from None
    except msgspec.DecodeError as error:
        raise NotJsonError(_why(str(error), content), is_cut_off=str(error) == _CUT_OFF) from None


def repeated_key(value: Any, content: bytes) -> str:
    """A key that stands twice in one object of `content`, which decoded to `value`; empty where none does.

    Counting colons after quotes is cheap and nearly always settles it; only a mismatch is looked into.
    """
    if content.count(b'":') == _keys(value):
        return ""
    found: list[str] = []

    def check(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        seen = dict(pairs)
        if len(seen) != len(pairs) and not found:
            names = [name for name, _ in pairs]
            found.append(next(name for name in names if names.count(name) > 1))
        return seen

    try:
        json.loads(content, object_pairs_hook=check)
    except (ValueError, RecursionError):
        return ""
    return found[0] if found else ""


def _keys(value: Any) -> int:
    """How many keys all objects in `value` have together; without recursion, as nobody bounds its depth."""
    count, waiting = 0, [value]
    while waiting:
        inner = waiting.pop()
        if isinstance(inner, dict):
            count += len(inner)
            inner = inner.values()
        elif not isinstance(inner, list):
            continue
        waiting += [item for item in inner if isinstance(item, dict | list)]
    return count


def _why(message: str, content: bytes) -> str:
    """msgspec's complaint; two of them name the symptom, so the cause is looked for."""
    if "range" in message:
        return "not JSON: a number too large"
    if _HALF_A_PAIR.search(content):
        return "not JSON: half of a surrogate pair, which is no character"
    if _NOT_A_NUMBER.search(content):
        return "not JSON: NaN or Infinity, which JSON does not have"
    if message == _CUT_OFF:
        return "not JSON: it is cut off"
    return f"not JSON: {message.removeprefix('JSON is malformed: ')}"
