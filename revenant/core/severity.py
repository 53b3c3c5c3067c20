"""Severities, worst first, with the words that tell people which one to choose."""

from __future__ import annotations

from enum import StrEnum


class Severity(StrEnum):
    SEV1 = "SEV1"
    SEV2 = "SEV2"
    SEV3 = "SEV3"
    SEV4 = "SEV4"

    @property
    def meaning(self) -> str:
        return MEANINGS[self]


MEANINGS = {
    Severity.SEV1: "critical outage or data loss; page at once",
    Severity.SEV2: "serious degradation for a subset of users; page at once",
    Severity.SEV3: "minor, a workaround exists; business hours",
    Severity.SEV4: "cosmetic; scheduled",
}
