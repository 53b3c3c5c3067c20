"""`kind: Schedule` as it is written."""

from __future__ import annotations

from typing import Annotated, Literal

from msgspec import Meta, Struct, field

from revenant.oncall.documents.shared import Clock, Days, Every, Instant, Local, Name, Who

SCHEMA = "revenant/oncall@1"


class HoursDocument(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """From one time to another on the clock, on these days, or every day; overnight, where `to` is not later."""

    days: Annotated[
        list[Days], Meta(description="On which days it begins, such as mon-fri; every day if left out")
    ] = []
    from_: Clock = field(name="from")
    to: Clock


class LayerDocument(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """People who take turns."""

    name: Name | None = None
    start: Annotated[Local, Meta(description="The first handoff, by the clock on the wall")]
    every: Annotated[Every, Meta(description="How long a turn is: 12h, 1d, 1w, 1M")]
    advance: Annotated[
        Literal["calendar", "active"], Meta(description="Whether turns outside of the restriction count, too")
    ] = "calendar"
    members: Annotated[list[Who | list[Who]], Meta(description="In order; a list is several on call together")]
    restrict: Annotated[list[HoursDocument], Meta(description="Only in these hours; always if left out")] = []
    from_: Annotated[Local | None, Meta(description="When it takes effect; at its start if left out")] = field(
        name="from", default=None
    )
    until: Annotated[Local | None, Meta(description="When it ceases; never if left out")] = None
    priority: Annotated[
        Annotated[int, Meta(ge=0, le=1000)] | None,
        Meta(description="The highest is on call; later layers are higher if left out"),
    ] = None
    timezone: Annotated[str, Meta(description="Of this layer, if it is another")] = ""


class OverrideDocument(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """An exception: `add` are on, `remove` are off, with both one is on in place of another."""

    from_: Instant = field(name="from")
    to: Instant
    add: Who | list[Who] = []
    remove: Annotated[Who | list[Who], Meta(description="Those who are off; * is everybody")] = []
    reason: str = ""


class ScheduleDocument(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """`kind: Schedule`."""

    schema: Literal["revenant/oncall@1"] = "revenant/oncall@1"
    kind: Literal["Schedule"]
    name: Name
    description: str = ""
    timezone: Annotated[str, Meta(min_length=1, description="An IANA name such as Europe/Berlin")]
    layers: Annotated[list[LayerDocument], Meta(description="The later wins")]
    overrides: list[OverrideDocument] = []
    cover: Annotated[list[HoursDocument], Meta(description="When somebody should be on call; always if left out")] = []
    services: Annotated[list[str], Meta(description="Services it answers for; * and ? match")] = []
    teams: Annotated[list[str], Meta(description="Teams whose services it answers for")] = []
    holidays: Annotated[str, Meta(description="Whose days off count: a country such as DE, or DE-BE")] = ""
