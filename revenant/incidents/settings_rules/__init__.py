"""The rules for revenant.yaml and .gitattributes, by code. To add one: a file here, a line below, a page, a case."""

from __future__ import annotations

from revenant.core.settings import Settings
from revenant.incidents.settings_rules import (
    duplicate_person,
    invalid_settings,
    logs_not_merged,
    no_admin,
    relaxed_target,
    unknown_milestone,
    unknown_rule,
    unknown_team,
    unknown_zone,
)
from revenant.incidents.settings_rules.logs_not_merged import Attributes
from revenant.incidents.settings_rules.unknown_rule import Levels
from revenant.linting.document import Document
from revenant.linting.engine import Rule

SETTINGS_RULES: dict[str, Rule[Document[Settings]]] = {
    "WS001": invalid_settings,
    "WS003": duplicate_person,
    "WS005": no_admin,
    "WS006": relaxed_target,
    "WS008": unknown_team,
    "WS009": unknown_milestone,
    "WS013": unknown_zone,
}
ATTRIBUTES_RULES: dict[str, Rule[Attributes]] = {"WS007": logs_not_merged}
LEVELS_RULES: dict[str, Rule[Levels]] = {"WS011": unknown_rule}
