"""Backstage entities as services: owners, tiers, repositories, dependencies in every direction they are written."""

from __future__ import annotations

from typing import Any

import pytest

from revenant.importers.backstage import Read, read
from revenant.importers.decoding import Raw
from revenant.signals.catalogue import Service


def _entity(kind: str, name: str, metadata: dict[str, Any] | None = None, **spec: Any) -> dict[str, Any]:
    about = {"name": name} | (metadata or {})
    return {"apiVersion": "backstage.io/v1alpha1", "kind": kind, "metadata": about, "spec": spec}


def _read(*entities: Any) -> Read:
    return read(Raw(f"f[{number}]", entity) for number, entity in enumerate(entities))


def _only(entity: dict[str, Any]) -> Service:
    found = _read(entity)
    assert not found.skipped
    (service,) = found.services
    return service


def test_a_component_and_its_resource() -> None:
    component = _entity(
        "Component", "checkout", {"description": "Takes orders\nand more", "labels": {"example.com/tier": "tier-1"}},
        owner="group:default/shop", dependsOn=["resource:default/orders-db", "component:payments", "search"],
    )  # fmt: skip
    assert _only(component) == Service(
        name="checkout", owner="shop", tier=1, description="Takes orders",
        depends_on=["orders-db", "payments", "search"],
    )  # fmt: skip
    assert _only(_entity("Resource", "orders-db", type="database", owner="platform")).kind == "database"


@pytest.mark.parametrize(
    ("annotations", "repository"),
    [
        ({"github.com/project-slug": "shop/checkout"}, "https://github.com/shop/checkout"),
        ({"gitlab.com/project-slug": "shop/backend/checkout"}, "https://gitlab.com/shop/backend/checkout"),
        (
            {"backstage.io/source-location": "url:https://git.example.com/shop/mono/tree/main/checkout/"},
            "https://git.example.com/shop/mono",
        ),
        ({"backstage.io/source-location": "url:https://git.example.com/shop/web/-/blob/main/x"}, "https://git.example.com/shop/web"),
        ({"backstage.io/source-location": 7}, ""),
        ({}, ""),
    ],
)  # fmt: skip
def test_repositories(annotations: dict[str, Any], repository: str) -> None:
    assert _only(_entity("Component", "x", {"annotations": annotations})).repository == repository


def test_an_api_stands_for_whoever_provides_it() -> None:
    found = _read(
        _entity("API", "payments-api"),
        _entity("Component", "payments", providesApis=["payments-api"]),
        _entity("Component", "checkout", consumesApis=["api:default/payments-api", "elsewhere-api"]),
    )
    assert [(service.name, service.depends_on) for service in found.services] == [
        ("payments", []),
        ("checkout", ["payments"]),
    ]
    assert [row.reason for row in found.skipped] == ["depends on api elsewhere-api, which no service here stands for"]


def test_a_resource_may_name_its_dependents() -> None:
    found = _read(_entity("Resource", "cache", dependencyOf=["component:web"]), _entity("Component", "web"))
    assert [service.depends_on for service in found.services] == [[], ["cache"]]


def test_a_system_lends_its_owner() -> None:
    found = _read(_entity("System", "shop", owner="group:shop"), _entity("Component", "web", system="shop"))
    assert [service.owner for service in found.services] == ["shop"]


@pytest.mark.parametrize(
    "entity",
    [
        None, [], "x", {"apiVersion": "v1", "kind": "Deployment", "metadata": {"name": "x"}}, _entity("Component", ""),
        _entity("Group", "shop"), _entity("Template", "x"),
    ],
)  # fmt: skip
def test_what_is_no_service_is_named(entity: Any) -> None:
    found = _read(entity)
    assert (found.services, len(found.skipped)) == ([], 1)


@pytest.mark.parametrize("odd", [None, 7, "text", [1], {"a": 1}])
def test_odd_values_are_absent(odd: Any) -> None:
    spec = dict.fromkeys(("owner", "dependsOn", "dependencyOf", "consumesApis", "providesApis", "system", "type"), odd)
    entity = _entity("Component", "x", {"labels": odd, "annotations": odd}, **spec)
    assert _read(entity).services[0].name == "x"
