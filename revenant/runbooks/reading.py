"""Reading a runbook: native or legacy, one or many in a file; never an error, whatever the text is."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import PurePosixPath
from typing import Any

from revenant.core.outline import Heading, Outline, read_outline, skim_headings
from revenant.core.passages import find_passages
from revenant.core.slugs import slug
from revenant.runbooks.document import Claim, Runbook, RunbookHead, Section
from revenant.runbooks.links.pages import bare
from revenant.runbooks.sections import sections_of
from revenant.runbooks.steps import candidate_steps, native_steps

_ALERT_HEADING = re.compile(
    r"^(?:alert(?: name)?:?\s+)?`?(?P<name>[A-Za-z][A-Za-z0-9_]*)`?(?:\s+alert)?$", re.IGNORECASE
)
_CAMEL = re.compile(r"[a-z0-9][A-Z]|[A-Z]{2,}[a-z]|^[A-Za-z][A-Za-z0-9]*(?:_[A-Za-z0-9]+){2,}$")
_WORD = re.compile(r"[A-Z][a-z]+$")


def stem(path: str) -> str:
    """The name of a runbook's file without what says that it is Markdown."""
    return bare(PurePosixPath(path).name)


def read_runbook(
    path: str, rows: Sequence[str], head: RunbookHead, extra: Mapping[str, Section] | None = None
) -> Runbook:
    """The runbook in the file `path`, whose lines are `rows` and whose front matter has been read as `head`.

    `extra` are the workspace's own words for sections, in lower case.
    """
    outline = read_outline(rows[head.rows :], head.rows + 1)
    passages = find_passages(outline.headings, len(rows), lambda heading: sections_of(heading, extra))
    steps = native_steps(outline, passages, len(rows)) if head.is_native else candidate_steps(outline, passages)
    title, claims = _title(path, head, outline), tuple(_claims(path, head.keys, outline, extra or {}))
    return Runbook(path, _id(path, head), title, head, tuple(rows), outline, passages, steps, claims)


def skim_runbook(
    path: str, rows: Sequence[str], head: RunbookHead, extra: Mapping[str, Section] | None = None
) -> Runbook:
    """A runbook as far as its front matter, its name and its headings tell: its claims, no sections and no steps."""
    outline = Outline(skim_headings(rows[head.rows :], head.rows + 1), [], [], [], [], "", [])
    claims = tuple(_claims(path, head.keys, outline, extra or {}))
    return Runbook(path, _id(path, head), _title(path, head, outline), head, tuple(rows), outline, (), (), claims)


def _title(path: str, head: RunbookHead, outline: Outline) -> str:
    titles = (heading.text for heading in outline.headings if heading.level == 1)
    return next(titles, str(head.keys.get("title") or stem(path)))


def _id(path: str, head: RunbookHead) -> str:
    return head.matter.id if head.matter and head.matter.id else stem(path)


def _claims(path: str, keys: Mapping[str, Any], outline: Outline, extra: Mapping[str, Section]) -> Iterator[Claim]:
    """The alerts a runbook answers, those it states first; each once."""
    seen: set[str] = set()
    named = [*_stated(keys), *_named(path, outline)]
    for claim in named or _headed(outline, extra):
        if claim.alert not in seen:
            seen.add(claim.alert)
            yield claim


def _stated(keys: Mapping[str, Any]) -> Iterator[Claim]:
    alerts = keys.get("alerts")
    for alert in alerts if isinstance(alerts, list) else []:
        yield Claim(str(alert), 1, "its front matter names the alert")


def _named(path: str, outline: Outline) -> Iterator[Claim]:
    """Its file and its title bear an alert's name; a file may be called by one plain word, such as Watchdog."""
    if is_alert_name(stem(path)) or _WORD.match(stem(path)):
        yield Claim(stem(path), 1, "its file is named for the alert")
    first = next((heading for heading in outline.headings if heading.level == 1), None)
    if first and (name := alert_of(first.text)):
        yield Claim(name, first.line, "its title is the alert")


def _headed(outline: Outline, extra: Mapping[str, Section]) -> Iterator[Claim]:
    """Many runbooks in one file: headings of one level of which at least two, and most, are alert names."""
    by_level: dict[int, list[Heading]] = {}
    for heading in outline.headings:
        if heading.level > 1 and not sections_of(heading.text, extra):
            by_level.setdefault(heading.level, []).append(heading)
    for headings in by_level.values():
        named = [(heading, name) for heading in headings if (name := alert_of(heading.text))]
        if len(named) > 1 and 2 * len(named) > len(headings):
            for heading, name in named:
                yield Claim(name, heading.line, "a heading is the alert's name", slug(heading.text))


def alert_of(heading: str) -> str:
    """The alert a heading names: `KubePodCrashLooping`, "Alert Name: X"; empty where it is no such name."""
    found = _ALERT_HEADING.match(heading.strip())
    return found["name"] if found and is_alert_name(found["name"]) else ""


def is_alert_name(word: str) -> bool:
    """Whether a word is written as alerts are: CamelCase, or with two underscores or more; CAPITALS are a variable."""
    return not word.isupper() and bool(re.fullmatch(r"[A-Za-z_][A-Za-z0-9_]*", word)) and bool(_CAMEL.search(word))
