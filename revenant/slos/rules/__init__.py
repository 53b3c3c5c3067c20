"""The rules for slos/, by code. To add one: a file here, a line below, a page in docs/rules, a case."""

from __future__ import annotations

from revenant.linting.engine import Rule
from revenant.slos.rules import dangling_reference, invalid_document, repeated_name
from revenant.slos.rules.subject import SloSubject

RULES: dict[str, Rule[SloSubject]] = {
    "SL001": invalid_document,
    "SL002": repeated_name,
    "SL003": dangling_reference,
}
