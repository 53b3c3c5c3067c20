"""PM001: the front matter cannot be read, names an incident that is not there, or another than the file's name does."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePosixPath

from revenant.core.files import POSTMORTEM_SUFFIX
from revenant.core.ids import INCIDENT_ID
from revenant.core.problems import Level
from revenant.linting.engine import Finding
from revenant.postmortems.document import SCHEMA
from revenant.postmortems.subject import PostmortemSubject

CODE, NAME, LEVEL = "PM001", "unreadable-postmortem", Level.ERROR
SUMMARY = "The front matter cannot be read, or names no incident that is here."

_HINT = "front matter is YAML between two lines of ---: schema, incident, status and owner"


def check(subject: PostmortemSubject) -> Iterator[Finding]:
    """A report that is not ours may begin with whatever its own site wants."""
    named = _named_for(subject.path)
    postmortem = subject.postmortem
    if not (postmortem.is_native or named or _claims(subject)):
        return
    for complaint in postmortem.head.complaints:
        yield Finding(complaint.line, complaint.col, complaint.message, complaint.hint or _HINT)
    if not postmortem.is_native and not postmortem.head.complaints:
        yield Finding(1, 1, f"no front matter between two lines of --- that says schema: {SCHEMA}", _HINT)
    if postmortem.matter:
        yield from _incident(subject, postmortem.matter.incident, named)


def _incident(subject: PostmortemSubject, incident: str, named: str) -> Iterator[Finding]:
    if named and incident != named:
        message = f"the file is named for {named}, and its front matter says {incident}"
        yield subject.at_key("incident", message, f"write `incident: {named}`, or rename the file")
    elif subject.incident is None:
        hint = "`revenant list --all` shows every incident"
        yield subject.at_key("incident", f"there is no incident {incident} here, or its log cannot be read", hint)
    elif subject.path != (place := f"incidents/{incident[4:8]}/{incident[8:10]}/{incident}{POSTMORTEM_SUFFIX}"):
        message = f"it is not beside the log of {incident}, where commands look for it"
        yield subject.at_key("incident", message, f"move it: git mv {subject.path} {place}")


def _named_for(path: str) -> str:
    """The incident a file's name says it is for."""
    name = PurePosixPath(path).name
    stem = name.removesuffix(POSTMORTEM_SUFFIX)
    return stem if stem != name and INCIDENT_ID.fullmatch(stem) else ""


def _claims(subject: PostmortemSubject) -> bool:
    """Whether its first lines say that it is ours, although they cannot be read."""
    return bool(subject.postmortem.head.complaints) and any(
        row.startswith("schema:") and SCHEMA.partition("@")[0] in row for row in subject.rows[:30]
    )
