"""AU012: a commit without a good signature of its author (only with --signatures)."""

from __future__ import annotations

from collections.abc import Iterator

from revenant.core.problems import Level
from revenant.incidents.history import Signature
from revenant.linting.engine import Finding

CODE = "AU012"
NAME = "unsigned-commit"
LEVEL = Level.ERROR
SUMMARY = "A commit to the record without a good signature of its author."

_HINT = "`git log --format='%h %G? %GS'` shows what git makes of each signature; docs/rules/AU012.md says how to sign"
_VERDICTS = {
    "N": "has no signature",
    "B": "has a bad signature",
    "U": "has a signature by a key nobody vouches for",
    "X": "has a signature that has expired",
    "Y": "has a signature by a key that has expired",
    "R": "has a signature by a revoked key",
    "E": "has a signature that cannot be checked here",
}


def check(subject: Signature) -> Iterator[Finding]:
    verdict = subject.commit.verdict
    if verdict != "G":
        yield Finding(0, 0, _VERDICTS.get(verdict, "has no signature"), _HINT)
    elif not _is_own(subject):
        yield Finding(0, 0, f"is signed by {subject.commit.signer}, who is not its author", _HINT)


def _is_own(subject: Signature) -> bool:
    """Whether the signer is the author, under any address, or a listed bot."""
    person = subject.settings.person(subject.commit.author)
    own = [person.email, *person.aliases] if person else [subject.commit.author]
    signer = subject.commit.signer.casefold().rpartition("<")[2].rstrip(">")
    return signer in {address.casefold() for address in (*own, *subject.settings.bots)}
