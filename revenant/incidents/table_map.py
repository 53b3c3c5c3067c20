"""The map of a table: which column of another system's export is which field here, and how its words are read."""

from __future__ import annotations

from typing import Annotated, Literal

from msgspec import Meta, Struct, field

from revenant.core.severity import Severity
from revenant.incidents.lifecycle import Status

SCHEMA = "revenant/table-map@1"
Column = Annotated[str, Meta(min_length=1)]
Columns = Column | list[Column]


class ColumnMap(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Names of columns, as the header spells them."""

    id: Annotated[Column, Meta(description="What names the incident there; rows with one id are one incident")]
    at: Annotated[Column | None, Meta(description="When the row happened; required for events")] = None
    status: Annotated[Column | None, Meta(description="The status the row says")] = None
    severity: Column | None = None
    title: Column | None = None
    services: Annotated[
        Columns | None, Meta(description="Services; several in one cell stand apart by `separator`")
    ] = None
    environment: Column | None = None
    tags: Columns | None = None
    responders: Annotated[Columns | None, Meta(description="Who worked on it")] = None
    url: Annotated[Column | None, Meta(description="Where it stands in the other system")] = None
    note: Annotated[Columns | None, Meta(description="What was said; an event each")] = None
    started_at: Annotated[Column | None, Meta(description="Start of impact")] = None
    opened_at: Annotated[Column | None, Meta(description="Detected or declared; required for incidents")] = None
    acknowledged_at: Column | None = None
    investigating_at: Column | None = None
    mitigating_at: Column | None = None
    mitigated_at: Column | None = None
    resolved_at: Column | None = None
    closed_at: Column | None = None


class Values(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Words in cells → ours; letter case and spaces around do not matter."""

    status: Annotated[
        dict[str, Status | None], Meta(description="A word for a status → ours; null: no change of status")
    ] = {}
    severity: dict[str, Severity] = {}
    services: Annotated[dict[str, str], Meta(description="A name → the service here; empty: left out")] = {}


class Constants(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What is the same for every row, where no column says it."""

    title: str = ""
    severity: Severity | None = None
    services: list[str] = []
    environment: str = ""
    tags: list[str] = []


class TableMap(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The whole of a map."""

    schema: Literal["revenant/table-map@1"]
    source: Annotated[
        str,
        Meta(pattern="^[a-z0-9][a-z0-9.-]{0,39}$", description="A name for the system; ids of two systems stay apart"),
    ]
    kind: Annotated[
        Literal["incidents", "events"], Meta(description="incidents: one row each; events: one row a change")
    ]
    columns: ColumnMap
    values: Values = Values()
    constants: Constants = Constants()
    times: Annotated[
        list[Annotated[str, Meta(min_length=1)]],
        Meta(min_length=1, description="Formats of times, tried in this order: iso, epoch, or such as %d/%m/%Y %H:%M"),
    ] = field(default_factory=lambda: ["iso"])
    timezone: Annotated[str, Meta(description="The zone of times that name none, such as Europe/Berlin")] = "UTC"
    ambiguous: Annotated[
        Literal["earlier", "later"], Meta(description="Which of two is meant where a clock was set back")
    ] = "earlier"
    missing: Annotated[list[str], Meta(description="Cells that say nothing, beside empty ones")] = []
    separator: Annotated[str, Meta(min_length=1)] = ","
    delimiter: Annotated[str, Meta(min_length=1, max_length=1)] = ","
    encoding: str = "utf-8"
