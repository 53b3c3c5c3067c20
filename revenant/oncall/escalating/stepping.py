"""The steps of policies in an episode: which are still to be taken, and when."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from typing import NamedTuple

from revenant.core.times import format_span
from revenant.oncall.escalating.episodes import Episode
from revenant.oncall.escalating.notice import Notice, key
from revenant.oncall.escalating.policy import Condition, Policy, Step
from revenant.oncall.escalating.reaching import Asked, Reach, reach

_NOTHING: timedelta = timedelta()


class Slot(NamedTuple):
    """A step of a policy in one of its rounds: `number` counts from 1, `round` from 0."""

    policy: Policy
    episode: Episode
    round: int
    number: int
    due: datetime

    @property
    def step(self) -> Step:
        return self.policy.steps[self.number - 1]

    @property
    def key(self) -> str:
        """What it is called, in any clone."""
        return key(self.policy.name, self.episode.mark, f"{self.round}.{self.number}")

    @property
    def why(self) -> str:
        """What has not happened, in words."""
        word = "acknowledged" if self.step.condition is Condition.NOT_ACKED else "resolved"
        span = self.due - self.episode.start
        return f"not {word} {format_span(span)} after {self.episode.began}" if span else f"{self.episode.began}"


def rounds(policy: Policy, episode: Episode) -> Iterator[list[Slot]]:
    """Every round of the steps, in order of time."""
    times, every = (policy.repeat.times, policy.repeat.every) if policy.repeat else (0, _NOTHING)
    for number in range(times + 1):
        try:
            start = episode.start + every * number
            yield [
                Slot(policy, episode, number, place, start + step.after)
                for place, step in enumerate(policy.steps, start=1)
            ]
        except OverflowError:
            return


def open_slots(round_: list[Slot], told: frozenset[str]) -> list[Slot]:
    """What of a round is still to be taken: what comes after the last step that was, if its condition holds."""
    done = max((place for place, slot in enumerate(round_, start=1) if slot.key in told), default=0)
    return [slot for slot in round_[done:] if slot.episode.holds(slot.step.condition)]


def upcoming(policies: Iterable[Policy], episodes: Iterable[Episode], told: frozenset[str]) -> list[Slot]:
    """Every step still to be taken, in order of time, if nothing happens until then."""
    episodes = list(episodes)
    found = [
        slot
        for policy in policies
        for episode in episodes
        for round_ in rounds(policy, episode)
        for slot in open_slots(round_, told)
    ]
    return sorted(found, key=lambda slot: slot.due)


def due_steps(
    policy: Policy, episode: Episode, told: frozenset[str], asked: Asked
) -> Iterator[tuple[Notice | None, list[str]]]:
    """Each notification that is due, with what is to be said beside it.

    A step that reaches nobody is taken by the next one at once, whose time would come later.
    """
    for round_ in rounds(policy, episode):
        failed: Slot | None = None
        for slot in open_slots(round_, told):
            if slot.due > asked.at and failed is None:
                break
            found = reach(slot.step.targets, asked, frozenset({policy.name}))
            yield _notice(slot, found, failed, asked) if found.people else None, _remarks(slot, found)
            failed = None if found.people else failed or slot


def _notice(slot: Slot, found: Reach, failed: Slot | None, asked: Asked) -> Notice:
    due, why = slot.due, slot.why
    if failed is not None and failed.due < due:
        due, why = failed.due, f"{failed.why}, and step {failed.number} reaches nobody"
    return Notice(
        slot.key,
        slot.policy.name,
        due,
        why,
        found.people,
        step=slot.number,
        round=slot.round,
        backup=backup_of(slot, asked, frozenset(found.people)),
    )


def backup_of(slot: Slot, asked: Asked, people: frozenset[str]) -> tuple[str, ...]:
    """Whom the next step that reaches anybody else would tell."""
    for step in slot.policy.steps[slot.number :]:
        found = reach(step.targets, asked, frozenset({slot.policy.name})).people
        others = tuple(person for person in found if person not in people)
        if others:
            return others
    return ()


def _remarks(slot: Slot, found: Reach) -> list[str]:
    where = f"policy {slot.policy.name}, step {slot.number}"
    said = [f"{where}: {remark}" for remark in found.remarks]
    return said if found.people else [*said, f"{where} reaches nobody"]
