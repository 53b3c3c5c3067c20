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
# Any of these must be in a text before its lines are looked at.
_MARKS = ("AKIA", "ASIA", "gh", "glpat-", "xox", "hooks.slack", "k_live_", "AIza", "npm_", "SG.")
_KEY = re.compile(r"-----BEGIN (?:[A-Z]+ )*PRIVATE KEY-----")
_KEY_ROW = re.compile(r"\s*[A-Za-z0-9+/=]{40,}\s*$")
_NAMED = re.compile(
    r"(?i:password|passwd|secret|token|api_?-?key|access_?-?key|auth)[\"']?\s*[=:]\s*[\"']?([^\s\"'`,;|&)\]}]{12,})"
    r"|://[^\s:/@]+:([^\s:/@]{8,})@[\w.-]+"
)
_NAMES = re.compile(r"(?i)password|passwd|secret|token|api[_-]?key|access[_-]?key|auth|://[^\s/]*@")
_PLACEHOLDER = re.compile(
    r"[$<>{}%*()\[\]]|\.\.|x{3}|redact|example|change|your|placeholder|dummy|sample|fake|secret|passw|token|insert|foo"
    r"|bar|todo|12345|abcd|:/|//|\\|0000|/[a-z]+/|[a-z]{8}|[._/-][a-z]{4,}[._/-]",
    re.IGNORECASE,
)


def find_secrets(rows: Sequence[str]) -> Iterator[Secret]:
    """Every secret, by line."""
    text = "\n".join(rows)
    has_token = any(mark in text for mark in _MARKS)
    if "PRIVATE KEY-----" in text:
        yield from _keys(rows)
    if not has_token and not _NAMES.search(text):
        return
    for line, row in enumerate(rows, start=1):
        found = _token(row) if has_token else None
        if found or (found := _password(row)):
            yield found._replace(line=line)


def _keys(rows: Sequence[str]) -> Iterator[Secret]:
    """A private key: its first line with at least one of its own below."""
    for line, row in enumerate(rows, start=1):
        if (found := _KEY.search(row)) and any(map(_KEY_ROW.match, rows[line : line + 6])):
            yield Secret(line, found.start() + 1, "a private key", is_certain=True)


def _token(row: str) -> Secret | None:
    for found in _TOKEN.finditer(row):
        if _is_random(found[0], 3.0) and not re.search(r"(?i)example|x{4}|12345|abcde|0{4}", found[0]):
            return Secret(0, found.start() + 1, _KINDS[(found.lastindex or 1) - 1], is_certain=True)
    return None


def _password(row: str) -> Secret | None:
    """A literal after `password=` and the like that mixes letters and digits as words do not."""
    if not _NAMES.search(row):
        return None
    for found in _NAMED.finditer(row):
        value = found[1] or found[2]
        kinds = [any(test(char) for char in value) for test in (str.islower, str.isupper, str.isdigit)]
        if kinds[2] and (kinds[0] or kinds[1]) and not _PLACEHOLDER.search(value) and _is_random(value, 3.0):
            certain = all(kinds) and len(value) >= 20 and _is_random(value, 3.8)
            return Secret(0, found.start(1 if found[1] else 2) + 1, "a password or a token", certain)
    return None


def _is_random(value: str, bits: float) -> bool:
    """Whether its characters carry so many bits each, as drawn letters do and words do not."""
    counts = Counter(value).values()
    return -sum(count / len(value) * math.log2(count / len(value)) for count in counts) >= bits
