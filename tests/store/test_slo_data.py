"""Measured values on disk: which file is read, and that reading takes no more memory where there is more of it."""

from __future__ import annotations

import json
import os
import tracemalloc
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import msgspec
import pytest

from revenant.errors import ReadFailedError
from revenant.slos.slo import Indicator, Method, Objective, Slo
from revenant.slos.spans import Span
from revenant.slos.usage import Asked, Flaw, Reading, Unit, Usage
from revenant.slos.window import Window
from revenant.store.slo_data import DataMeter, data_meter
from revenant.store.slo_tables import CsvFile
from revenant.store.workspace import Workspace
from tests.conftest import git
from tests.slos.measuring.files import MINUTE, NINES, NOON, csv_text, row

HOUR = timedelta(hours=1)
WINDOW = Window(length=timedelta(days=28), text="28d")


def _slo(indicator: Indicator | None = None, method: Method = Method.OCCURRENCES) -> Slo:
    return Slo(
        name="checkout", title="", service="", window=WINDOW, objectives=(NINES,), method=method,
        indicator=indicator or Indicator(),
    )  # fmt: skip


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """The folder of measured values of a workspace."""
    (tmp_path / "slos" / "data").mkdir(parents=True)
    (tmp_path / "revenant.yaml").write_text("schema: revenant/workspace@1\n")
    git(tmp_path, "init", "-q")
    return tmp_path / "slos" / "data"


def _told(data: Path, slo: Slo) -> tuple[str, Reading]:
    meter = data_meter(Workspace(data.parent.parent), slo)
    assert meter is not None
    return meter.source, meter.read([Asked(NINES, Span(NOON, NOON + HOUR))], NOON + HOUR)


def _answer(*values: int, **labels: str) -> dict[str, object]:
    start = NOON.timestamp()
    return {"metric": labels, "values": [[start + 60 * place, str(value)] for place, value in enumerate(values)]}


def _write(path: Path, *results: dict[str, object]) -> None:
    path.write_text(json.dumps({"status": "success", "data": {"resultType": "matrix", "result": results}}))


def test_nothing_measured_is_no_meter(data: Path) -> None:
    assert data_meter(Workspace(data.parent.parent), _slo()) is None


def test_a_table_comes_before_answers(data: Path) -> None:
    (data / "checkout.csv").write_text(csv_text([row(0, 1, 9, 10)]))
    _write(data / "checkout.json", _answer(0, 0))
    source, reading = _told(data, _slo())
    assert source == "slos/data/checkout.csv"
    assert reading == Reading([Usage(1, 10, MINUTE)], [], NOON + MINUTE)


def test_two_answers_side_by_side(data: Path) -> None:
    _write(data / "checkout.good.json", _answer(0, 9, 18))
    _write(data / "checkout.total.json", _answer(0, 10, 20))
    source, reading = _told(data, _slo(Indicator(is_counter=True)))
    assert source == "slos/data/checkout.{good,total}.json"
    assert reading == Reading([Usage(2, 20, 2 * MINUTE)], [], NOON + 2 * MINUTE)


def test_one_answer_with_both_by_label(data: Path) -> None:
    _write(data / "checkout.json", _answer(9, 9, measure="good"), _answer(10, 10, measure="total"))
    source, reading = _told(data, _slo())
    assert source == "slos/data/checkout.json"
    assert reading.usages == [Usage(1, 10, MINUTE)]


def test_an_answer_that_tells_nothing_is_a_fault(data: Path) -> None:
    (data / "checkout.json").write_text("{")
    [fault] = _told(data, _slo())[1].faults
    assert (fault.flaw, fault.where) == (Flaw.UNREADABLE, "slos/data/checkout.json")
    assert fault.words.endswith(": nothing is counted")


def test_an_answer_larger_than_any_is_not_read(data: Path) -> None:
    (data / "checkout.raw.json").touch()
    os.truncate(data / "checkout.raw.json", 65 * 2**20)
    [fault] = _told(data, _slo(method=Method.RATIO_TIMESLICES))[1].faults
    assert fault.words == "checkout.raw.json is larger than 64 MiB: nothing is counted"


@pytest.mark.parametrize(
    ("method", "unit"), [(each, Unit.EVENTS if each is Method.OCCURRENCES else Unit.SLICES) for each in Method]
)
def test_the_unit_follows_the_method(data: Path, method: Method, unit: Unit) -> None:
    (data / "checkout.csv").write_text(csv_text([]))
    meter = data_meter(Workspace(data.parent.parent), _slo(method=method))
    assert meter is not None
    assert meter.unit is (Unit.EVENTS if method is Method.OCCURRENCES else Unit.SLICES)


def test_a_file_that_is_gone_says_so(tmp_path: Path) -> None:
    with pytest.raises(ReadFailedError):
        list(DataMeter(Method.OCCURRENCES, CsvFile(tmp_path / "none.csv"), "x").read([], NOON).usages)


def _minutes(count: int) -> Iterator[str]:
    return (row(place, place + 1, 99, 100) for place in range(-count, 0))


def _shuffled(count: int) -> Iterator[str]:
    return (row(place * 7919 % count - count, place * 7919 % count - count + 1, 99, 100) for place in range(count))


