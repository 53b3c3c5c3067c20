"""Tables become incidents by a map: each row's own time, every odd cell named by line and column."""

from __future__ import annotations

import csv
import gzip
import io
import re
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from revenant.core.settings import Imports
from revenant.core.severity import Severity
from revenant.errors import InvalidFileError
from revenant.importers.batch import Batch, File, Imported
from revenant.importers.table_hint import suggest
from revenant.incidents.lifecycle import Status
from revenant.incidents.measurements import Outcome
from revenant.incidents.table_map import TableMap
from revenant.store import yaml_io
from tests.conftest import ROOT
from tests.importers.trying import (
    CONTEXT,
    HERE,
    NOW,
    bring,
    by_source,
    folded,
    moves,
    notes,
    only,
    outcomes,
    read,
    sound,
)

ONE_ROW = {"id": "id", "opened_at": "opened", "resolved_at": "resolved", "status": "state", "severity": "sev"}
ROW = {"id": "7", "opened": "2026-10-05T10:00:00Z", "resolved": "2026-10-05T11:00:00Z", "state": "done", "sev": "SEV2"}
EVENTS = {"id": "id", "at": "at", "status": "state"}


def service_now() -> TableMap:
    table, complaints = yaml_io.load_as((HERE / "map.yaml").read_bytes(), TableMap)
    assert table is not None, complaints
    return table


def table_map(columns: dict[str, Any], kind: str = "incidents", **more: Any) -> TableMap:
    base = {"schema": "revenant/table-map@1", "source": "desk", "kind": kind, "columns": columns}
    return msgspec.convert({**base, "values": {"status": {"Done": "RESOLVED"}}, **more}, TableMap)


def text_of(*rows: dict[str, str]) -> bytes:
    written = io.StringIO()
    writer = csv.DictWriter(written, list(dict.fromkeys(name for row in rows for name in row)))
    writer.writeheader()
    writer.writerows(rows)
    return written.getvalue().encode()


def bring_rows(table: TableMap, *rows: dict[str, str]) -> Batch:
    return bring("csv", File(text_of(*rows), "desk.csv"), table=table)


def one(more: dict[str, Any] | None = None, **cells: str) -> Imported:
    """One row, its columns named as in ROW, and what the map says beside."""
    return only(bring_rows(table_map(ONE_ROW, **(more or {})), ROW | cells))


# --- many rows an incident ------------------------------------------------------------------


def test_rows_of_one_incident_are_its_course() -> None:
    batch = bring("csv", *read("incident_event_log.csv"), table=service_now())
    found = by_source(batch)["servicenow:INC0000045"]
    it = folded(found)
    assert moves(found) == ["08:53 OPEN → INVESTIGATING", "11:29 INVESTIGATING → RESOLVED", "12:00 RESOLVED → CLOSED"]
    assert it.detected_at == datetime(2016, 2, 29, 1, 16, tzinfo=UTC)
    assert (it.title, it.severity, it.services, it.tags) == ("Mail is late", "SEV3", ["mail"], ["servicenow"])
    assert it.responders == ["Resolver 149"]
    assert found.doubts == ["rows that stand there twice: 1; they count once"]


def test_dirt_is_imported_as_it_is_and_named() -> None:
    batch = bring("csv", *read("incident_event_log.csv"), table=service_now())
    found = by_source(batch)["servicenow:INC0000047"]
    assert outcomes(found)["MTTR"] is Outcome.INVALID
    assert found.doubts == [
        "line 9, column incident_state: '-100' is no status of the map; no change was recorded",
        "no row says that it was resolved, column resolved_at does; that was taken",
        "its severity changed (2 - High → 9 - Odd); the last one was taken",
        "line 9, column priority: '9 - Odd' is no severity of the map; SEV3 was assumed",
        "it was resolved before it started; its length counts as invalid",
    ]
    (row,) = batch.skipped
    assert (row.source, row.title) == ("incident_event_log.csv:8", "INC0000047")
    assert row.reason == "column sys_updated_at: '31/2/2016 04:57' is not a time as the map writes it"


