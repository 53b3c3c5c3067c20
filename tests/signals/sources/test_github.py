"""GitHub webhooks: changes to the services built from a repository."""

from __future__ import annotations

from typing import Any

import pytest

from revenant.signals.catalogue import Service
from revenant.signals.signal import Kind
from revenant.signals.sources import detect
from revenant.signals.sources.found import Context
from revenant.signals.sources.repositories import repository_key, services_by_repository
from tests.signals.sources.reading import NOW, at, found

REPOSITORY = {"name": "Checkout", "full_name": "Shop/Checkout"}
DEPLOYMENT = {
    "id": 5, "sha": "9f95f85", "ref": "main", "environment": "production", "created_at": "2026-11-23T10:00:00Z",
    "creator": {"login": "ana"},
}  # fmt: skip
STATUS = {"id": 6, "state": "failure", "created_at": "2026-11-23T10:01:00Z", "environment": "production"}
RUN = {
    "id": 7, "run_attempt": 2, "conclusion": "success", "name": "deploy", "head_branch": "main",
    "updated_at": "2026-11-23T10:02:00Z",
}  # fmt: skip
RELEASE = {"id": 8, "tag_name": "v2", "published_at": "2026-11-23T10:03:00Z"}


def _context(*services: str) -> Context:
    built = [Service(name=name, repository="https://github.com/shop/checkout.git") for name in services]
    return Context(NOW, services_by_repository(built))


@pytest.mark.parametrize(
    ("document", "name", "known", "environment"),
    [
        ({"deployment": DEPLOYMENT}, "deployment of main", "deployment-5", "production"),
        (
            {"deployment": DEPLOYMENT, "deployment_status": STATUS},
            "deployment of main: failure", "deployment-status-6", "production",
        ),
        ({"workflow_run": RUN}, "workflow deploy: success", "workflow-run-7-2-success", "unknown"),
        ({"release": RELEASE, "action": "published"}, "release v2", "release-8-published", "unknown"),
    ],
)  # fmt: skip
def test_every_change(document: dict[str, Any], name: str, known: str, environment: str) -> None:
    document = document | {"repository": REPOSITORY, "sender": {"login": "ana"}}
    assert detect(document) == "github"
    (signal,), doubts = found(document, context=_context("checkout"))
    assert not doubts
    assert (signal.kind, signal.name, signal.id, signal.environment) == (Kind.EVENT, name, known, environment)
    assert (signal.service, signal.is_unhealthy, signal.at.hour) == ("checkout", False, 10)
    assert "ana" not in str(signal)


def test_a_repository_nobody_knows_stands_for_itself() -> None:
    (signal,), doubts = found({"deployment": DEPLOYMENT, "repository": REPOSITORY})
    assert (signal.service, signal.at) == ("Checkout", at(10))
    assert "Shop/Checkout" in doubts[0].reason
    (signal,), doubts = found({"deployment": DEPLOYMENT, "repository": REPOSITORY}, context=Context(NOW, service="web"))
    assert (signal.service, "--service" in doubts[0].reason) == ("web", True)


def test_a_monorepo_notes_the_change_for_each_service() -> None:
    signals, doubts = found({"deployment": DEPLOYMENT, "repository": REPOSITORY}, context=_context("web", "api"))
    assert [(signal.service, signal.id) for signal in signals] == [
        ("web", "deployment-5/web"),
        ("api", "deployment-5/api"),
    ]
    assert doubts[0].reason.startswith("2 services")


def test_a_webhook_without_time_is_a_doubt() -> None:
    signals, doubts = found({"release": {"id": 1}, "repository": REPOSITORY})
    assert (signals, doubts[0].lost) == ([], True)


@pytest.mark.parametrize(
    "address",
    [
        "https://github.com/Shop/Checkout", "git@github.com:shop/checkout.git", "shop/checkout",
        "github.com/shop/checkout/", "ssh://git@git.example.com/shop/checkout.git",
    ],
)  # fmt: skip
def test_addresses_of_one_repository_are_alike(address: str) -> None:
    assert repository_key(address) == "shop/checkout"
