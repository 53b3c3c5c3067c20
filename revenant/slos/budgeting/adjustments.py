"""Downtime that was accepted: agreed beforehand or forgiven afterwards, with a reason and by whom.

Nothing measured is changed: a budget is shown with and without them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Annotated, Literal, NamedTuple

from msgspec import Meta, Struct

from revenant.core.times import format_time
from revenant.slos.spans import Span, union, without

FILE = "slos/adjustments.yaml"
_Text = Annotated[str, Meta(min_length=1)]
_Time = Annotated[datetime, Meta(tz=True)]


class Adjustment(Struct, frozen=True, kw_only=True, rename={"from_": "from"}, forbid_unknown_fields=True):
    """What was bad between `from` and `to` is not to count against the SLO."""

    slo: Annotated[_Text, Meta(description="The SLO, by its name")]
    from_: Annotated[_Time, Meta(description="The start, with its offset")]
    to: Annotated[_Time, Meta(description="The end, which does not belong to it")]
    reason: Annotated[_Text, Meta(description="Why it does not count")]
    approved_by: Annotated[_Text, Meta(description="The address of who accepted it")]

    @property
    def span(self) -> Span:
        return Span(self.from_, self.to)


class Adjustments(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The whole of slos/adjustments.yaml."""

    schema: Literal["revenant/slo-adjustments@1"]
    adjustments: list[Adjustment] = []


class Backwards(NamedTuple):
    """The adjustment of this number, counted from 0, does not end after it starts."""

    number: int
    message: str


def backwards(adjustments: Iterable[Adjustment]) -> Iterator[Backwards]:
    """Those that end before they start, or when they do."""
    for number, each in enumerate(adjustments):
        if each.to <= each.from_:
            yield Backwards(number, f"to: {format_time(each.to)} is not after from, {format_time(each.from_)}")


class Accepted(NamedTuple):
    """An adjustment, and the times it takes out of a window: those that no earlier one has taken out already."""

    adjustment: Adjustment
    spans: list[Span]


def accepted(slo: str, adjustments: Iterable[Adjustment], window: Span) -> list[Accepted]:
    """The adjustments of one SLO that touch its window, in order of their times; no moment is in two of them."""
    taken: list[Span] = []
    found = []
    for each in sorted((one for one in adjustments if one.slo == slo), key=lambda one: one.span):
        clipped = each.span.clipped(window)
        if clipped is not None:
            found.append(Accepted(each, without(clipped, taken)))
            taken = union([*taken, clipped])
    return found
