"""What a commit did, as a text file: how the cases of the AU rules are written.

`author: ADDRESS` and `signature: VERDICT SIGNER` first, then sections `== NAME`: `before` and `after` are an
incident's log, `people before` and `people after` are revenant.yaml, `joined` is one more revenant.yaml that a
merge brings in. The people of the suite are in force where a case names no others.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from revenant.core.problems import Problem
from revenant.core.settings import Settings
from revenant.incidents.audit_rules import (
    BEGINNING_RULES,
    GAIN_RULES,
    LOSS_RULES,
    PEOPLE_RULES,
    PUSH_RULES,
    REDACTION_RULES,
    SIGNATURE_RULES,
)
from revenant.incidents.history import Beginning, Commit, LogGain, LogLoss, SettingsChange, Signature
from revenant.incidents.lines import Text, gains, losses
from revenant.linting.engine import run_rules
from revenant.store.log import read_event
from revenant.store.roles import NOBODY, read_people
from tests.conftest import SETTINGS

LOG = "incidents/2026/11/INC-20261123-7F3K9.yaml"


class Change:
    """One case, read."""

    def __init__(self, text: str) -> None:
        head, *rest = re.split(r"^== (.+)\n", text, flags=re.MULTILINE)
        self.head = dict(line.split(": ", 1) for line in head.splitlines() if ": " in line)
        self.parts = dict(zip(rest[::2], rest[1::2], strict=True))
        verdict, _, signer = self.head.get("signature", "").partition(" ")
        self.commit = Commit("2f6c1d09ab", self.head.get("author", ""), ("parent",), verdict, signer)
        self.settings = self.people("people before", SETTINGS)

    def people(self, name: str, otherwise: str = "") -> Settings:
        return read_people(self.parts.get(name, otherwise).encode()).settings or NOBODY

    def text(self, name: str) -> Text:
        return Text(self.parts.get(name, ""), read_event)


def judge(code: str, text: str) -> Iterator[Problem]:
    """What the rule `code` finds in a case."""
    change = Change(text)
    if code in PEOPLE_RULES:
        found = run_rules({code: PEOPLE_RULES[code]}, _people(change))
    elif code in SIGNATURE_RULES:
        found = run_rules({code: SIGNATURE_RULES[code]}, Signature(change.commit, LOG, [], change.settings))
    elif code in BEGINNING_RULES:
        found = run_rules({code: BEGINNING_RULES[code]}, _beginning(change))
    elif code in GAIN_RULES:
        found = run_rules({code: GAIN_RULES[code]}, _gain(change))
    elif code in REDACTION_RULES:
        loss = _loss(change)
        found = run_rules({code: REDACTION_RULES[code]}, loss._replace(rows=loss.result.rows))
    else:
        found = run_rules({code: (LOSS_RULES | PUSH_RULES)[code]}, _loss(change))
    who = "the push to main" if code in PUSH_RULES else f"commit {change.commit.id[:9]} by {change.commit.author}"
    return (problem._replace(message=f"{who} {problem.message}") for problem in found)


def _people(change: Change) -> SettingsChange:
    text = change.parts.get("people after")
    now = read_people(text.encode()) if text is not None else None
    after, complaint = (now.settings, now.complaint) if now else (None, "")
    rows = (text or "").splitlines()
    return SettingsChange(change.commit, "revenant.yaml", rows, change.settings, after, complaint)


def _beginning(change: Change) -> Beginning:
    return Beginning(change.commit, "revenant.yaml", [], [change.settings, change.people("joined")])


def _gain(change: Change) -> LogGain:
    before, after = change.text("before"), change.text("after")
    return LogGain(change.commit, LOG, after.rows, change.settings, *gains([before], after), after)


def _loss(change: Change) -> LogLoss:
    before, after = change.text("before"), change.text("after")
    missing, known = losses(before, after), frozenset(before.rows)
    deleted = "after" not in change.parts
    return LogLoss(change.commit, LOG, before.rows, change.settings, missing, after, known, deleted)
