"""The rules for postmortems. To add one: a file here or in `blame_rules`, its page in docs/rules, and a line below."""

from __future__ import annotations

from revenant.linting.engine import Rule
from revenant.postmortems.blame_rules import RULES as BLAME_RULES
from revenant.postmortems.rules import edited_region, misplaced_marker
from revenant.postmortems.rules.subject import PostmortemSubject

RULES: dict[str, Rule[PostmortemSubject]] = {
    "PM002": misplaced_marker,
    "PM003": edited_region,
    **BLAME_RULES,
}
