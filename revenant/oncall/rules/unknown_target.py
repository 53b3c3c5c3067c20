"""OC003: a policy notifies a schedule or a policy that there is not, so that this step reaches nobody."""

from __future__ import annotations

from collections.abc import Iterator

from revenant.core.near import told
from revenant.core.problems import Level
from revenant.linting.engine import Finding
from revenant.oncall.documents.policies import PolicyDocument
from revenant.oncall.rules.subject import OncallSubject, finding

CODE = "OC003"
NAME = "unknown-target"
LEVEL = Level.ERROR
SUMMARY = "A policy notifies a schedule or a policy that there is not."


def check(subject: OncallSubject) -> Iterator[Finding]:
    roster = subject.known.roster
    names = {"schedule": list(roster.schedules), "policy": [policy.name for policy in roster.policies]}
    for item in subject.file.items:
        if not isinstance(item.value, PolicyDocument):
            continue
        for part in ("steps", "triggers"):
            for number, each in enumerate(getattr(item.value, part)):
                for place, target in enumerate(each.notify):
                    kind, _, name = target.partition(":")
                    if kind in names and name not in names[kind]:
                        path = [part, number, "notify", place]
                        yield finding(item, path, f"there is no {kind} {name!r}", told(name, names[kind]))
