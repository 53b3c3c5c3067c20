"""What the rules say of one sentence, as if it stood in a postmortem of its own."""

from __future__ import annotations

from datetime import UTC, datetime

from revenant.core.frontmatter import Head
from revenant.core.settings import Settings
from revenant.incidents.snapshot import IncidentSnapshot
from revenant.linting.engine import run_rules
from revenant.postmortems.reading import read_postmortem
from revenant.postmortems.rules import RULES
from revenant.postmortems.rules.subject import PostmortemSubject

BLAME = {code: rule for code, rule in RULES.items() if code.startswith("BL")}
NOBODY = Settings(schema="revenant/workspace@1")


class Known:
    """A workspace of these settings, whose one incident may be given."""

    now = datetime(2026, 11, 23, 12, tzinfo=UTC)

    def __init__(self, settings: Settings = NOBODY, incident: IncidentSnapshot | None = None) -> None:
        self.settings, self._incident = settings, incident

    def incident(self, incident_id: str) -> IncidentSnapshot | None:
        return self._incident


def subject(text: str, settings: Settings = NOBODY) -> PostmortemSubject:
    head = Head({}, None, (), 0)
    return PostmortemSubject(read_postmortem("report.md", text.split("\n"), head), Known(settings))


def judge(sentence: str, section: str = "", settings: Settings = NOBODY) -> list[str]:
    """The codes of the rules that have something to say of `sentence` under the heading `section`."""
    text = f"# A report\n\n## {section}\n\n{sentence}\n"
    return sorted({problem.code for problem in run_rules(BLAME, subject(text, settings))})
