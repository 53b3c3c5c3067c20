"""RB407: what looks like a secret stands in the text."""

from __future__ import annotations

from collections.abc import Iterator

from revenant.core.problems import Level
from revenant.linting.engine import Finding
from revenant.runbooks.rules.subject import RunbookSubject
from revenant.runbooks.secrets import find_secrets

CODE = "RB407"
NAME = "secret-literal"
LEVEL = Level.ERROR
SUMMARY = "A token, a private key or a password stands in the text."


def check(subject: RunbookSubject) -> Iterator[Finding]:
    """Index pages too. The finding does not repeat the secret; what only may be one is a warning."""
    for secret in find_secrets(subject.rows):
        words = secret.kind if secret.is_certain else f"{secret.kind}, perhaps"
        hint = "revoke it: history keeps it. Say where it is kept instead, or write <placeholder>"
        level = None if secret.is_certain else Level.WARNING
        yield Finding(secret.line, secret.col, f"this looks like {words}", hint, level, is_secret=True)
