"""`revenant search` finds postmortems: their title, the place that says so, kinds, with an index or without."""

from __future__ import annotations

from pathlib import Path

import pytest

from revenant.store import index
from tests.conftest import Run

POSTMORTEM = """---
# Wraparound in a comment of the front matter
schema: revenant/postmortem@1
incident: {id}
status: final
---
# The autovacuum postmortem

## Contributing factors

- The threshold of the autovacuum was raised in March, for a migration that never came, and nobody was told of it since.
- The replica hid the wraparound from every dashboard that anybody looks at while they are on call at night.

## Lessons
A threshold that nobody sees is none.
"""


@pytest.fixture
def written(workspace: Path, opened: str) -> str:
    path = next((workspace / "incidents").rglob("*.yaml")).with_suffix(".postmortem.md")
    path.write_text(POSTMORTEM.format(id=opened), encoding="utf-8")
    return opened


def test_a_postmortem_is_found_with_its_title_and_the_line_that_says_so(run: Run, written: str) -> None:
    (hit,) = run("search", "replica wraparound", "--json").json
    assert (hit["kind"], hit["id"], hit["title"]) == ("postmortem", written, "The autovacuum postmortem")
    assert hit["path"].endswith(f"{written}.postmortem.md")
    assert "replica hid the wraparound" in hit["snippet"]
    assert "autovacuum" not in hit["snippet"]
    assert "⏎" not in run("search", "replica wraparound").stdout


def test_kinds_and_filters(run: Run, written: str) -> None:
    run("note", written, "the autovacuum threshold")
    assert {hit["kind"] for hit in run("search", "autovacuum", "--json").json} == {"incident", "postmortem"}
    assert [hit["kind"] for hit in run("search", "autovacuum", "-k", "postmortem", "--json").json] == ["postmortem"]
    assert run("search", "autovacuum", "-k", "runbook", "--json").json == []
    assert run("search", "autovacuum", "--severity", "SEV1", "--json").json == []


def test_alerts_of_an_incident_are_words_of_it(run: Run, workspace: Path, opened: str) -> None:
    row = (
        '{"id": "a%d", "at": "2026-11-23T11:50:00Z", "kind": "alert", "service": "db", "name": "DbLagHigh",'
        ' "severity": "critical"}'
    )
    (workspace / "alerts.jsonl").write_text("\n".join(row % number for number in range(3)) + "\n", encoding="utf-8")
    assert run("correlate", str(workspace / "alerts.jsonl"), "--apply").exit_code == 0
    assert [hit["kind"] for hit in run("search", "DbLagHigh", "--json").json] == ["incident"]


def test_without_an_index_the_answer_is_the_same(run: Run, written: str, monkeypatch: pytest.MonkeyPatch) -> None:
    expected = run("search", "replica wraparound", "--json").stdout
    monkeypatch.setattr(index, "ask_index", lambda *_: None)
    assert run("search", "replica wraparound", "--json").stdout == expected


def test_what_is_edited_is_found_at_once(run: Run, workspace: Path, written: str) -> None:
    assert run("search", "chrysanthemum", "--json").json == []
    path = next((workspace / "incidents").rglob("*.postmortem.md"))
    path.write_text(path.read_text(encoding="utf-8") + "A chrysanthemum.\n", encoding="utf-8")
    assert [hit["id"] for hit in run("search", "chrysanthemum", "--json").json] == [written]
