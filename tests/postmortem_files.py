"""Postmortems with action items in files, for the tests of what reads and changes them."""

from __future__ import annotations

from pathlib import Path

from tests.conftest import git

MATTER = "---\nschema: revenant/postmortem@1\nincident: {0}\nstatus: draft\nowner: ben@example.com\n---\n# Checkout\n\n"
ITEMS = """\
## Action items

- [ ] **A1** Reject small pools. (owner: platform; due: 2026-12-20; type: prevent; impact: high; likelihood: high)

- [ ] **A2** Alert on waiting. (owner: ben@example.com; due: 2026-11-20; type: detect; impact: low; likelihood: low)

- [ ] Nobody has this one

## Lessons
"""


def write(workspace: Path, incident: str, text: str = ITEMS) -> Path:
    """A committed postmortem of an incident."""
    path = workspace / "incidents" / incident[4:8] / incident[8:10] / f"{incident}.postmortem.md"
    path.write_bytes((MATTER.format(incident) + text).encode())
    git(workspace, "add", "-A")
    git(workspace, "commit", "-q", "-m", "a postmortem")
    return path
