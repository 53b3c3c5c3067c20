"""PM202: what a template makes is no postmortem, or hostile words change its shape."""

from __future__ import annotations

import re
from collections.abc import Iterator

from revenant.core.problems import Level
from revenant.linting.engine import Finding
from revenant.postmortems.regions.comparing import Condition
from revenant.postmortems.template_rules.subject import Draft, TemplateSubject
from revenant.postmortems.trials import FULL, HOSTILE

CODE, NAME, LEVEL = "PM202", "broken-draft", Level.ERROR
SUMMARY = "A template makes a draft that is no postmortem, or that hostile words could change."
_IN_HTML = re.compile(r"<[^>{}]*\{\{")
_SUM = re.compile(r" sum=[0-9a-f]+")


def check(subject: TemplateSubject) -> Iterator[Finding]:
    """What `postmortem render`, `check` and `lint` would stumble over, said before there is a draft."""
    told: set[Finding] = set()
    for finding in [*_broken(subject), *_changed(subject)]:
        if finding not in told:
            told.add(finding)
            yield finding


def _broken(subject: TemplateSubject) -> Iterator[Finding]:
    for draft in subject.drafts:
        yield from _head(subject, draft)
        yield from _regions(subject, draft)


def _head(subject: TemplateSubject, draft: Draft) -> Iterator[Finding]:
    head, line = draft.postmortem.head, subject.line_of("schema:")
    hint = "`{{ owner|yaml }}` writes any text as a value of front matter"
    if head.complaints:
        yield Finding(line, 1, f"{_with(draft)}its front matter is wrong: {head.complaints[0].message}", hint)
    elif head.matter is None:
        yield Finding(line, 1, "its draft has no front matter of ours", "keep the block front_matter of the base")
    elif head.matter.incident != draft.incident:
        yield Finding(line, 1, "its front matter names another incident", "write incident: {{ incident.id|yaml }}")


def _regions(subject: TemplateSubject, draft: Draft) -> Iterator[Finding]:
    for misplaced in draft.postmortem.layout.misplaced:
        line = subject.line_of("regions")
        hint = "a region stands once, at the beginning of a line of its own: {{ regions.facts }}"
        yield Finding(line, 1, f"in its draft, {misplaced.message}", hint)
    for region in draft.regions:
        if region.condition not in (Condition.FRESH, Condition.ABSENT):
            line = subject.line_of(f"regions.{region.name.replace('-', '_')}")
            hint = "leave what a region says as it is; `revenant postmortem render` writes it anew"
            yield Finding(line, 1, f"the region {region.name} of its draft is not what would be generated", hint)


def _changed(subject: TemplateSubject) -> Iterator[Finding]:
    """Two incidents that differ in nothing but words must make drafts that differ in nothing but words."""
    drafts = {(draft.template, draft.trial): draft for draft in subject.drafts}
    for (template, trial), tame in drafts.items():
        hostile = drafts.get((template, HOSTILE))
        if trial == FULL and hostile and (changed := _differences(tame, hostile)):
            hint = "write data outside of comments, code blocks and HTML; |code and |link make code and links of it"
            message = f"{_with(hostile)}its draft has other {' and '.join(changed)}: some text is not kept harmless"
            yield Finding(_line_of_html(subject) if "HTML" in changed else 1, 1, message, hint)


def _differences(tame: Draft, hostile: Draft) -> list[str]:
    """What the drafts have of different kinds or numbers; an address that is no link when it is hostile is right."""
    before, after = _shape(tame), _shape(hostile)
    changed = [name for name in before if before[name] != after[name]]
    more = len(hostile.postmortem.outline.links) > len(tame.postmortem.outline.links)
    return [*changed, "links"] if more else changed


def _line_of_html(subject: TemplateSubject) -> int:
    """The first line that writes something within a tag or a comment."""
    return next((number for number, row in enumerate(subject.rows, start=1) if _IN_HTML.search(row)), 1)


def _shape(draft: Draft) -> dict[str, object]:
    it = draft.postmortem
    return {
        "headings": [heading.level for heading in it.outline.headings],
        "blocks of code": [len(fence.rows) for fence in it.outline.fences],
        "paragraphs and items": [text.item for text in it.outline.texts],
        "HTML": _SUM.sub("", it.outline.html),
        "action items": [(item.id, item.done, sorted(item.fields)) for item in it.actions],
        "front matter": sorted(map(str, it.head.keys)),
    }


def _with(draft: Draft) -> str:
    return f"with {draft.trial}, "
