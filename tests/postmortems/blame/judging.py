"""What the rules say of one text, as if it stood in a postmortem of its own."""

from __future__ import annotations

from revenant.core.frontmatter import Head
from revenant.core.problems import Problem
from revenant.core.settings import Settings
from revenant.linting.engine import run_rules
from revenant.postmortems.reading import read_postmortem
from revenant.postmortems.rules import RULES
from revenant.postmortems.subject import PostmortemSubject
from tests.postmortems.making import NOBODY, Known

BLAME = {code: rule for code, rule in RULES.items() if code.startswith("BL")}


def problems(text: str, section: str = "", settings: Settings = NOBODY) -> list[Problem]:
    """What the rules find in `text`, which begins in the fifth line, under the heading `section`."""
    rows = f"# A report\n\n## {section}\n\n{text}\n".split("\n")
    postmortem = read_postmortem("report.md", rows, Head({}, None, (), 0))
    return list(run_rules(BLAME, PostmortemSubject(postmortem, Known(settings))))


def judge(sentence: str, section: str = "", settings: Settings = NOBODY) -> list[str]:
    """The codes of the rules that have something to say of `sentence`."""
    return sorted({problem.code for problem in problems(sentence, section, settings)})