def test_a_closed_incident_that_needs_a_postmortem_stays_resolved() -> None:
    rows = [
        {"id": "1", "at": f"2026-10-05T1{hour}:00:00Z", "state": word} for hour, word in enumerate(("OPEN", "CLOSED"))
    ]
    found = only(bring_rows(table_map(EVENTS, "events", constants={"severity": "SEV1"}), *rows))
    assert moves(found) == ["11:00 OPEN → RESOLVED"]
    assert "it was closed there; here it needs a postmortem first, and stays resolved" in found.doubts


def test_what_comes_back_comes_back_and_rows_may_stand_in_any_order() -> None:
    states = ["OPEN", "Done", "INVESTIGATING", "Done"]
    rows = [{"id": "1", "at": f"2026-10-05T1{hour}:00:00Z", "state": word} for hour, word in enumerate(states)]
    found = only(bring_rows(table_map(EVENTS, "events"), *rows[::-1]))
    assert moves(found) == [
        "11:00 OPEN → RESOLVED",
        "12:00 RESOLVED → INVESTIGATING",
        "13:00 INVESTIGATING → RESOLVED",
    ]
    assert sound(found)


@pytest.mark.parametrize(
    ("resolved", "expected", "doubt"),
    [
        ("2026-10-05T10:30:00Z", "10:30", ""),
        ("2026-10-05T09:30:00Z", "11:00", "column resolved contradicts the order of its rows; the time of the row"),
    ],
)
def test_a_milestones_own_column_knows_better_if_it_can_be(resolved: str, expected: str, doubt: str) -> None:
    rows = [
        {"id": "1", "at": f"2026-10-05T1{hour}:00:00Z", "state": word, "resolved": resolved}
        for hour, word in enumerate(("OPEN", "Done"))
    ]
    found = only(bring_rows(table_map({**EVENTS, "resolved_at": "resolved"}, "events"), *rows))
    assert moves(found) == [f"{expected} OPEN → RESOLVED"]
    assert any(doubt in said for said in found.doubts)


def test_notes_and_people_are_recorded_when_they_change() -> None:
    columns = {**EVENTS, "note": ["comment", "work"], "responders": "who"}
    said = [("a", "", "Lea"), ("a", "b", "Lea"), ("", "", ""), ("c", "", "Max, Nia")]
    rows = [
        {"id": "1", "at": f"2026-10-05T1{hour}:00:00Z", "state": "OPEN", "comment": one, "work": two, "who": who}
        for hour, (one, two, who) in enumerate(said)
    ]
    found = only(bring_rows(table_map(columns, "events"), *rows))
    assert notes(found) == ["a", "b", "c"]
    assert folded(found).responders == ["lea@example.com", "Max", "Nia"]


def test_an_export_in_several_files_is_one_table() -> None:
    table = table_map(EVENTS, "events", constants={"severity": "SEV3"})
    first = text_of({"id": "1", "at": "2026-10-05T10:00:00Z", "state": "OPEN"})
    more = text_of(
        {"id": "1", "at": "2026-10-05T11:00:00Z", "state": "odd"}, {"id": "1", "at": "soon", "state": "Done"}
    )
    batch = bring("csv", File(first, "a.csv"), File(more, "b.csv"), table=table)
    assert only(batch).doubts == ["b.csv line 2, column state: 'odd' is no status of the map; no change was recorded"]
    assert [row.source for row in batch.skipped] == ["b.csv:3"]
    with pytest.raises(InvalidFileError, match="has another header than the file before"):
        bring("csv", File(first, "a.csv"), File(b"at,id,state\n", "b.csv"), table=table)


# --- one row an incident --------------------------------------------------------------------


