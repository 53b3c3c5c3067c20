"""A report reads the lists it says it looks at, and no other: left out they are bytes, and whoever looks falls over."""

from __future__ import annotations

import msgspec
import pytest

from revenant.incidents.brief import BULKY, with_only
from revenant.incidents.snapshot import IncidentSnapshot
from revenant.reports import REPORTS, load_report
from tests.conftest import ROOT, Run


@pytest.mark.parametrize("name", REPORTS)
def test_every_report_reads_what_it_looks_at(run: Run, name: str) -> None:
    periods = ["2026-10", "2026-11"] if load_report(name).FORM.periods else []
    assert run("-C", str(ROOT), "report", name, *periods, "--json").exit_code == 0


def test_what_is_left_out_cannot_be_taken_for_nothing() -> None:
    encoded = msgspec.msgpack.encode(IncidentSnapshot(id="INC-20261123-7F3K9", title="Slow", notes=["x"]))
    brief = msgspec.msgpack.decode(encoded, type=with_only(frozenset()))
    assert isinstance(brief, IncidentSnapshot)
    assert (brief.title, brief.links) == ("Slow", [])
    with pytest.raises(TypeError):
        list(brief.notes)


def test_with_all_of_them_it_is_the_snapshot() -> None:
    assert with_only(BULKY) is IncidentSnapshot
