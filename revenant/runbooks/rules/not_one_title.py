"""RB105: a runbook has no title, or several."""

from __future__ import annotations

from collections.abc import Iterator

from revenant.core.problems import Level
from revenant.linting.engine import Finding
from revenant.runbooks.rules.subject import RunbookSubject

CODE = "RB105"
NAME = "not-one-title"
LEVEL = Level.WARNING
SUMMARY = "A runbook has no heading of the first level, or several."


def check(subject: RunbookSubject) -> Iterator[Finding]:
    """A `title` in the front matter is one where no heading is; so is `<h1>`."""
    runbook = subject.runbook
    if runbook.is_index:
        return
    titles = [heading for heading in runbook.outline.headings if heading.level == 1]
    if len(titles) > 1:
        message = f"{len(titles)} headings of the first level; the title is {titles[0].text!r}"
        yield subject.at(titles[1].line, titles[1].text, message, "begin the others with ## or more")
    elif not titles and not runbook.head.keys.get("title") and "<h1" not in runbook.outline.html.lower():
        yield subject.at(runbook.head.rows + 1, "", "no title", "begin with `# ` and what the runbook is about")
