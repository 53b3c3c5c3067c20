"""Downtime that was accepted: agreed beforehand or forgiven afterwards, with a reason and by whom.

Nothing measured is changed: a budget is shown with and without them.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Annotated, Literal

from msgspec import Meta, Struct

from revenant.slos.spans import Span, union

FILE = "slos/adjustments.yaml"
_Text = Annotated[str, Meta(min_length=1)]


class Adjustment(Struct, frozen=True, kw_only=True, rename={"from_": "from"}, forbid_unknown_fields=True):
    """What was bad between `from` and `to` is not to count against the SLO."""

    slo: _Text
    from_: datetime
    to: datetime
    reason: _Text
    approved_by: _Text

    @property
    def span(self) -> Span:
        return Span(self.from_, self.to)


class Adjustments(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The whole of slos/adjustments.yaml."""

    schema: Literal["revenant/slo-adjustments@1"]
    adjustments: list[Adjustment] = []


def accepted(slo: str, adjustments: Iterable[Adjustment], window: Span) -> list[Span]:
    """The accepted times of one SLO within its window, each once."""
    clipped = [each.span.clipped(window) for each in adjustments if each.slo == slo]
    return union(span for span in clipped if span is not None)
