"""What a push takes away: lines that a branch loses when it is moved back, moved aside or deleted."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from revenant.core.problems import Problem
from revenant.core.settings import Settings
from revenant.incidents.audit_rules import PEOPLE_RULES, PUSH_RULES
from revenant.incidents.history import Commit, LogLoss, SettingsChange
from revenant.incidents.lines import Text, losses
from revenant.linting.engine import run_rules
from revenant.store.blobs import NOTHING, Blobs
from revenant.store.judge import Place, named
from revenant.store.log import read_event
from revenant.store.objects import RAW, parse_raw
from revenant.store.roles import NOBODY, read_people
from revenant.store.walk import ask


class Update(NamedTuple):
    """One ref of a push; `old` and `new` are empty where it is created or deleted."""

    old: str
    new: str
    ref: str


def find_lost(place: Place, updates: Sequence[Update], outer: Settings | None, blobs: Blobs) -> list[Problem]:
    """What branches lose that are moved back, aside or deleted; one that only goes on loses nothing."""
    branches = [update for update in updates if update.old and update.ref.startswith("refs/heads/")]
    moved = [update for update in branches if not _goes_on(place, update, updates)]
    return [problem for update in moved for problem in _lost(place, update, outer, blobs)]


def _lost(place: Place, update: Update, outer: Settings | None, blobs: Blobs) -> Iterator[Problem]:
    target = update.new or _left(place, update)
    told = ask(place.folder, "diff-tree", "-r", *RAW, update.old, target, "--", *place.paths)
    branch = update.ref.removeprefix("refs/heads/")
    for subject in _taken(place, told, outer if update.new else None, blobs):
        found = run_rules(PUSH_RULES, subject) if isinstance(subject, LogLoss) else run_rules(PEOPLE_RULES, subject)
        yield from named(place, f"the push to {branch}", found)


def _taken(place: Place, told: str, outer: Settings | None, blobs: Blobs) -> Iterator[LogLoss | SettingsChange]:
    """What is lost between two trees, as subjects."""
    nobody = Commit("", "")
    for name, old, new in ((each.name, _name(each.old), _name(each.new)) for each in parse_raw(told)):
        own = place.own(name)
        if place.is_log(name):
            before, after = _text(blobs.content(old)), _text(blobs.content(new))
            missing = losses(before, after, whole=own.startswith("incidents/"))
            yield LogLoss(nobody, name, before.rows, NOBODY, missing, after)
        elif outer is not None and new != NOTHING:
            was, now = read_people(blobs.content(old)), read_people(blobs.content(new))
            if was.settings and now.settings and not _same_people(now.settings, outer):
                yield SettingsChange(nobody, name, now.rows, was.settings, now.settings)


def _same_people(one: Settings, two: Settings) -> bool:
    return (one.people, one.bots) == (two.people, two.bots)


def _text(content: bytes | None) -> Text:
    return Text((content or b"").decode(errors="surrogateescape"), read_event)


def _name(object_id: str) -> str:
    return object_id if object_id.strip("0") else NOTHING


def _goes_on(place: Place, update: Update, updates: Sequence[Update]) -> bool:
    """Whether the old tip stays part of the branch or, where that is deleted, of another one."""
    if update.new:
        return ask(place.folder, "merge-base", update.old, update.new).strip() == update.old
    holding = ask(place.folder, "for-each-ref", "--format=%(refname)", "--contains", update.old, "refs/heads")
    return bool({*holding.split()} - {each.ref for each in updates}) and not _is_head(place, update)


def _left(place: Place, update: Update) -> str:
    """What a deleted branch is compared with: HEAD, or nothing where it is HEAD that goes."""
    head = ask(place.folder, "rev-parse", "--verify", "--quiet", "HEAD^{commit}").strip()
    if head and not _is_head(place, update):
        return head
    return ask(place.folder, "hash-object", "-t", "tree", "--stdin").strip()


def _is_head(place: Place, update: Update) -> bool:
    return ask(place.folder, "symbolic-ref", "--quiet", "HEAD").strip() == update.ref