def test_one_row_is_one_incident() -> None:
    found = one()
    assert (moves(found), found.title, found.doubts) == (["11:00 OPEN → RESOLVED"], "desk 7", [])


@pytest.mark.parametrize(
    ("cells", "said", "status"),
    [
        ({"resolved": ""}, "it is over, and nothing says since when; the last time known was taken", Status.RESOLVED),
        ({"resolved": "", "state": ""}, "nothing says that it was resolved; it is open here", Status.OPEN),
        ({"state": "OPEN"}, "its status is OPEN, and it has a time of resolution; that counts", Status.RESOLVED),
        ({"resolved": "", "state": "MITIGATED"}, "nothing says since when it is MITIGATED", Status.OPEN),
        ({"resolved": "2026-10-05T09:00:00Z"}, "it was resolved before it started", Status.RESOLVED),
        ({"resolved": "2031-01-01"}, "line 2, column resolved: '2031-01-01' lies in the future", Status.RESOLVED),
        ({"resolved": "soon"}, "line 2, column resolved: 'soon' is not a time as the map writes it", Status.RESOLVED),
        ({"state": "odd"}, "line 2, column state: 'odd' is no status of the map; no change", Status.RESOLVED),
        ({"sev": "odd"}, "line 2, column sev: 'odd' is no severity of the map; SEV3 was assumed", Status.RESOLVED),
        ({"sev": ""}, "nothing says its severity; SEV3 was assumed", Status.RESOLVED),
        ({"state": "CANCELLED"}, "", Status.CANCELLED),
    ],
)
def test_what_is_doubtful_is_imported_and_said(cells: dict[str, str], said: str, status: Status) -> None:
    found = one({}, **cells)
    assert folded(found).status is status
    assert any(said in doubt for doubt in found.doubts or [""]), found.doubts
    assert sound(found)


@pytest.mark.parametrize(
    ("cells", "reason"),
    [
        ({"id": ""}, "column id: no id, or none that is credible"),
        ({"id": "x" * 201}, "column id: no id, or none that is credible"),
        ({"opened": "31/02/2026"}, "line 2, column opened: '31/02/2026' is not a time as the map writes it"),
        ({"opened": ""}, "column opened: no time"),
        ({"opened": "2031-01-01"}, "line 2, column opened: '2031-01-01' lies in the future"),
    ],
)
def test_a_row_that_can_be_no_incident_is_left_out(cells: dict[str, str], reason: str) -> None:
    (row,) = bring_rows(table_map(ONE_ROW), ROW | cells).skipped
    assert row.source == "desk.csv:2"
    assert reason in row.reason


def test_a_row_that_is_too_long_is_left_out_and_a_short_one_is_read() -> None:
    content = b"id,opened,resolved,state,sev\n1,2026-10-05,,,,x,y\n2,2026-10-05\n"
    batch = bring("csv", File(content, "desk.csv"), table=table_map(ONE_ROW))
    assert [row.reason for row in batch.skipped] == ["has 7 cells, its header 5"]
    assert list(by_source(batch)) == ["desk:2"]


def test_one_id_twice_is_one_incident() -> None:
    batch = bring_rows(table_map(ONE_ROW), ROW, ROW | {"sev": "SEV1"})
    assert len(batch.imported) == 1
    assert batch.skipped[0].reason.startswith("already among these rows, as INC-")


def test_constants_and_words_of_the_workspace() -> None:
    columns = {**ONE_ROW, "services": "what", "tags": "tags", "started_at": "began", "url": "url"}
    constants = {"environment": "production", "tags": ["desk"], "services": ["mail"], "title": "Ticket"}
    table = table_map(columns, constants=constants, separator=";", missing=["none"])
    cells = {"what": "Pull Requests; web;None", "tags": "a;b;a", "began": "2026-10-05T09:00:00Z"}
    rows = ROW | cells | {"url": "https://desk.example.com/7"}
    context = CONTEXT._replace(imports=Imports(components={"web": "shop", "none": ""}))
    it = folded(only(bring("csv", File(text_of(rows), "a.csv"), table=table, context=context)))
    assert (it.services, it.tags, it.environment) == (
        ["mail", "pull-requests", "shop"],
        ["desk", "a", "b"],
        "production",
    )
    assert (it.title, it.links[0].target) == ("Ticket", "https://desk.example.com/7")
    assert it.started_at == datetime(2026, 10, 5, 9, tzinfo=UTC)