def _measured(path: Path, count: int) -> tuple[Reading, int]:
    """What is told of all of it, and the most memory it took, in bytes."""
    meter = DataMeter(Method.OCCURRENCES, CsvFile(path), "x")
    asked = [Asked(NINES, Span(NOON - count * MINUTE, NOON))]
    meter.read(asked, NOON)
    tracemalloc.start()
    reading = meter.read(asked, NOON)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return reading, peak


@pytest.mark.parametrize(("rows", "small", "large"), [(_minutes, 5_000, 40_000), (_shuffled, 4_000, 12_000)])
def test_memory_does_not_grow_with_the_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, rows: Callable[[int], Iterator[str]], small: int, large: int
) -> None:
    monkeypatch.setattr("revenant.store.slo_sorting._PART", 500)
    monkeypatch.setattr("revenant.store.slo_sorting._BUFFER", 16)
    peaks = []
    for count in (small, large):
        path = tmp_path / f"{count}.csv"
        path.write_text(csv_text(rows(count)))
        reading, peak = _measured(path, count)
        assert reading.usages == [Usage(count, 100 * count, count * MINUTE)]
        peaks.append(peak)
    assert peaks[1] < 1.3 * peaks[0]


def test_a_line_without_end_is_cut(tmp_path: Path) -> None:
    path = tmp_path / "x.csv"
    path.write_text(csv_text([row(0, 1, 9, 10), "x" * 3_000_000, row(1, 2, 9, 10)]))
    meter = DataMeter(Method.OCCURRENCES, CsvFile(path), "x")
    tracemalloc.start()
    reading = meter.read([Asked(NINES, Span(NOON, NOON + HOUR))], NOON + HOUR)
    assert tracemalloc.get_traced_memory()[1] < 16 * 2**20
    tracemalloc.stop()
    assert reading.usages == [Usage(2, 20, 2 * MINUTE)]
    assert [(fault.flaw, fault.where) for fault in reading.faults] == [(Flaw.UNREADABLE, "x:3")]


def test_a_file_without_a_last_line_end_is_read_whole(tmp_path: Path) -> None:
    path = tmp_path / "x.csv"
    path.write_text(csv_text([row(0, 1, 9, 10), row(1, 2, 9, 10)]).removesuffix("\n"))
    meter = DataMeter(Method.OCCURRENCES, CsvFile(path), "x")
    assert meter.read([Asked(NINES, Span(NOON, NOON + HOUR))], NOON + HOUR).usages == [Usage(2, 20, 2 * MINUTE)]


def test_an_objective_with_an_indicator_of_its_own_has_values_of_its_own(data: Path) -> None:
    own = Objective(name="quick", target=0.9, indicator=Indicator(name="latency"))
    other = Objective(name="right", target=0.9, indicator=Indicator())
    slo = msgspec.structs.replace(_slo(), objectives=(NINES, own, other))
    (data / "checkout.csv").write_text(csv_text([row(0, 1, 9, 10)]))
    (data / "checkout.latency.csv").write_text(csv_text([row(0, 2, 7, 10)]))
    meter = data_meter(Workspace(data.parent.parent), slo)
    assert meter is not None
    hour = Span(NOON, NOON + HOUR)
    reading = meter.read([Asked(each, hour) for each in (own, other, NINES)], NOON + HOUR)
    assert reading.usages == [Usage(3, 10, 2 * MINUTE), Usage(0, 0, timedelta()), Usage(1, 10, MINUTE)]
    assert [fault.where for fault in reading.faults] == ["slos/data/checkout.3.csv"]
    assert reading.until == NOON + 2 * MINUTE
    assert meter.source == "slos/data/checkout.csv, slos/data/checkout.latency.csv"


def test_many_objectives_do_not_read_more_than_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "x.csv"
    path.write_text(csv_text([row(0, 1, 9, 10)]))
    opened = list[str]()
    real = Path.open

    def counting(self: Path, mode: str) -> object:
        opened.append(self.name)
        return real(self, mode)

    monkeypatch.setattr(Path, "open", counting)
    objectives = [Objective(name=str(number), target=0.9 + number / 100) for number in range(5)]
    asked = [Asked(each, Span(NOON, NOON + HOUR)) for each in objectives]
    DataMeter(Method.OCCURRENCES, CsvFile(path), "x").read(asked, NOON + HOUR)
    assert opened == ["x.csv"]


@pytest.mark.parametrize("name", ["checkout.csv", "checkout.good.json"])
def test_what_is_there_and_is_no_file_is_not_taken_for_no_measurement(data: Path, name: str) -> None:
    (data / name).mkdir()
    meter = data_meter(Workspace(data.parent.parent), _slo())
    assert meter is not None
    with pytest.raises(ReadFailedError):
        meter.read([Asked(NINES, Span(NOON, NOON + HOUR))], NOON + HOUR)
    (data / name).rmdir()
    os.mkfifo(data / name)
    with pytest.raises(ReadFailedError):
        meter.read([Asked(NINES, Span(NOON, NOON + HOUR))], NOON + HOUR)
    (data / name).unlink()
    (data / "elsewhere").write_text(csv_text([row(0, 1, 9, 10)]))
    (data / name).symlink_to(data / "elsewhere")
    with pytest.raises(ReadFailedError, match="no regular file"):  # as lint says of links
        meter.read([Asked(NINES, Span(NOON, NOON + HOUR))], NOON + HOUR)
