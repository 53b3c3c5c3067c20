"""Whatever a file of slos/ holds: it is read or complained of, and neither reading nor rules ever break."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from revenant.linting.engine import run_rules
from revenant.slos.documents.document import Item
from revenant.slos.rules import RULES
from revenant.store.slo_files import parse_slo_file
from revenant.store.subjects import Context, read_context, slo_subject
from revenant.store.workspace import Workspace
from tests.conftest import SERVICES, SETTINGS
from tests.slos.openslo import ALERT_CONDITION, ALERT_POLICY, GONE, SLI, SLO, changed

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-2, 2000) | st.floats(allow_nan=False) | st.text(max_size=8)
    | st.sampled_from(["1m", "1M", "4w", "gt", "SLO", "a", "2026-01-01 00:00:00", "Europe/Berlin"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["spec", "name", "kind", "x"]), inner),
    max_leaves=6,
)  # fmt: skip


def paths(data: Any, path: str = "") -> Iterator[str]:
    """The path of every part of a document."""
    for key, value in data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ():
        yield f"{path}{key}"
        yield from paths(value, f"{path}{key}.")


SPOTS = [(document, path) for document in (SLO, SLI, ALERT_POLICY, ALERT_CONDITION) for path in paths(document)]


@pytest.fixture(scope="module")
def context(tmp_path_factory: pytest.TempPathFactory) -> Context:
    root = tmp_path_factory.mktemp("any")
    (root / "revenant.yaml").write_text(SETTINGS)
    (root / "services.yaml").write_text(SERVICES)
    (root / "slos").mkdir()
    return read_context(Workspace(root), NOW)


def _is_sound(item: Item) -> bool:
    """Read, complained of, or none of ours: exactly one of these."""
    return [item.value is not None, bool(item.complaints), bool(item.outside)].count(True) == 1


@given(st.sampled_from(SPOTS), VALUES | st.just(GONE), st.booleans())
def test_a_document_with_anything_anywhere(context: Context, spot: Any, value: Any, is_flat: bool) -> None:
    document = changed(spot[0], (spot[1], value))
    content = json.dumps([document, SLO], indent=None if is_flat else 1).encode()
    file = parse_slo_file(content, "slos/any.yaml")
    assert all(map(_is_sound, file.items))
    path = Path(context.workspace.root, "slos", "any.yaml")
    path.write_bytes(content)
    fresh = read_context(context.workspace, NOW)
    found = list(run_rules(RULES, slo_subject(path, fresh)))
    assert all(problem.line > 0 for problem in found)
    assert bool([problem for problem in found if problem.code == "SL001"]) == any(
        item.complaints for item in file.items
    ) or bool(file.complaints)
