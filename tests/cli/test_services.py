"""`services` and `import backstage` as people type them."""

from __future__ import annotations

import json
from pathlib import Path

from tests.conftest import Run, git
from tests.signals.sources.test_otlp import _attributes, _spans

CATALOG = """\
apiVersion: backstage.io/v1alpha1
kind: Component
metadata:
  name: checkout
  annotations: {github.com/project-slug: shop/checkout}
spec: {type: service, owner: group:default/platform, dependsOn: ["resource:default/orders-db"]}
---
apiVersion: backstage.io/v1alpha1
kind: Resource
metadata: {name: orders-db}
spec: {type: database, owner: platform}
---
apiVersion: backstage.io/v1alpha1
kind: Group
metadata: {name: platform}
"""


def test_the_list(run: Run) -> None:
    result = run("services", "list")
    assert result.exit_code == 0
    assert "checkout  shop      1           payments    web" in result.stdout
    (web,) = [row for row in run("services", "list", "--json").json if row["name"] == "web"]
    assert (web["depends_on"], web["dependents"], web["owner"]) == (["checkout"], [], "shop")


def test_backstage_adds_and_says_what_differs(run: Run, workspace: Path, tmp_path: Path) -> None:
    (tmp_path / "catalog-info.yaml").write_text(CATALOG, encoding="utf-8")
    name = str(tmp_path / "catalog-info.yaml")
    dry = run("import", "backstage", name, "--dry-run")
    assert "would add  1 service, 1 × depends_on" in dry.stdout
    assert git(workspace, "status", "--porcelain") == ""
    result = run("import", "backstage", name)
    assert result.exit_code == 0, result.stderr
    assert "owner is 'shop' here and 'platform' there" in result.stdout
    assert "Group: neither a service" in result.stdout
    assert "{name: orders-db, owner: platform, kind: database}" in (workspace / "services.yaml").read_text()
    assert git(workspace, "log", "-1", "--format=%s").strip() == "Import of 2 services from Backstage"
    again = run("import", "backstage", name, "--json").json
    assert (again["added"], again["dependencies"], again["filled"]) == ([], {}, {})
    assert run("lint").exit_code == 0


def test_backstage_that_cannot_be_read(run: Run, workspace: Path) -> None:
    result = run("import", "backstage", "-", stdin="a: [1\n---\n")
    assert result.exit_code == 3
    assert "stdin:2:1" in result.stderr


def test_edges_from_traces(run: Run, workspace: Path) -> None:
    call = {"spanId": "A" * 16, "kind": 3, "attributes": _attributes(db__system="postgresql", server__address="pg-1")}
    (workspace / "traces.jsonl").write_text(json.dumps(_spans(call, service__name="payments")), encoding="utf-8")
    seen = run("services", "derive", "traces.jsonl")
    assert seen.exit_code == 0, seen.stderr
    assert "payments  pg-1            1  address   would be added" in seen.stdout
    assert git(workspace, "status", "--porcelain", "services.yaml") == ""
    applied = run("services", "derive", "traces.jsonl", "--apply", "--json").json
    assert applied["edges"][0]["new"]
    assert applied["new_services"] == ["pg-1"]
    assert "depends_on: [pg-1]" in (workspace / "services.yaml").read_text()
    assert run("services", "derive", "traces.jsonl", "--json").json["edges"][0]["new"] is False
    assert git(workspace, "log", "-1", "--format=%s").strip() == "Dependencies seen in 1 span"
    assert run("services", "derive", "traces.jsonl", "--at-least", "2", "--json").json["edges"] == []


def test_signals_hold_enough_to_derive_from(run: Run, workspace: Path) -> None:
    call = {"spanId": "A" * 16, "kind": 3, "attributes": _attributes(peer__service="payments")}
    signals = run("ingest", "otlp-traces", stdin=json.dumps(_spans(call))).stdout
    assert run("services", "derive", "--json", stdin=signals).json["edges"][0]["dependency"] == "payments"
