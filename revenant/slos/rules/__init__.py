"""The rules for slos/, by code: documents, and what was accepted. To add one: a file, a line here, a page, a case."""

from __future__ import annotations

from revenant.linting.engine import Rule
from revenant.slos.rules import (
    adjusted_nothing,
    approver_unknown,
    dangling_reference,
    invalid_adjustments,
    invalid_document,
    inverted_alert,
    minutes_for_months,
    not_read,
    repeated_name,
    service_not_listed,
    slice_finer_than_data,
    target_finer_than_traffic,
    uncompared_metric,
    unmeasured_objective,
    unportable_name,
    unreachable_alert,
)
from revenant.slos.rules.adjustments_subject import AdjustmentsSubject
from revenant.slos.rules.subject import SloSubject

RULES: dict[str, Rule[SloSubject]] = {
    "SL001": invalid_document,
    "SL002": repeated_name,
    "SL003": dangling_reference,
    "SL004": service_not_listed,
    "SL005": not_read,
    "SL006": minutes_for_months,
    "SL007": unreachable_alert,
    "SL008": inverted_alert,
    "SL009": unmeasured_objective,
    "SL010": slice_finer_than_data,
    "SL011": target_finer_than_traffic,
    "SL012": unportable_name,
    "SL016": uncompared_metric,
}
ADJUSTMENT_RULES: dict[str, Rule[AdjustmentsSubject]] = {
    "SL013": invalid_adjustments,
    "SL014": adjusted_nothing,
    "SL015": approver_unknown,
}
