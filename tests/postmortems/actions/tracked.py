"""Incidents, cards and tracked items for the tests, made of a few words."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime

from revenant.core.settings import Person, PostmortemSettings, Settings, Team
from revenant.incidents.snapshot import IncidentSnapshot
from revenant.postmortems.actions import tasks_of
from revenant.postmortems.actions.recurrence import Recurring
from revenant.postmortems.actions.tracking import Tracked, track
from revenant.postmortems.card import PostmortemCard

SETTINGS = Settings(
    schema="revenant/workspace@1",
    organisation="Example Shop",
    people=[
        Person(email="ana@example.com", name="Ana", team="platform", aliases=["ana@old.example.com"]),
        Person(email="lea@example.com", name="Lea"),
    ],
    teams=[Team(name="platform"), Team(name="shop")],
    postmortems=PostmortemSettings(),
)
TODAY = date(2026, 11, 23)


def incident(number: int, day: str = "2026-11-01", **fields: object) -> IncidentSnapshot:
    """An incident that was detected on a day, at noon."""
    at = datetime.fromisoformat(day).replace(hour=12, tzinfo=UTC)
    return IncidentSnapshot(id=f"INC-20261101-0000{number}", title=f"number {number}", detected_at=at, **fields)  # type: ignore[arg-type]


def card(text: str, of: str = "INC-20261101-00001") -> PostmortemCard:
    """The card of a postmortem with these action items."""
    items = tasks_of(["## Action items", *text.strip().split("\n")])
    return PostmortemCard(f"incidents/2026/11/{of}.postmortem.md", of, "A title", "draft", "", [], [], items)


def tracked(text: str, it: IncidentSnapshot | None = None, others: Iterable[IncidentSnapshot] = ()) -> list[Tracked]:
    """The action items of one postmortem, judged by the incidents given."""
    it = it or incident(1)
    return track([(card(text, it.id), it)], SETTINGS, TODAY, Recurring([it, *others]))
