"""Action items: task-list lines with a strict suffix, read back as data and changed one line at a time.

- [ ] **A1** Reject pool sizes below the measured peak. (owner: team-storage; due: 2026-12-20; type: prevent)
"""

from __future__ import annotations

from revenant.postmortems.actions.item import ActionItem, State
from revenant.postmortems.actions.parsing import find_actions, parse_actions, tasks_of, under_actions

__all__ = ["ActionItem", "State", "find_actions", "parse_actions", "tasks_of", "under_actions"]
