"""The rules for templates of postmortems. To add one: a file here, its page in docs/rules, and a line below."""

from __future__ import annotations

from revenant.linting.engine import Rule
from revenant.postmortems.template_rules import broken_draft, lost_part, template_fails
from revenant.postmortems.template_rules.subject import TemplateSubject

TEMPLATE_RULES: dict[str, Rule[TemplateSubject]] = {
    "PM201": template_fails,
    "PM202": broken_draft,
    "PM203": lost_part,
}
