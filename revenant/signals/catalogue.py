"""services.yaml as a value: which services there are, who owns them, what they depend on."""

from __future__ import annotations

from typing import Annotated, Literal

from msgspec import Meta, Struct

Kind = Literal["service", "database", "queue", "host", "external"]


class Service(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One service."""

    name: Annotated[str, Meta(min_length=1)]
    owner: Annotated[str, Meta(description="The team that answers for it")] = ""
    tier: Annotated[int, Meta(ge=1, le=4)] | None = None
    repository: str = ""
    kind: Annotated[Kind | None, Meta(description="What it is, where it is no service of your own")] = None
    depends_on: list[str] = []
    description: str = ""


class Catalogue(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The whole of services.yaml."""

    schema: Literal["revenant/services@1"]
    services: list[Service] = []

    def find(self, name: str) -> Service | None:
        """The service of that exact name."""
        return next((service for service in self.services if service.name == name), None)

    @property
    def names(self) -> list[str]:
        return [service.name for service in self.services]
