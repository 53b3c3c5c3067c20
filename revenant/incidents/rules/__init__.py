"""The rules for event logs, by code. To add one: a file here, a line below, a page in docs/rules, a test case."""

from __future__ import annotations

from revenant.incidents.rules import (
    conflict_marker,
    contested,
    dangling_correction,
    encoding,
    future_time,
    id_mismatch,
    illegal_move,
    invalid_event,
    missing_opening,
    missing_reason,
    out_of_order,
    repeated_event_id,
    repeated_key,
    stray_line,
    torn_line,
    unknown_environment,
    unknown_event_type,
    unknown_service,
    unreadable_line,
    wrong_header,
)
from revenant.incidents.rules.subject import LogSubject
from revenant.linting.engine import Rule

RULES: dict[str, Rule[LogSubject]] = {
    "IN001": wrong_header,
    "IN002": id_mismatch,
    "IN003": unreadable_line,
    "IN004": conflict_marker,
    "IN005": torn_line,
    "IN006": repeated_key,
    "IN007": repeated_event_id,
    "IN008": future_time,
    "IN009": out_of_order,
    "IN010": illegal_move,
    "IN011": contested,
    "IN012": unknown_event_type,
    "IN013": invalid_event,
    "IN014": dangling_correction,
    "IN015": missing_opening,
    "IN016": missing_reason,
    "IN017": unknown_service,
    "IN018": stray_line,
    "IN019": encoding,
    "IN020": unknown_environment,
}
