"""The rules for services.yaml, by code. To add one: a file here, a line below, a page in docs/rules, a case."""

from __future__ import annotations

from revenant.linting.document import Document
from revenant.linting.engine import Rule
from revenant.signals.catalogue import Catalogue
from revenant.signals.rules import duplicate_service, invalid_catalogue, unknown_dependency

RULES: dict[str, Rule[Document[Catalogue]]] = {
    "WS002": invalid_catalogue,
    "WS004": unknown_dependency,
    "WS010": duplicate_service,
}
