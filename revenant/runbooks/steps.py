"""The steps of a runbook: third-level headings with a category, or, in a legacy file, its blocks of commands."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from revenant.core.outline import PSEUDO, Fence, Heading, Outline, Text
from revenant.core.passages import Passage
from revenant.runbooks.document import Category, Label, Section, Step

LABELS = ("Requires", "Stop if", "Expect", "If not", "Verify", "Rollback", "Records")
STEP_LEVEL = 3
_STEP = re.compile(r"^(?P<id>[A-Z]{1,3}\d{1,3}(?:\.\d{1,3})?)[.:)]?\s+(?P<title>.*)$")
_CATEGORY = re.compile(r"\s*(?:[—–:-]|\s-)\s*(INFO_ONLY|SAFE_REVERSIBLE|RISKY|UNCLASSIFIED)\s*$", re.IGNORECASE)
_LABEL = re.compile(r"^\*\*(?P<name>[^*:]{1,40}?):?\*\*:?\s*(?P<text>.*)$", re.DOTALL)
# Languages of data and of output; a block in any other, or in none, may be a command.
_DATA = frozenset(
    ["json", "yaml", "yml", "toml", "xml", "ini", "csv", "diff", "text", "txt", "log", "output", "plaintext"]
).union(["mermaid", "markdown", "md", "html"])
# `# ` alone begins a comment more often than it is root's prompt.
_PROMPT = re.compile(r"^\s*(?:[\w.@:~/-]{0,60}\$|[\w.@:~/-]{1,60}[#%>]) (?=\S)")
SHELLS = frozenset(
    ["", "sh", "bash", "shell", "zsh", "console", "shell-session", "sh-session", "shellsession", "terminal", "cmd"]
)


def native_steps(outline: Outline, passages: Sequence[Passage[Section]], last: int) -> tuple[Step, ...]:
    """Every third-level heading below Diagnosis, Mitigation or wherever it begins with a step's id such as D1."""
    steps = []
    for number, heading in enumerate(outline.headings):
        if heading.level == STEP_LEVEL and _is_step(heading, section := _section_at(passages, heading.line)):
            steps.append(_native(outline, heading, section, _end(outline.headings, number, last)))
    return tuple(steps)


def _is_step(heading: Heading, section: Section | None) -> bool:
    return section in (Section.DIAGNOSIS, Section.MITIGATION) or bool(_STEP.match(heading.text))


def _native(outline: Outline, heading: Heading, section: Section | None, end: int) -> Step:
    said = _CATEGORY.search(heading.text)
    words = heading.text[: said.start()] if said else heading.text
    named = _STEP.match(words)
    return Step(
        id=named["id"] if named else "",
        title=(named["title"] if named else words).strip(),
        category=Category(said[1].upper()) if said else Category.UNCLASSIFIED,
        section=section,
        line=heading.line,
        end=end,
        fences=tuple(fence for fence in outline.fences if heading.line < fence.line <= end),
        labels=tuple(_labels(outline.texts, heading.line, end)),
        words=tuple(_words(outline.texts, heading.line, end)),
    )


def _labels(texts: Sequence[Text], start: int, end: int) -> Iterator[Label]:
    for text in texts:
        if start < text.line <= end and (found := _LABEL.match(text.text)):
            yield Label(found["name"].strip(), " ".join(found["text"].split()), text.line)


def _words(texts: Sequence[Text], start: int, end: int) -> Iterator[str]:
    for text in texts:
        if start < text.line <= end and not _LABEL.match(text.text):
            yield ("- " if text.item else "") + " ".join(text.text.split())


def _end(headings: Sequence[Heading], start: int, last: int) -> int:
    for heading in headings[start + 1 :]:
        if heading.level <= STEP_LEVEL:
            return heading.line - 1
    return last


def candidate_steps(outline: Outline, passages: Sequence[Passage[Section]]) -> tuple[Step, ...]:
    """Each block of commands of a legacy runbook as a step, titled by the words before it."""
    steps: list[Step] = []
    counts: dict[str, int] = {}
    for fence in outline.fences:
        if fence.language in _DATA or not any(row.strip() for row in fence.rows):
            continue
        section = _section_at(passages, fence.line)
        letter = section.value[0] if section else "C"
        counts[letter] = counts.get(letter, 0) + 1
        steps.append(
            Step(
                id=f"{letter}{counts[letter]}",
                title=_words_before(outline, fence),
                category=Category.UNCLASSIFIED,
                section=section,
                line=fence.line,
                end=fence.end,
                fences=(fence,),
                labels=(),
                is_candidate=True,
            )
        )
    return tuple(steps)


def _words_before(outline: Outline, fence: Fence) -> str:
    """The last sentence, or else the heading, that stands before a block."""
    text = max((text for text in outline.texts if text.line < fence.line), key=lambda each: each.line, default=None)
    heading = max((each for each in outline.headings if each.line < fence.line), key=lambda it: it.line, default=None)
    if text and (heading is None or text.line > heading.line or heading.level == PSEUDO):
        sentences = re.split(r"(?<=[.!?])\s+", " ".join(text.text.split()))
        return sentences[-1].rstrip(":")
    return heading.text if heading else "Run this"


def _section_at(passages: Sequence[Passage[Section]], line: int) -> Section | None:
    """The section a line is in; of nested ones the innermost."""
    return next((passage.kind for passage in reversed(passages) if passage.line <= line <= passage.end), None)


def commands(fence: Fence) -> tuple[str, ...]:
    """What a person would type: prompts taken off, and what follows a prompt without one is output.

    A line that continues the one before it (a backslash at its end) is part of the command.
    """
    return tuple(text for _, text in numbered_commands(fence))


def numbered_commands(fence: Fence) -> tuple[tuple[int, str], ...]:
    """The same rows, each with its line in the file."""
    rows = enumerate(fence.rows, start=fence.first)
    if fence.language not in SHELLS or not any(map(_PROMPT.match, fence.rows)):
        return tuple((line, row) for line, row in rows if row.strip())
    typed: list[tuple[int, str]] = []
    continued = False
    for line, row in rows:
        prompt = _PROMPT.match(row)
        if prompt or continued:
            typed.append((line, row[prompt.end() :] if prompt else row))
            continued = row.rstrip().endswith("\\")
    return tuple(typed)
