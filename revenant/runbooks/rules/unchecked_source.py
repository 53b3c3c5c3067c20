"""RB408: a command runs what it has just downloaded, or trusts whoever answers."""

from __future__ import annotations

import re
from collections.abc import Iterator

from revenant.core.outline import Fence
from revenant.core.problems import Level
from revenant.linting.engine import Finding
from revenant.runbooks.commands.shell import is_shell, typed
from revenant.runbooks.rules.subject import RunbookSubject

CODE = "RB408"
NAME = "unchecked-source"
LEVEL = Level.WARNING
SUMMARY = "A download is piped to a shell, or certificates are not checked."

_MARK = re.compile(r"curl|wget|verify\s?=\s?False|--insecure-skip-tls|TLS_REJECT_UNAUTHORIZED|SSL_NO_VERIFY")
_PIPED = re.compile(
    r"\b(?:curl|wget)\b[^|;\n]*\|\s*(?:sudo\s+(?:-\w+\s+)*)?(?:/bin/)?(?:ba|z|da)?sh\b"
    r"|\b(?:ba|z|da)?sh\s+(?:-c\s+)?[\"']?(?:<\(|\$\()\s*(?:curl|wget)\b"
)
_TLS_OFF = re.compile(
    r"\bcurl\b(?:[^|;\n]*?)\s(--insecure(?!\S)|-[a-zA-Z]*k[a-zA-Z]*(?!\S))"
    r"|\bwget\b[^|;\n]*?\s(--no-check-certificate)|(--insecure-skip-tls-verify)(?!=false)"
    r"|\b(verify\s?=\s?False)|\b(NODE_TLS_REJECT_UNAUTHORIZED=[\"']?0|GIT_SSL_NO_VERIFY=[\"']?(?:1|true))"
)
_OWN = re.compile(r"localhost|127\.0\.0\.1|\[::1\]")
_VALUED = re.compile(r"-[a-zA-Z]*[XHdouFTAeb][a-zA-Z]*k")  # in -Xk or -okeep the k is a value
_LONGEST = 5000


def check(subject: RunbookSubject) -> Iterator[Finding]:
    if subject.runbook.is_index:
        return
    for fence in subject.runbook.outline.fences:
        for line, text in _commands(fence):
            if found := _PIPED.search(text):
                hint = "download it, look at it or check its sum, then run it"
                yield subject.at(line, found[0], "a download is run unseen", hint)
            if word := _unverified(text):
                yield subject.at(
                    line, word, f"{word} trusts whoever answers", "give the authority's certificate, as --cacert does"
                )


def _commands(fence: Fence) -> Iterator[tuple[int, str]]:
    """What is typed in a shell, rows of programs in any other block; only such as name what the rule is about."""
    if not any(map(_MARK.search, fence.rows)):
        return
    rows = (
        [(command.line, command.text) for command in typed(fence)]
        if is_shell(fence)
        else [(fence.first + number, row) for number, row in enumerate(fence.rows)]
    )
    yield from ((line, text) for line, text in rows if len(text) < _LONGEST and _MARK.search(text))


def _unverified(text: str) -> str:
    """The words that turn certificates off; a server on the machine itself is trusted."""
    found = _TLS_OFF.search(text)
    if not found or _OWN.search(text):
        return ""
    word = next(part for part in found.groups() if part)
    return "" if _VALUED.match(word) else word
