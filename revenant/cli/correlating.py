"""What `correlate` says: every cluster of signals with a plan, its probable causes and the changes made before it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import suppress
from functools import cached_property
from typing import TYPE_CHECKING

from revenant.cli.session import Session
from revenant.cli.suspecting import changes_near
from revenant.core.settings import Settings
from revenant.errors import NotAWorkspaceError
from revenant.importers.identity import incident_id
from revenant.incidents.snapshot import IncidentSnapshot
from revenant.signals.catalogue import Catalogue
from revenant.signals.causes import Ranking, RecentChange, rank_causes
from revenant.signals.changes import Suspect
from revenant.signals.correlation.cluster import Cluster, cluster_of
from revenant.signals.correlation.engine import Correlator, Witness
from revenant.signals.correlation.groups import Group
from revenant.signals.correlation.report import Report, made_near
from revenant.signals.correlation.windows import Windows
from revenant.signals.graph import graph_of
from revenant.signals.learning import history_of
from revenant.signals.planning import (
    Action,
    Attached,
    Plan,
    find_home,
    known_alerts,
    known_groups,
    source_of,
    told_before,
)
from revenant.signals.promises import too_mild
from revenant.signals.rarity import History
from revenant.signals.signal import Kind, Signal
from revenant.signals.triage import judge, owner_of, title_of

if TYPE_CHECKING:
    from revenant.runbooks.suggestion.card import Card


class Planner:
    """Decides what each cluster leads to, given the record as it is; outside a workspace the record is empty."""

    def __init__(self, session: Session, catalogue: Catalogue, windows: Windows, witness: Witness | None) -> None:
        self._session, self._catalogue, self._windows = session, catalogue, windows
        self._graph = graph_of(catalogue)
        self.correlator = Correlator(windows, self._graph, witness)
        self._opened: dict[str, str] = {}

    @cached_property
    def _settings(self) -> Settings:
        with suppress(NotAWorkspaceError):
            return self._session.settings
        return Settings(schema="revenant/workspace@1")

    @cached_property
    def _incidents(self) -> list[IncidentSnapshot]:
        with suppress(NotAWorkspaceError):
            return self._session.incidents.all()
        return []

    @cached_property
    def _known(self) -> dict[str, str]:
        return known_groups(self._incidents)

    @cached_property
    def _alerts(self) -> dict[str, str]:
        return known_alerts(self._incidents)

    @cached_property
    def _by_id(self) -> dict[str, IncidentSnapshot]:
        return {it.id: it for it in self._incidents}

    @cached_property
    def _taken(self) -> set[str]:
        return {it.id for it in self._incidents}

    @cached_property
    def _history(self) -> History:
        return history_of(self._incidents)

    @cached_property
    def _cards(self) -> list[Card]:
        from revenant.store.shelf import all_cards

        with suppress(NotAWorkspaceError):
            return all_cards(self._session.workspace)
        return []

    def report(self, cluster: Cluster) -> Report:
        """Everything there is to say of a cluster."""
        plan = self._plan(cluster)
        if plan.action is Action.NOTHING:
            return Report(cluster, plan, Ranking([]), [])
        streamed = made_near(cluster, self.correlator.recent_changes, self._graph, self._settings.changes.span)
        logged = self._logged(cluster)
        made = [RecentChange(service=it.change.service, at=it.change.at, what=it.change.words) for it in logged]
        ranking = rank_causes(cluster.seen, self._graph, self._history, [*streamed, *made])
        return Report(cluster, plan, ranking, logged, streamed)

    def _logged(self, cluster: Cluster) -> list[Suspect]:
        with suppress(NotAWorkspaceError):
            return changes_near(self._session, cluster.services, cluster.environment, cluster.first)
        return []

    def _plan(self, cluster: Cluster) -> Plan:
        source = source_of(cluster)
        if known := self._known.get(source) or told_before(cluster, self._alerts):
            return self._adding(cluster, known, "it holds this group already, so only what is new")
        if home := find_home(cluster, self._incidents, self._graph, self._windows.lifetime):
            return self._adding(cluster, home[0].id, home[1])
        if not cluster.is_incident(self._windows.min_signals):
            few = f"{cluster.count} signal{'' if cluster.count == 1 else 's'}"
            return Plan(action=Action.NOTHING, why=f"{few}, and {self._windows.min_signals} make an incident")
        return self._opening(cluster, source)

    def _adding(self, cluster: Cluster, incident: str, why: str) -> Plan:
        """Into an incident there is; how severe it should be is said where it is less."""
        home = self._by_id.get(incident)
        mild = too_mild(cluster, home) if home is not None else ""
        worst = cluster.floor.floor if mild and cluster.floor else None
        return Plan(action=Action.ADD, why=why, incident=incident, severity=worst, severity_why=mild)

    def _opening(self, cluster: Cluster, source: str) -> Plan:
        judged = judge(cluster, self._catalogue, self._settings.signals.severity)
        new = incident_id(source, cluster.first, self._taken)
        self._taken.add(new)
        self._opened[cluster.id] = new
        attached = self._attached(cluster)
        return Plan(
            action=Action.OPEN,
            why="enough to call somebody",
            incident=new,
            title=title_of(cluster),
            severity=judged.severity,
            severity_why=judged.why,
            owner=owner_of(cluster.services, self._catalogue),
            runbook=attached,
            related=tuple(self._opened[each.other] for each in cluster.refused if each.other in self._opened),
        )

    def _attached(self, cluster: Cluster) -> Attached:
        """The runbook an alert links to or one that names it; else the page of another place that it links to."""
        from revenant.runbooks.suggestion.matching import Question, certain_for

        alerts = [each.name for each in cluster.seen if each.kind is Kind.ALERT]
        links = [(each.runbook, f"the alert {each.name} links to it") for each in cluster.seen if each.runbook]
        found = certain_for(Question(links, alerts, cluster.services), self._cards, self._settings.runbooks.link_roots)
        if found:
            name = f"{found.card.id}#{found.anchor}" if found.anchor else found.card.id
            return Attached(name, found.reason, found.card.blob)
        return Attached(*links[0]) if links else Attached()

    def reports(self, batches: Iterator[list[Signal]], closing: Callable[[Group], None]) -> Iterator[Report]:
        """Every cluster as it ends, with all there is to say of it; `closing` is told of each group."""
        for batch in batches:
            yield from self._ended(self.correlator.feed(batch), closing)
        yield from self._ended(self.correlator.finish(), closing)

    def _ended(self, groups: Iterator[Group], closing: Callable[[Group], None]) -> Iterator[Report]:
        for group in groups:
            closing(group)
            cluster = cluster_of(group)
            group.let_go()
            yield self.report(cluster)
