"""AI005: an action item says what to think about, and not what will be different."""

from __future__ import annotations

import re
from collections.abc import Iterator

from revenant.core.problems import Level
from revenant.linting.engine import Finding
from revenant.postmortems.subject import PostmortemSubject

CODE, NAME, LEVEL = "AI005", "vague-action", Level.INFO
SUMMARY = "An open action item begins with improve, investigate or the like, and does not say when it is done."

_VAGUE = re.compile(
    r"(?:(?:we|the team) )?(?:should |must |need to |have to |try to |please )?"
    r"(?P<verb>improve|investigate|consider|explore|evaluate|think about|look (?:at|into)|"
    r"discuss|revisit|enhance|optimi[sz]e|streamline|"
    r"make (?:\w+ ){1,6}(?:better|more \w+|nicer|easier|clearer)|have a look|better|be more)\b",
    re.IGNORECASE,
)
_MEASURE = re.compile(
    r"\d|`|[\"“„«]|\]\(|\]\[|\b(?:so (?:that|they|it|we)|until|such that|done when|below|above|at least|at most|"
    r"fewer than|less than|no more than|more than|never|always|by (?:\w+ )?\w+ing|instead of|from \w+ to|"
    r"and (?:\w+ )?(?:decide|write|add|document|report|record|publish|file|open|implement|"
    r"fix|remove|replace|set|enable|deploy|create|share|"
    r"propose|present))\b",
    re.IGNORECASE,
)

_HOW = re.compile(
    r"(?:improve|enhance|optimi[sz]e|streamline)\b.*\b(?:with an?|to \w+) ", re.IGNORECASE
)  # names the change


def check(subject: PostmortemSubject) -> Iterator[Finding]:
    """A number, a limit, or what comes of it ("and decide …", "so that …") says when it is done."""
    for item in subject.actions:
        vague = _VAGUE.match(item.text)
        if item.is_open and vague and not _MEASURE.search(item.text) and not _HOW.match(item.text):
            message = f"{item.name} begins with {vague['verb'].lower()!r} and does not say when it is done"
            hint = "say what will be different: a limit it keeps, a check that exists, a decision that is written down"
            yield subject.at(item.line, vague["verb"], message, hint)
