"""The rules for oncall/, by code. To add one: a file here, a line below, a page in docs/rules, a case."""

from __future__ import annotations

from revenant.linting.engine import Rule
from revenant.oncall.rules import (
    empty_layer,
    gap_ahead,
    idle_override,
    no_day_off,
    past_rewritten,
    policy_loop,
    repeated_name,
    same_person_twice,
    unknown_person,
    unknown_service,
    unknown_target,
    unreadable_document,
    unreadable_override,
)
from revenant.oncall.rules.subject import OncallSubject
from revenant.oncall.rules.unreadable_override import OverridesSubject

RULES: dict[str, Rule[OncallSubject]] = {
    "OC001": unreadable_document,
    "OC002": repeated_name,
    "OC003": unknown_target,
    "OC004": unknown_person,
    "OC005": empty_layer,
    "OC006": gap_ahead,
    "OC007": no_day_off,
    "OC008": same_person_twice,
    "OC009": policy_loop,
    "OC010": unknown_service,
    "OC011": idle_override,
    "OC012": past_rewritten,
}
OVERRIDES_RULES: dict[str, Rule[OverridesSubject]] = {"OC030": unreadable_override}
