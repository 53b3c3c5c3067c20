"""SL012: a name that other tools or disks refuse, or take for another."""

from __future__ import annotations

import re
from collections.abc import Iterator

from revenant.core.problems import Level
from revenant.linting.engine import Finding
from revenant.slos.documents.document import Document
from revenant.slos.rules.subject import Knowledge, SloSubject, finding

CODE = "SL012"
NAME = "unportable-name"
LEVEL = Level.INFO
SUMMARY = "A name that other tools or disks refuse, or take for another."
_LABEL = re.compile(r"[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?")
_DEVICES = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\..*)?", re.IGNORECASE)
_MOST = 63


def check(subject: SloSubject) -> Iterator[Finding]:
    for item in subject.file.items:
        if item.value is None:
            continue
        place, head = ("metadata", "name"), item.value.metadata
        if twin := _twin(item.value, subject.known):
            message = f"{head.name} and {twin} are one name where disks do not tell capitals apart"
            yield finding(item, place, message, "give one of them another name", Level.WARNING)
        elif _DEVICES.fullmatch(head.name):
            yield finding(item, place, f"Windows has no file named {head.name}", "choose another", Level.WARNING)
        elif not _LABEL.fullmatch(head.name):
            yield finding(item, place, f"{head.name} is no DNS label, which is all that tools must take", _hint())
        if len(head.display_name) > _MOST:
            message = f"displayName has {len(head.display_name)} characters, and other tools take {_MOST}"
            yield finding(item, ("metadata", "displayName"), message, "put the rest into the description")


def _twin(document: Document, known: Knowledge) -> str:
    names = [name for kind, name in known.documents if kind == document.kind == "SLO"]
    own = document.metadata.name
    return next((name for name in names if name != own and name.casefold() == own.casefold()), "")


def _hint() -> str:
    return f"a-z, 0-9 and -, at most {_MOST} of them, beginning and ending with a letter or a digit"
