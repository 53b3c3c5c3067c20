"""The rules for what revenant.yaml says of postmortems. To add one: a file here, a line below, a page, a case."""

from __future__ import annotations

from revenant.core.settings import Settings
from revenant.linting.document import Document
from revenant.linting.engine import Rule
from revenant.postmortems.settings_rules import unknown_section

RULES: dict[str, Rule[Document[Settings]]] = {"WS012": unknown_section}
