"""Where the runbook of an alert is: by its path, or by the address at which its folder is served."""

from __future__ import annotations

from pathlib import Path

import pytest

from revenant.store.alert_runbooks import runbook_address
from revenant.store.workspace import find_workspace

RUNBOOK = "---\nschema: revenant/runbook@1\nid: {id}\nalerts: [{alerts}]\n---\n# A runbook\n"


@pytest.fixture
def put(workspace: Path) -> Path:
    folder = workspace / "runbooks"
    folder.mkdir()
    (folder / "exact.md").write_text(RUNBOOK.format(id="exact", alerts="CheckoutDown"), encoding="utf-8")
    (folder / "glob.md").write_text(RUNBOOK.format(id="glob", alerts="'*Down'"), encoding="utf-8")
    return workspace


@pytest.mark.parametrize(
    ("alert", "address"),
    [("CheckoutDown", "runbooks/exact.md"), ("SearchDown", "runbooks/glob.md"), ("Other", "")],
)
def test_by_its_path(put: Path, alert: str, address: str) -> None:
    assert runbook_address(find_workspace(put))(alert) == address


@pytest.mark.parametrize(
    ("roots", "address"),
    [
        ("'https://docs.example.com/runbooks': runbooks", "https://docs.example.com/runbooks/exact.md"),
        ("'https://docs.example.com': /", "https://docs.example.com/runbooks/exact.md"),
        ("'https://docs.example.com': other", "runbooks/exact.md"),
        ("/: runbooks", "runbooks/exact.md"),
    ],
)
def test_by_where_it_is_served(put: Path, roots: str, address: str) -> None:
    with (put / "revenant.yaml").open("a", encoding="utf-8") as file:
        file.write(f"runbooks: {{link_roots: {{{roots}}}}}\n")
    assert runbook_address(find_workspace(put))("CheckoutDown") == address
