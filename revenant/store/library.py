"""What all runbooks of a workspace share, for the rules: found when a rule first asks for it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import cache, cached_property

from revenant.core.outline import Link
from revenant.core.settings import RunbookSettings, Settings
from revenant.runbooks.document import Runbook
from revenant.runbooks.links.anchors import declared_addresses, own_anchors
from revenant.runbooks.links.following import Anchors, Follower, Outcome, Reason
from revenant.runbooks.practice.staleness import Practice
from revenant.signals.catalogue import Catalogue
from revenant.store.practice import PracticeStore
from revenant.store.runbooks import RunbookStore
from revenant.store.tree import WorkspaceTree


class WorkspaceLibrary:
    """The Library of runbooks/rules/subject.py, from the disk."""

    def __init__(self, store: RunbookStore, known: Settings, catalogue: Catalogue | None, now: datetime) -> None:
        self._store, self._known = store, known
        self.settings: RunbookSettings = store.settings
        self.now = now
        self._entries = catalogue.services if catalogue else []
        self.services = frozenset(entry.name for entry in self._entries)
        self._links: dict[str, list[tuple[Link, Outcome]]] = {}

    @cached_property
    def tree(self) -> WorkspaceTree:
        return WorkspaceTree(self._store.workspace)

    @cached_property
    def _follower(self) -> Follower:
        return Follower(self.tree, self.settings, lambda: self._declared)

    @cached_property
    def _declared(self) -> frozenset[str]:
        return declared_addresses(self._store.skimmed)

    def links(self, runbook: Runbook) -> Sequence[tuple[Link, Outcome]]:
        if runbook.path not in self._links:
            own = cache(lambda: own_anchors(runbook))
            self._links[runbook.path] = [(link, self._follow(link, runbook, own)) for link in runbook.outline.links]
        return self._links[runbook.path]

    def _follow(self, link: Link, runbook: Runbook, own: Anchors) -> Outcome:
        return self._follower.follow(link.target, runbook.path, own, is_image=link.is_image)

    @property
    def unchecked(self) -> Counter[Reason]:
        """How many of the links that were asked about could not be checked, by reason."""
        outcomes = (outcome for links in self._links.values() for _, outcome in links)
        return Counter(outcome.reason for outcome in outcomes if outcome.reason)

    @cached_property
    def owners(self) -> frozenset[str]:
        people = (address for person in self._known.people for address in (person.email, *person.aliases))
        teams = (team.name for team in self._known.teams)
        return frozenset([*people, *teams, *(entry.owner for entry in self._entries if entry.owner)])

    @cached_property
    def _practice(self) -> PracticeStore:
        return PracticeStore(self._store, warn=lambda _: None)

    def practice(self, runbook: Runbook) -> Practice:
        return self._practice.of(runbook)

    @cached_property
    def ids(self) -> Mapping[str, Sequence[str]]:
        found: dict[str, list[str]] = defaultdict(list)
        for runbook in self._store.skimmed:
            if runbook.matter and runbook.matter.id:
                found[runbook.matter.id].append(runbook.path)
        return found

    @cached_property
    def replacements(self) -> Mapping[str, str]:
        return {runbook.id: str(runbook.head.keys.get("replaced_by") or "") for runbook in self._store.skimmed}
