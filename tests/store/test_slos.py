"""slos/ on disk: refused with every complaint, kept between runs, and what is accepted."""

from __future__ import annotations

import json
import os
import time
from pathlib import Path
from typing import Any

import pytest

from revenant.errors import InvalidFileError, UnsafePathError
from revenant.slos.budgeting import adjustments
from revenant.store import slo_files
from revenant.store.places import ADJUSTMENTS_FILE, is_slo_file, slo_paths
from revenant.store.slo_samples import sample_of
from revenant.store.slos import SloStore
from revenant.store.workspace import Workspace
from tests.slos.openslo import GONE, SLI, SLO, changed

ADJUSTMENTS = """\
schema: revenant/slo-adjustments@1
adjustments:
- slo: basket
  from: 2026-11-20T02:00:00Z
  to: 2026-11-20T03:00:00Z
  reason: Announced.
  approved_by: lea@example.com
"""


def write(workspace: Path, name: str, *documents: Any) -> Path:
    path = workspace / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("\n---\n".join(json.dumps(each, indent=1) for each in documents), encoding="utf-8")
    return path


def quiet(*paths: Path) -> None:
    """Make files look as if nobody had touched them for a while, so that they are kept."""
    for path in paths:
        past = time.time() - 60
        os.utime(path, (past, past))


def names(workspace: Path) -> list[str]:
    return [slo.name for slo in SloStore(Workspace(workspace)).all()]


