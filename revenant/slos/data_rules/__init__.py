"""The rules for slos/data/, by code. To add one: a file here, a line below, a page in docs/rules, a test case."""

from __future__ import annotations

from revenant.linting.engine import Rule
from revenant.slos.data_rules import (
    backwards_period,
    data_without_slo,
    future_period,
    more_good_than_total,
    negative_count,
    overlapping_periods,
    periods_out_of_order,
    repeated_period,
    unmeasured_gap,
    unreadable_measurement,
)
from revenant.slos.data_rules.subject import DataSubject

DATA_RULES: dict[str, Rule[DataSubject]] = {
    "SL020": unreadable_measurement,
    "SL021": backwards_period,
    "SL022": negative_count,
    "SL023": more_good_than_total,
    "SL024": future_period,
    "SL025": repeated_period,
    "SL026": overlapping_periods,
    "SL027": unmeasured_gap,
    "SL028": periods_out_of_order,
    "SL029": data_without_slo,
}