# --- times ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("more", "cell", "at"),
    [
        ({}, "2026-10-05T12:00:00+02:00", "10:00"),
        ({}, "2026-10-05 10:00", "10:00"),
        ({"timezone": "Europe/Berlin"}, "2026-10-05 12:00:00.5", "10:00"),
        ({"timezone": "Europe/Berlin"}, "2026-10-05T10:00:00Z", "10:00"),
        ({"times": ["%d.%m.%Y %H:%M", "%m/%d/%Y %I:%M %p"]}, "10/5/2026 10:00 AM", "10:00"),
        ({"times": ["%d/%b/%Y:%H:%M:%S %z"]}, "05/Oct/2026:12:00:00 +0200", "10:00"),
        ({"times": ["epoch"]}, "1791194400", "10:00"),
        ({"times": ["epoch_ms"]}, "1791194400000", "10:00"),
    ],
)
def test_times_are_read_as_the_map_writes_them(more: dict[str, Any], cell: str, at: str) -> None:
    found = one(more, opened=cell, resolved="", state="")
    assert f"{found.events[0].at:%H:%M}" == at


@pytest.mark.parametrize(
    ("ambiguous", "cell", "at", "said"),
    [
        ("earlier", "2026-10-25 02:30", "00:30", "was twice in Europe/Berlin, where clocks went back; the earlier one"),
        ("later", "2026-10-25 02:30", "01:30", "was twice in Europe/Berlin, where clocks went back; the later one"),
        ("earlier", "2026-03-29 02:30", "01:30", "never was in Europe/Berlin, where clocks went forward"),
        ("earlier", "2026-10-05", "22:00", "is a day; midnight in Europe/Berlin was taken"),
    ],
)
def test_a_time_that_was_twice_or_never_or_is_a_day_is_said_to_be(
    ambiguous: str, cell: str, at: str, said: str
) -> None:
    found = one({"timezone": "Europe/Berlin", "ambiguous": ambiguous}, opened=cell, resolved="", state="")
    assert f"{found.events[0].at:%H:%M}" == at
    assert f"line 2, column opened: '{cell}' {said}" in found.doubts[0]


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({"timezone": "Mars/Olympus"}, "timezone: 'Mars/Olympus' is no time zone"),
        ({"timezone": "../../etc/passwd"}, "is no time zone"),
        ({"times": ["%H:%M"]}, "times: '%H:%M' does not say year, month and day"),
        ({"times": ["%Q"]}, "times: '%Q' is no format of times"),
        ({"kind": "events"}, "map: columns.at: is missing, and events need it"),
        ({"encoding": "martian"}, "unknown encoding: martian"),
        ({"encoding": "base64"}, "'base64' is not a text encoding"),
    ],
)
def test_a_map_that_cannot_be_used_says_why(more: dict[str, Any], said: str) -> None:
    with pytest.raises(InvalidFileError) as caught:
        one(more)
    assert said in caught.value.message
    assert caught.value.hint == "nothing was imported; correct the map or the file"


# --- files ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("more", "content"),
    [
        ({}, text_of(ROW)),
        ({}, b"\xef\xbb\xbf" + text_of(ROW)),
        ({}, gzip.compress(text_of(ROW), mtime=0)),
        ({"encoding": "utf-16"}, text_of(ROW).decode().encode("utf-16")),
        ({"delimiter": ";"}, text_of(ROW).replace(b",", b";")),
        ({"delimiter": "\t"}, text_of(ROW).replace(b",", b"\t")),
    ],
)
def test_files_are_read_as_the_map_says(more: dict[str, Any], content: bytes) -> None:
    found = only(bring("csv", File(content, "a.csv"), table=table_map(ONE_ROW, **more)))
    assert found.source == "desk:7"


