"""Action items of many postmortems: where each stands, which are wanted, and in which order they are worth reading."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import NamedTuple

from revenant.core.settings import Settings
from revenant.incidents.snapshot import IncidentSnapshot
from revenant.postmortems.actions.item import ActionItem, State
from revenant.postmortems.actions.priorities import priorities, priority_of
from revenant.postmortems.actions.recurrence import Recurrence, Recurring
from revenant.postmortems.card import PostmortemCard
from revenant.postmortems.sections import own_words


class Tracked(NamedTuple):
    """An action item with its postmortem and its incident, None for a postmortem of no incident of ours."""

    card: PostmortemCard
    item: ActionItem
    incident: IncidentSnapshot | None
    state: State
    priority: str
    recurrences: tuple[Recurrence, ...] = ()

    @property
    def where(self) -> str:
        """The incident, else the file without its ending."""
        return self.card.incident or self.card.path.rpartition("/")[2].partition(".")[0]

    @property
    def name(self) -> str:
        """How commands name it."""
        return f"{self.where} {self.item.key}"

    @property
    def services(self) -> list[str]:
        return self.incident.services if self.incident else []


def track(
    filed: Iterable[tuple[PostmortemCard, IncidentSnapshot | None]],
    settings: Settings,
    today: date,
    record: Recurring | None = None,
) -> list[Tracked]:
    """Every action item; with `record`, of all incidents there are, also whether each held."""
    extra = own_words(settings.postmortems.sections, settings.postmortems.titles)
    return [tracked_one(card, item, it, settings, today, record) for card, it in filed for item in card.actions(extra)]


def tracked_one(
    card: PostmortemCard,
    item: ActionItem,
    it: IncidentSnapshot | None,
    settings: Settings,
    today: date,
    record: Recurring | None = None,
) -> Tracked:
    """One action item, and with `record` also whether it held."""
    back = record.after(item, it) if record is not None and it is not None else ()
    state = State.FAILED if back else item.state(today)
    return Tracked(card, item, it, state, priority_of(item, settings.postmortems), back)


def in_order(found: Iterable[Tracked], settings: Settings) -> list[Tracked]:
    """The most urgent priority first, then what is due first; what says neither comes last."""
    ranks: Mapping[str, int] = {word: rank for rank, word in enumerate(priorities(settings.postmortems))}
    return sorted(
        found,
        key=lambda one: (
            ranks.get(one.priority, len(ranks)),
            one.item.due or date.max,
            one.card.path,
            one.item.line,
        ),
    )


def grouped_by(found: Iterable[Tracked], key: Callable[[Tracked], str], nobody: str) -> dict[str, list[Tracked]]:
    """Items by a word, in the order of the words; those without one come last, as `nobody`."""
    groups: dict[str, list[Tracked]] = {}
    for one in found:
        groups.setdefault(key(one) or nobody, []).append(one)
    return dict(sorted(groups.items(), key=lambda group: (group[0] == nobody, group[0].casefold())))
