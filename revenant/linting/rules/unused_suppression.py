"""LI001: a comment keeps lint silent where it has nothing to say."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from revenant.core.problems import Fix, Level, Splice
from revenant.linting.engine import Finding
from revenant.linting.rules.subject import Suppressed
from revenant.linting.suppression import Suppression, without, without_codes

CODE = "LI001"
NAME = "unused-suppression"
LEVEL = Level.WARNING
SUMMARY = "A suppression of a problem that is not there."


def check(subject: Suppressed) -> Iterator[Finding]:
    """Only rules that ran count; of a comment that still silences another rule just the codes go."""
    for each, silenced in zip(subject.suppressions, subject.silenced, strict=True):
        unused = [code for code in each.codes if code in subject.ran and code not in silenced]
        if unused and not each.fault and not each.is_over(subject.today):
            fix = _fix(each, subject.rows[each.line - 1], unused)
            message = f"nothing to ignore: {', '.join(unused)} finds nothing here"
            yield Finding(each.line, each.start + 1, message, "remove it, or run `revenant lint --fix`", fix=fix)


def _fix(suppression: Suppression, row: str, unused: Sequence[str]) -> Fix:
    if len(unused) < len(suppression.codes):
        rest: str | None = without_codes(row, suppression, unused)
    else:
        rest = without(row, suppression)
    rows = () if rest is None else (rest,)
    return Fix((Splice(suppression.line, suppression.line, rows),))