@pytest.mark.parametrize(
    ("content", "said", "hint"),
    [
        (b"", "a.csv: is empty", ""),
        (b"id;opened;resolved;state;sev\n", "columns.id: a.csv has no column 'id'", "is `delimiter` right?"),
        (
            b"id,opened,resolvd,state,sev\n",
            "columns.resolved_at: a.csv has no column 'resolved'",
            "did you mean resolvd?",
        ),
        (b"id,id,opened,resolved,state,sev\n", "columns.id: a.csv has 2 columns 'id'", "its columns are"),
        (text_of(ROW) + b"\xff\n", "a.csv: is not utf-8", "set `encoding` in the map"),
        (text_of(ROW) + b'"never closed\n', "a.csv:3: is not a table", ""),
        (text_of(ROW) + b"x" * 200_000 + b"\n", "a.csv:3: is not a table: field larger than", ""),
    ],
)
def test_a_file_that_does_not_fit_says_what_does_not(content: bytes, said: str, hint: str) -> None:
    with pytest.raises(InvalidFileError) as caught:
        bring("csv", File(content, "a.csv"), table=table_map(ONE_ROW))
    assert said in caught.value.message
    assert hint in caught.value.hint


# --- a map to begin with --------------------------------------------------------------------


def test_a_suggested_map_is_one_and_reads_the_file() -> None:
    (file,) = read("incident_event_log.csv")
    suggested = suggest(file)
    table, complaints = yaml_io.load_as(suggested, TableMap)
    assert complaints == []
    assert table is not None
    assert (table.kind, table.times, table.missing) == ("events", ["%d/%m/%Y %H:%M"], ["?"])
    assert table.columns == service_now().columns
    assert '"-100": null  # no change, or which status?' in suggested
    assert '# "9 - Odd": SEV?' in suggested
    assert len(bring("csv", file, table=table).imported) == 2


@pytest.mark.parametrize(
    "content",
    [
        b"a,b\n1,2\n",
        b'"x\n',
        b"number\n\xff\xfe\n",
        "id;\u202enumber\x1b[31m\n1;2\n".encode(),
        b"id\n" * 9,
        "a,b\n1,2\n".encode("utf-16"),
    ],
)
@pytest.mark.parametrize("name", ["a.csv", "/data/Ünï cöde.csv", ".csv", "stdin"])
def test_any_file_gets_a_map_that_can_be_read(content: bytes, name: str) -> None:
    suggested = suggest(File(content, name))
    assert yaml_io.load_as(suggested, TableMap)[1] == []
    assert not {"\x1b", "\u202e", "\0"} & set(suggested)


# --- whatever stands in a table -------------------------------------------------------------

TIMES = st.datetimes(datetime(2015, 1, 1), NOW.replace(tzinfo=None) + timedelta(days=9)).map(
    lambda at: f"{at:%d/%m/%Y %H:%M}"
)
CELLS = st.one_of(TIMES, st.sampled_from(["New", "Active", "Resolved", "Closed", "?", "", "-100"]), st.text(max_size=9))
ROWS = st.lists(
    st.fixed_dictionaries(
        {
            "number": st.sampled_from(["INC1", "INC2", "", " "]),
            "incident_state": CELLS,
            "sys_updated_at": st.one_of(TIMES, CELLS),
            "opened_at": st.one_of(TIMES, CELLS),
            "resolved_at": st.one_of(TIMES, CELLS),
            "closed_at": st.one_of(TIMES, CELLS),
            "priority": CELLS,
            "assigned_to": CELLS,
            "short_description": CELLS,
        }
    ),
    min_size=1,
    max_size=8,
)


