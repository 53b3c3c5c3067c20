"""The rules for suppressions, by code. To add one: a file here, a line below, a page in docs/rules, a case."""

from __future__ import annotations

from revenant.linting.engine import Rule
from revenant.linting.rules import expired_suppression, invalid_suppression, unused_suppression
from revenant.linting.rules.subject import Suppressed

RULES: dict[str, Rule[Suppressed]] = {
    "LI001": unused_suppression,
    "LI002": invalid_suppression,
    "LI003": expired_suppression,
}
