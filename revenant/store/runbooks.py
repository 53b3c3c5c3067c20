"""Which runbook an alert is about: the `alerts` that runbooks name in their front matter."""

from __future__ import annotations

from fnmatch import fnmatchcase
from typing import NamedTuple

from revenant.errors import UnsafePathError
from revenant.store.workspace import Workspace

_MOST_BYTES = 2**16


class Named(NamedTuple):
    """An alert name, which may hold * and ?, and the runbook that claims it."""

    alert: str
    runbook: str


def named_alerts(workspace: Workspace) -> list[Named]:
    """Every alert that some runbook names; exact names first. What cannot be read names nothing (lint says why)."""
    from revenant.store import yaml_io

    found: list[Named] = []
    for path in sorted((workspace.root / "runbooks").rglob("*.md")):
        try:
            head = workspace.inside(path).read_bytes()[:_MOST_BYTES]
            data = yaml_io.load(_front_matter(head))
        except (OSError, yaml_io.YamlError, UnsafePathError):
            continue
        alerts = data.get("alerts") if isinstance(data, dict) else None
        if isinstance(alerts, list):
            found += [Named(str(alert), str(data.get("id") or path.stem)) for alert in alerts]
    return sorted(found, key=lambda each: ("*" in each.alert or "?" in each.alert, each))


def runbook_for(alert: str, named: list[Named]) -> str:
    """The runbook that claims an alert; empty where none does."""
    return next((each.runbook for each in named if fnmatchcase(alert, each.alert)), "") if alert else ""


def _front_matter(content: bytes) -> bytes:
    if not content.startswith(b"---\n"):
        return b"{}"
    return content[4:].partition(b"\n---")[0]
