"""The rules for the pages of handoffs. To add one: a file here, a line below, a page in docs/rules, a case."""

from __future__ import annotations

from revenant.linting.engine import Rule
from revenant.oncall.handing.document import HandoffSubject
from revenant.oncall.handing.rules import handoff_not_accepted, unreadable_handoff

RULES: dict[str, Rule[HandoffSubject]] = {"OC040": unreadable_handoff, "OC041": handoff_not_accepted}
