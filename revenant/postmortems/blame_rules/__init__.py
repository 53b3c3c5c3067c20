"""The rules for blameless language. To add one: a file here, its page in docs/rules, and a line below."""

from __future__ import annotations

from revenant.linting.engine import Rule
from revenant.postmortems.rules.subject import PostmortemSubject

RULES: dict[str, Rule[PostmortemSubject]] = {}
