"""Secrets in a text: tokens by the shape their makers gave them, passwords by being no words and no placeholders."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple


class Secret(NamedTuple):
    """Where a secret begins and what it seems to be. `is_certain` if its shape leaves little doubt."""

    line: int
    col: int
    kind: str
    is_certain: bool


_TOKENS = {
    "an AWS access key": r"\b(?:AKIA|ASIA)[0-9A-Z]{16}\b",
    "a GitHub token": r"\b(?:gh[pousr]_[A-Za-z0-9]{36,}|github_pat_[A-Za-z0-9_]{50,})",
    "a GitLab token": r"\bglpat-[A-Za-z0-9_-]{20,}",
    "a Slack token": r"\bxox[baprs]-\d[A-Za-z0-9-]{15,}",
    "a Slack webhook": r"hooks\.slack\.com/services/T[A-Z0-9]{6,}/B[A-Z0-9]{6,}/[A-Za-z0-9]{20,}",
    "a Stripe key": r"\b[sr]k_live_[A-Za-z0-9]{20,}",
    "a Google key": r"\bAIza[A-Za-z0-9_-]{35}\b",
    "an npm token": r"\bnpm_[A-Za-z0-9]{36}\b",
    "a SendGrid key": r"\bSG\.[A-Za-z0-9_-]{22}\.[A-Za-z0-9_-]{43}\b",
}
_TOKEN = re.compile("|".join(f"({pattern})" for pattern in _TOKENS.values()))
_KINDS = list(_TOKENS)
# One of these must be in a text before a pattern is tried on it.
_MARKS = (
    "AKIA",
    "ASIA",
    "ghp_",
    "gho_",
    "ghu_",
    "ghs_",
    "ghr_",
    "github_pat_",
    "glpat-",
    "xox",
    "hooks.slack",
    "k_live_",
    "AIza",
    "npm_",
    "SG.",
)
_KEY = re.compile(r"-----BEGIN (?:[A-Z]+ )*PRIVATE KEY-----")
_KEY_ROW = re.compile(r"\s*[A-Za-z0-9+/=]{40,}\s*$")
_NAMES = ("passw", "secret", "token", "api_key", "api-key", "apikey", "access_key", "access-key", "accesskey")
_VALUE = re.compile(r"\w*[\"']?[ \t]*[=:][ \t]*[\"'`]?([^\s\"'`,;|&)\]}]{12,})")
_IN_URL = re.compile(r"://[^\s:/@]+:([^\s:/@]{8,})@[\w.-]+")
_EXAMPLE = re.compile(r"(?i)example|x{4}|12345|abcde|0{4}")
_PLACEHOLDER = re.compile(
    r"[$<>{}%*()\[\]]|\.\.|x{3}|redact|example|change|your|placeholder|dummy|sample|fake|secret|passw|token|insert|foo"
    r"|bar|todo|12345|abcd|:/|//|\\|0000|/[a-z]+/|[a-z]{8}|[._/-][a-z]{4,}[._/-]",
    re.IGNORECASE,
)


class _Place(NamedTuple):
    start: int
    kind: str
    is_certain: bool


def find_secrets(rows: Sequence[str]) -> Iterator[Secret]:
    """Every secret, by line and column; what is a token of a known shape is told as that."""
    text = "\n".join(rows)
    told: dict[int, _Place] = {}
    for place in [*_passwords(text), *_tokens(text), *_keys(text)]:
        told[place.start] = place
    for start in sorted(told):
        line = text.count("\n", 0, start) + 1
        yield Secret(line, start - text.rfind("\n", 0, start), told[start].kind, told[start].is_certain)


def _keys(text: str) -> Iterator[_Place]:
    """A private key: its first line with at least one of its own below."""
    for found in _KEY.finditer(text) if "PRIVATE KEY" in text else ():
        if any(map(_KEY_ROW.match, text[found.end() : found.end() + 600].split("\n")[1:7])):
            yield _Place(found.start(), "a private key", is_certain=True)


def _tokens(text: str) -> Iterator[_Place]:
    for found in _TOKEN.finditer(text) if any(mark in text for mark in _MARKS) else ():
        if _is_random(found[0], 3.0) and not _EXAMPLE.search(found[0]):
            yield _Place(found.start(), _KINDS[(found.lastindex or 1) - 1], is_certain=True)


def _passwords(text: str) -> Iterator[_Place]:
    """Literals after `password=` and the like, and in addresses, that mix letters and digits as words do not."""
    for found in _named(text):
        value = found[1]
        kinds = [any(test(char) for char in value) for test in (str.islower, str.isupper, str.isdigit)]
        if kinds[2] and (kinds[0] or kinds[1]) and not _PLACEHOLDER.search(value) and _is_random(value, 3.0):
            is_certain = all(kinds) and len(value) >= 20 and _is_random(value, 3.8)
            yield _Place(found.start(1), "a password or a token", is_certain)


def _named(text: str) -> Iterator[re.Match[str]]:
    """Values that stand where secrets do. Plain searches: a pattern without case costs more than all other rules."""
    if "@" in text and ":" in text:
        yield from _IN_URL.finditer(text)
    lowered = text.lower()
    for name in _NAMES if len(lowered) == len(text) else ():
        at = lowered.find(name)
        while at >= 0:
            if found := _VALUE.match(text, at):
                yield found
            at = lowered.find(name, at + len(name))


def _is_random(value: str, bits: float) -> bool:
    """Whether its characters carry so many bits each, as drawn letters do and words do not."""
    counts = Counter(value).values()
    return -sum(count / len(value) * math.log2(count / len(value)) for count in counts) >= bits
