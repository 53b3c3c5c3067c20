"""The index proposes, the logs tell: what is found is what the files say, and only of the time before."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from revenant.incidents.snapshot import IncidentSnapshot
from revenant.postmortems.generated.material import Likeness
from revenant.postmortems.learning.ending import Earlier
from revenant.store import similarity
from revenant.store.log import create_log
from revenant.store.record import Record
from revenant.store.similarity import find_earlier, prose_of, question_of, recall, similar_to
from revenant.store.workspace import Workspace, find_workspace
from revenant.store.worktree import WorkTreeLogs
from tests.postmortems.learning.making import history, id_of, past

POSTMORTEM = """---
schema: revenant/postmortem@1
incident: {id}
status: final
---
# A page about it
## Contributing factors
The autovacuum threshold hid a wraparound in the replica.
## Action items
- [x] **A1** Alert on wraparound (owner: platform; due: 2026-12-01)
- [ ] **A2** Raise the threshold (owner: platform; due: 2026-12-01)
"""


def write(workspace: Workspace, number: int, title: str = "Something is wrong", **fields: Any) -> IncidentSnapshot:
    incident_id = id_of(number)
    path = WorkTreeLogs(workspace).path(incident_id)
    path.parent.mkdir(parents=True, exist_ok=True)
    create_log(path, incident_id, history(number, title, **fields))
    return past(number, title, **fields)


def record_of(workspace: Workspace) -> Record:
    return Record(WorkTreeLogs(workspace), lambda _: None)


def earlier(workspace: Workspace, it: IncidentSnapshot, prose: Sequence[str] = ()) -> list[Earlier]:
    return find_earlier(workspace, record_of(workspace), question_of(it, prose), it.detected_at, 5)


def names(found: list[Earlier]) -> list[str]:
    return [each.alike.incident for each in found]


@pytest.fixture
def filled(workspace: Path) -> Workspace:
    """Forty incidents of all sorts, and one with the alert DbLag on the tenth day."""
    known = find_workspace(workspace)
    for number in range(40):
        alerts = ["DbLag"] if number == 10 else []
        write(known, number, f"Trouble number {number}", services=[f"quiet-{number % 7}"], alerts=alerts)
    return known


def test_what_is_found_is_told_from_its_log_and_its_postmortem(filled: Workspace) -> None:
    page = WorkTreeLogs(filled).path(id_of(10)).with_suffix(".postmortem.md")
    page.write_text(POSTMORTEM.format(id=id_of(10)), encoding="utf-8")
    (found,) = earlier(filled, write(filled, 90, alerts=["DbLag"]))
    assert (found.alike.incident, found.title, found.open_actions) == (id_of(10), "Trouble number 10", 1)
    assert found.alike.reasons == ("same alert DbLag",)
    assert found.postmortem == filled.relative(page)
    assert found.ending.words == "still open"


def test_words_of_a_postmortem_are_words_of_its_incident(filled: Workspace) -> None:
    page = WorkTreeLogs(filled).path(id_of(20)).with_suffix(".postmortem.md")
    page.write_text(POSTMORTEM.format(id=id_of(20)), encoding="utf-8")
    it = write(filled, 90, "Autovacuum threshold hit, wraparound near")
    assert names(earlier(filled, it)) == [id_of(20)]
    assert prose_of(filled, id_of(20)) == ["The autovacuum threshold hid a wraparound in the replica."]
    assert prose_of(filled, id_of(21)) == []


def test_what_a_postmortem_says_stays_right_when_others_follow(filled: Workspace) -> None:
    it = write(filled, 60, "orm drops column, replicas disagree", alerts=["DbLag"], tags=["dns"])
    write(filled, 50, "orm drops column, replicas disagree")
    before = similar_to(filled, it)
    assert before == [
        Likeness(id_of(10), "Trouble number 10", ("same alert DbLag",), "still open"),
        Likeness(
            id_of(50),
            "orm drops column, replicas disagree",
            ("words: column, disagree, drops, orm",),
            "still open",
        ),
    ]
    for number in range(61, 90):
        write(filled, number, "orm drops column, replicas disagree", alerts=["DbLag"], tags=["dns"])
    assert similar_to(filled, it) == before


def test_without_an_opening_there_is_nothing_to_compare(filled: Workspace) -> None:
    assert similar_to(filled, IncidentSnapshot(id=id_of(90))) == []


def test_without_an_index_the_answer_is_the_same(filled: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    it = write(filled, 90, alerts=["DbLag"])
    expected = earlier(filled, it)
    monkeypatch.setattr(similarity, "ask_index", lambda *_, **__: None)
    assert earlier(filled, it) == expected != []
    assert recall(filled, record_of(filled), it, 3) == ([], [])


def test_at_a_glance_new_files_are_known_and_old_ones_are_read_anew(filled: Workspace) -> None:
    it = write(filled, 90, alerts=["DbLag"])
    record = record_of(filled)
    assert names(recall(filled, record, it, 3)[0]) == [id_of(10)]
    write(filled, 30 + 41, "A new one", alerts=["DbLag"])
    similar, recurring = recall(filled, record, it, 3)
    assert names(similar) == [id_of(71), id_of(10)]
    assert [each.words for each in recurring] == [
        "alert DbLag: 2 incidents before this one, in 2 weeks from 2026-01-15 to 2026-03-17"
    ]
    WorkTreeLogs(filled).path(id_of(71)).unlink()
    assert names(recall(filled, record, it, 3)[0]) == [id_of(10)]


def test_an_incident_that_goes_on_in_another_is_not_told(filled: Workspace, run: Any) -> None:
    first, second = (
        run("open", title, "--tag", "dns", "--tag", "resolver", "--json").json["id"] for title in ("One", "Two")
    )
    it = write(filled, 900, tags=["dns", "resolver"])
    assert set(names(earlier(filled, it))) == {first, second}
    assert run("merge", first, second).exit_code == 0
    assert len(names(earlier(filled, it))) == 1


HOSTILE = ["'; DROP TABLE keys; --", 'a" OR *', "\x1b[31m", "a\tb", "\U000e0001", "🔥" * 40]


@pytest.mark.parametrize("name", HOSTILE)
def test_names_are_names_whatever_they_hold(filled: Workspace, name: str) -> None:
    write(filled, 50, name, alerts=[name], tags=[name])
    it = write(filled, 90, name, alerts=[name], tags=[name], notes=[name, 'NEAR("'])
    assert names(earlier(filled, it)) == [id_of(50)]
