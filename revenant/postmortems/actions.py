"""Action items: task-list lines with a strict suffix, read back as data.

- [ ] **A1** Reject pool sizes below the measured peak. (owner: team-storage; due: 2026-12-20; type: prevent)
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

SECTION = "action items"
_TASK = re.compile(r"\s{0,3}[-*+] \[(?P<mark>[ xX])\] (?:\*\*(?P<id>[A-Z]+\d+)\*\* )?(?P<text>.*)")
_SUFFIX = re.compile(r"(?P<text>.*?)\s*\((?P<fields>[a-z_]+:[^()]*(?:\([^()]*\)[^()]*)*)\)\s*")
_FENCE = re.compile(r"\s{0,3}(`{3,}|~{3,})")


class ActionItem(NamedTuple):
    """One action item and where it stands. `fields` are the words of the suffix: owner, due, type, …"""

    line: int
    id: str
    text: str
    done: bool
    fields: dict[str, str]

    @property
    def owner(self) -> str:
        return self.fields.get("owner", "")

    @property
    def due(self) -> date | None:
        """The due date, or None where there is none or none that can be read."""
        try:
            return date.fromisoformat(self.fields.get("due", ""))
        except ValueError:
            return None

    @property
    def is_ready(self) -> bool:
        """Whether somebody answers for it by a day; what will not be done needs neither."""
        return "wontdo" in self.fields or bool(self.owner and self.due)

    @property
    def name(self) -> str:
        return self.id or f"“{self.text[:40]}”"


def parse_actions(markdown: str) -> list[ActionItem]:
    """Every task-list line under a heading "Action items", outside code fences."""
    return [_item(number, found) for number, line in _section(markdown) if (found := _TASK.fullmatch(line))]


def _section(markdown: str) -> Iterator[tuple[int, str]]:
    """Numbered lines of the action item sections."""
    depth = 0
    for number, line in _outside_code_and_comments(markdown):
        if not line.startswith("#"):
            if depth:
                yield number, line
            continue
        level = len(line) - len(line.lstrip("#"))
        if line.strip("# ").casefold() == SECTION:
            depth = level
        elif level <= depth:
            depth = 0


def _outside_code_and_comments(markdown: str) -> Iterator[tuple[int, str]]:
    """Numbered lines that are neither in a code fence nor in an HTML comment that spans lines."""
    until: re.Pattern[str] | None = None
    for number, line in enumerate(markdown.splitlines(), start=1):
        if until is not None:
            until = None if until.search(line) else until
        elif fence := _FENCE.match(line):
            until = re.compile(rf"^\s{{0,3}}{re.escape(fence[1])}+\s*$")
        elif line.lstrip().startswith("<!--") and "-->" not in line:
            until = re.compile("-->")
        else:
            yield number, line


def _item(number: int, found: re.Match[str]) -> ActionItem:
    suffix = _SUFFIX.fullmatch(found["text"])
    text = suffix["text"] if suffix else found["text"].strip()
    fields = _fields(suffix["fields"]) if suffix else {}
    return ActionItem(number, found["id"] or "", text, found["mark"] != " ", fields)


def _fields(text: str) -> dict[str, str]:
    pairs = (part.partition(":") for part in text.split(";") if part.strip())
    return {name.strip(): value.strip() for name, _, value in pairs}
