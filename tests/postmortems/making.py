"""Postmortems of the suite's sample incident, made of text, for tests without a disk."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import cache
from pathlib import Path

from revenant.core.settings import Settings
from revenant.incidents.snapshot import IncidentSnapshot, fold
from revenant.postmortems.document import SCHEMA, FrontMatter
from revenant.postmortems.reading import read_postmortem
from revenant.postmortems.subject import PostmortemSubject
from revenant.store.frontmatter import read_head
from revenant.store.log import parse_log

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
INCIDENT = "INC-20261112-BX1BM"
HEAD = f"---\nschema: {SCHEMA}\nincident: {INCIDENT}\nstatus: review\nowner: ben@example.com\n---\n"
NOBODY = Settings(schema="revenant/workspace@1")
_LOG = Path(__file__).parents[1] / "rules" / "postmortem-incident.yaml"


@cache
def incident() -> IncidentSnapshot:
    """The sample: 10:08 impact, 10:15:03 detected, 10:41:12 mitigated, 10:58:47 resolved; 47 % for 32 minutes; SEV2."""
    return fold(INCIDENT, parse_log(_LOG.read_bytes()).events)


class Known:
    """A workspace of these settings, with one incident or none."""

    now = NOW

    def __init__(self, settings: Settings = NOBODY, incident: IncidentSnapshot | None = None) -> None:
        self.settings, self._incident = settings, incident

    def incident(self, incident_id: str) -> IncidentSnapshot | None:
        return self._incident if self._incident and self._incident.id == incident_id else None


def subject(text: str) -> PostmortemSubject:
    """The postmortem that reads `text`, front matter and all."""
    rows = text.split("\n")
    return PostmortemSubject(
        read_postmortem("report.md", rows, read_head(rows, FrontMatter, SCHEMA)), Known(incident=incident())
    )