@given(ROWS, st.sampled_from(["events", "incidents"]), st.sampled_from(["UTC", "Europe/Berlin", "Australia/Lord_Howe"]))
def test_every_row_is_accounted_for_and_every_log_is_sound(rows: list[dict[str, str]], kind: str, zone: str) -> None:
    table = msgspec.structs.replace(service_now(), kind=kind, timezone=zone)
    clean = [{key: cell.replace("\0", "").replace("\r", "") for key, cell in row.items()} for row in rows]
    batch = bring_rows(table, *clean)
    again = bring_rows(table, *clean)
    assert all(sound(found) for found in batch.imported.values())
    assert all(event.at <= NOW for found in batch.imported.values() for event in found.events)
    assert [found.events for found in batch.imported.values()] == [found.events for found in again.imported.values()]
    known = {row["number"] for row in clean if row["number"].strip()}
    assert len(batch.imported) <= len(known)
    if kind == "incidents":
        assert len(batch.imported) + len(batch.skipped) == len(rows)
    over = [found for found in batch.imported.values() if folded(found).resolved_at]
    assert all(outcomes(found)["MTTR"] in (Outcome.RECORDED, Outcome.INVALID) for found in over)


@given(st.sampled_from(list(Severity)), st.sampled_from(list(Status)))
def test_our_own_words_need_no_map(severity: Severity, status: Status) -> None:
    found = one(sev=severity.value.lower(), state=f" {status.value.title()} ")
    assert folded(found).severity is severity
    assert not any("of the map" in doubt for doubt in found.doubts)


def test_the_map_of_the_how_to_is_one() -> None:
    page = (ROOT / "docs" / "how-to" / "import.md").read_text(encoding="utf-8")
    (block,) = [text for text in re.findall(r"```yaml\n(.*?)```", page, re.DOTALL) if "table-map" in text]
    table, complaints = yaml_io.load_as(block, TableMap)
    assert complaints == []
    assert table is not None
    header = "number,sys_updated_at,incident_state,priority,short_description,cmdb_ci,business_service,assigned_to"
    cells = "INC1,05/10/2026 12:00,New,2 - High,Late,Outlook Exchange,?,Lea,,05/10/2026 12:00,,"
    content = f"{header},work_notes,opened_at,resolved_at,closed_at\n{cells}\n"
    it = folded(only(bring("csv", File(content.encode(), "a.csv"), table=table)))
    assert (it.severity, it.services, it.environment) == ("SEV2", ["mail"], "production")
    assert it.detected_at == datetime(2026, 10, 5, 10, tzinfo=UTC)


@pytest.mark.data
def test_a_snapshot_with_open_incidents_comes_in_with_its_figures(shared_data: Path) -> None:
    packed = shared_data / "metrics" / "censored_durations.csv.gz"
    columns = {"id": "id", "severity": "priority", "opened_at": "opened_at"}
    words = {
        f"{number} - {word}": f"SEV{number}" for number, word in enumerate(("Critical", "High", "Moderate", "Low"), 1)
    }
    table = table_map({**columns, "resolved_at": "resolved_at_known_at_snapshot"}, values={"severity": words})
    batch = bring("csv", File(packed.read_bytes(), packed.name), table=table)
    its = [folded(found) for found in batch.imported.values()]
    assert (len(its), batch.skipped, sum(it.is_open for it in its)) == (3873, [], 750)
    spans = sorted(it.resolved_at - it.detected_at for it in its if it.resolved_at and it.detected_at)
    assert round(spans[len(spans) // 2] / timedelta(hours=1), 2) == 1.88
    doubts = {doubt for found in batch.imported.values() for doubt in found.doubts}
    assert doubts <= {
        "nothing says that it was resolved; it is open here",
        "it began and ended in one instant, so its length says nothing",
    }
