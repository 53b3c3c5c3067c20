"""From the repository a change was made in to the services it may have changed, as services.yaml says."""

from __future__ import annotations

import re
from collections.abc import Iterable

from revenant.signals.catalogue import Service

_SCHEME = re.compile(r"^([a-z+]+://)?([^@/]+@)?", re.IGNORECASE)


def repository_key(address: str) -> str:
    """`https://git.example.com/shop/Checkout.git`, `git@git.example.com:shop/checkout` and `shop/checkout` alike."""
    plain = _SCHEME.sub("", address.strip()).replace(":", "/").removesuffix("/").removesuffix(".git")
    return "/".join(plain.casefold().split("/")[-2:])


def services_by_repository(services: Iterable[Service]) -> dict[str, list[str]]:
    """Repository (see `repository_key`) → the services built from it, more than one in a monorepo."""
    found: dict[str, list[str]] = {}
    for service in services:
        if service.repository:
            found.setdefault(repository_key(service.repository), []).append(service.name)
    return found
