"""What the rules for coverage look at: a file of alert rules, or a runbook with what it claims."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from revenant.core.frontmatter import Complaint
from revenant.core.settings import RunbookSettings
from revenant.runbooks.coverage import Cover, Coverage
from revenant.runbooks.document import Runbook


class RuleFileSubject(NamedTuple):
    """One file of alert rules. `complaint` says why it could not be read; `covers` are its alerts."""

    path: str
    rows: Sequence[str]
    complaint: Complaint | None
    covers: Sequence[Cover]
    coverage: Coverage


class ClaimSubject(NamedTuple):
    """One runbook. `rivals` are, by alert, all runbooks that name it; `alerts` all that rules have."""

    path: str
    rows: Sequence[str]
    runbook: Runbook
    rivals: Mapping[str, Sequence[Runbook]]
    alerts: frozenset[str] | None
    settings: RunbookSettings

    # `alerts` is None where nobody said which files hold rules.

    def place(self, alert: str) -> tuple[int, int]:
        """Where the front matter names an alert."""
        for line in range(2, self.runbook.head.rows):
            column = self.rows[line - 1].find(alert)
            if column >= 0 and not self.rows[line - 1].startswith(("id:", "title:")):
                return line, column + 1
        return 1, 1