@pytest.fixture
def unread(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the files of slos/ that are read while a test runs."""
    read: list[str] = []
    original = slo_files.read_slo_file

    def noted(path: Path, name: str) -> Any:
        read.append(name)
        return original(path, name)

    monkeypatch.setattr(slo_files, "read_slo_file", noted)
    return read


def test_slos_are_read_from_all_files_and_folders_but_not_from_values(workspace: Path) -> None:
    write(workspace, "slos/a.yaml", changed(SLO, ("metadata.name", "z")), SLI)
    write(workspace, "slos/shop/b.yml", changed(SLO, ("metadata.name", "b")))
    write(workspace, "slos/data/c.yaml", SLO)
    write(workspace, "slos/notes.md", SLO)
    (workspace / ADJUSTMENTS_FILE).write_text(ADJUSTMENTS)
    assert names(workspace) == ["b", "z"]
    assert [path.name for path in slo_paths(workspace)] == ["a.yaml", "b.yml"]


def test_adjustments_are_where_their_room_says() -> None:
    assert adjustments.FILE == ADJUSTMENTS_FILE
    assert not is_slo_file(ADJUSTMENTS_FILE)
    assert not is_slo_file("sloth/a.yaml")


def test_every_complaint_of_every_file_refuses_them_all(workspace: Path) -> None:
    write(workspace, "slos/a.yaml", changed(SLO, ("spec.service", GONE)))
    write(workspace, "slos/b.yaml", changed(SLI, ("spec", {})))
    (workspace / "slos" / "c.yaml").write_text("a: [")
    write(workspace, "slos/d.yaml", SLO)
    with pytest.raises(InvalidFileError) as refused:
        names(workspace)
    for words in ("a.yaml:", "missing key `service`", "b.yaml:", "needs ratioMetric or", "c.yaml:2:1:"):
        assert words in refused.value.message


def test_two_of_one_name_are_refused(workspace: Path) -> None:
    write(workspace, "slos/a.yaml", SLO)
    write(workspace, "slos/b.yaml", SLO)
    with pytest.raises(InvalidFileError, match=r"b.yaml:1:1: the SLO basket is in slos/a.yaml, line 1, already"):
        names(workspace)


def test_what_nobody_reads_is_told(workspace: Path) -> None:
    write(workspace, "slos/a.yaml", SLO, changed(SLO, ("kind", "Service")))
    line = len(json.dumps(SLO, indent=1).splitlines()) + 2
    told = [f"slos/a.yaml, line {line}: Service is a kind that nothing here reads"]
    assert SloStore(Workspace(workspace)).outside == told


def test_files_that_have_not_changed_are_not_read_again(workspace: Path, unread: list[str]) -> None:
    quiet(write(workspace, "slos/a.yaml", SLO, SLI))
    quiet(write(workspace, "slos/b.yaml", changed(SLO, ("metadata.name", "b"))))
    first = SloStore(Workspace(workspace)).all()
    assert sorted(unread) == ["slos/a.yaml", "slos/b.yaml"]
    assert SloStore(Workspace(workspace)).all() == first
    quiet(write(workspace, "slos/b.yaml", changed(SLO, ("metadata.name", "c"))))
    assert names(workspace) == ["basket", "c"]
    assert unread[2:] == ["slos/b.yaml"]


def test_complaints_are_kept_too(workspace: Path, unread: list[str]) -> None:
    quiet(write(workspace, "slos/a.yaml", changed(SLO, ("spec.service", GONE))))
    for _ in range(2):
        with pytest.raises(InvalidFileError, match="missing key `service`"):
            names(workspace)
    assert unread == ["slos/a.yaml"]


@pytest.mark.parametrize("content", [b"", b"nonsense", b"\x92\xa70.1.0 1\x80"])
def test_what_was_kept_and_is_broken_is_read_again(workspace: Path, content: bytes) -> None:
    quiet(write(workspace, "slos/a.yaml", SLO))
    names(workspace)
    (workspace / ".git" / "revenant" / "slos.cards").write_bytes(content)
    assert names(workspace) == ["basket"]


def test_a_link_out_of_the_workspace_is_refused(workspace: Path, tmp_path: Path) -> None:
    outside = write(tmp_path, "outside.yaml", SLO)
    (workspace / "slos").mkdir()
    (workspace / "slos" / "a.yaml").symlink_to(outside)
    with pytest.raises(UnsafePathError):
        names(workspace)


def test_without_a_folder_there_are_none(workspace: Path) -> None:
    store = SloStore(Workspace(workspace))
    assert (store.exists, store.all(), store.adjustments(), store.outside) == (False, [], [], [])


def test_accepted_downtime_is_read_and_kept(workspace: Path) -> None:
    write(workspace, "slos/a.yaml", SLO)
    path = workspace / ADJUSTMENTS_FILE
    path.write_text(ADJUSTMENTS)
    quiet(path)
    for _ in range(2):
        (found,) = SloStore(Workspace(workspace)).adjustments()
        assert (found.slo, found.approved_by, found.span.length.total_seconds()) == ("basket", "lea@example.com", 3600)


@pytest.mark.parametrize(
    ("before", "after", "words"),
    [
        ("T03:", "T01:", "adjustments.yaml:5:3: to: 2026-11-20T01:00:00Z is not after from"),
        ("reason", "why", "why: no such key"),
        ("02:00:00Z", "02:00:00", "adjustments.yaml:4:3: adjustments.from: Expected a time with its offset"),
        ("schema: revenant/slo-adjustments@1", "schema: other", "schema: "),
    ],
)
def test_broken_adjustments_are_refused(workspace: Path, before: str, after: str, words: str) -> None:
    (workspace / "slos").mkdir()
    (workspace / ADJUSTMENTS_FILE).write_text(ADJUSTMENTS.replace(before, after))
    with pytest.raises(InvalidFileError) as refused:
        SloStore(Workspace(workspace)).adjustments()
    assert words in refused.value.message


def test_a_sample_says_how_fine_values_are(workspace: Path) -> None:
    write(workspace, "slos/a.yaml", SLO)
    known = Workspace(workspace)
    (slo,) = SloStore(known).all()
    assert sample_of(known, slo) is None
    path = workspace / "slos" / "data" / "basket.csv"
    path.parent.mkdir()
    path.write_text("period_start,period_end,good,total\nnonsense\n")
    assert sample_of(known, slo) is None
    rows = ["2026-11-01T00:00Z,2026-11-01T06:00Z,1,10", "2026-11-01T06:00Z,2026-11-02T00:00Z,1,30", "x,y,1,2", ",,,"]
    path.write_text("\n".join(["period_start,period_end,good,total", *rows, "2026-11-03T00:00Z,2026-11-02T00:00Z,1,9"]))
    sample = sample_of(known, slo)
    assert sample
    assert (sample.path, sample.period.total_seconds(), sample.events_a_day) == ("slos/data/basket.csv", 21600, 40)
