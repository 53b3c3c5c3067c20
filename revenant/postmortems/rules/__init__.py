"""The rules for postmortems. To add one: a file here or in `blame_rules`, its page in docs/rules, and a line below."""

from __future__ import annotations

from revenant.linting.engine import Rule
from revenant.postmortems.blame_rules import RULES as BLAME_RULES
from revenant.postmortems.rules import (
    action_not_due,
    action_without_owner,
    action_without_priority,
    contradicted_claim,
    edited_region,
    empty_section,
    flat_priorities,
    late_postmortem,
    malformed_suffix,
    misplaced_marker,
    no_gaps,
    no_urgent_action,
    not_one_owner,
    only_mitigation,
    repeated_action,
    single_cause,
    uncited_claim,
    unknown_event,
    unreadable_postmortem,
    vague_action,
)
from revenant.postmortems.subject import PostmortemSubject

RULES: dict[str, Rule[PostmortemSubject]] = {
    "PM001": unreadable_postmortem,
    "PM002": misplaced_marker,
    "PM003": edited_region,
    "PM010": empty_section,
    "PM011": single_cause,
    "PM012": no_gaps,
    "PM020": late_postmortem,
    "PM021": not_one_owner,
    "EV001": uncited_claim,
    "EV002": unknown_event,
    "EV003": contradicted_claim,
    "AI001": action_without_owner,
    "AI002": action_not_due,
    "AI003": action_without_priority,
    "AI004": flat_priorities,
    "AI005": vague_action,
    "AI006": only_mitigation,
    "AI007": no_urgent_action,
    "AI008": repeated_action,
    "AI009": malformed_suffix,
    **BLAME_RULES,
}
