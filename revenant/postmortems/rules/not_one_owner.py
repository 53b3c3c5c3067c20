"""PM021: nobody, several people or somebody unknown answers for a postmortem."""

from __future__ import annotations

import re
from collections.abc import Iterator

from revenant.core.problems import Level
from revenant.core.settings import Settings
from revenant.linting.engine import Finding
from revenant.postmortems.subject import PostmortemSubject

CODE, NAME, LEVEL = "PM021", "not-one-owner", Level.WARNING
SUMMARY = "A postmortem has no owner, several, or one this workspace does not know."

_SEVERAL = re.compile(r"\s*(?:[,;&/+]|\band\b)\s*")


def check(subject: PostmortemSubject) -> Iterator[Finding]:
    """A team is one owner."""
    matter = subject.postmortem.matter
    if matter is None:
        return
    owner, settings = matter.owner.strip(), subject.knowledge.settings
    if not owner:
        message = "nobody answers for it"
        yield subject.at_key("owner", message, "write `owner:` with one address or team", subject.eased(LEVEL))
    elif not _is_known(owner, settings):
        if len([name for name in _SEVERAL.split(owner) if name]) > 1:
            message, hint = f"{owner!r} are several owners", "name the one who answers for it; others are `reviewers`"
        else:
            message = f"{owner!r} is neither of the people nor of the teams of revenant.yaml"
            hint = "name one of them, or add it there"
        yield subject.at_key("owner", message, hint, subject.eased(LEVEL))


def _is_known(owner: str, settings: Settings) -> bool:
    """Whether people or teams list it; a list that is empty knows everybody."""
    if _SEVERAL.search(owner) and owner.casefold() not in {team.name.casefold() for team in settings.teams}:
        return False
    name = owner.removeprefix("@").casefold()
    people = {word.casefold() for each in settings.people for word in (each.email, each.name, *each.aliases) if word}
    teams = {team.name.casefold() for team in settings.teams}
    listed = settings.people if "@" in name else settings.teams
    return not listed or name in people | teams
