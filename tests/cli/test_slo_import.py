"""`revenant slo import`: answers of Prometheus become rows, in one commit, and no moment comes in twice."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.conftest import START, Run, git

DOCUMENT = """\
apiVersion: openslo/v1
kind: SLO
metadata: {name: checkout}
spec:
  service: checkout
  indicator:
    metadata: {name: requests}
    spec:
      ratioMetric:
        counter: true
        good: {metricSource: {type: Prometheus, spec: {query: good}}}
        total: {metricSource: {type: Prometheus, spec: {query: total}}}
  timeWindow: [{duration: 28d, isRolling: true}]
  budgetingMethod: Occurrences
  objectives: [{displayName: two nines, target: 0.99}]
"""
HEAD = "period_start,period_end,good,total\n"


@pytest.fixture
def described(workspace: Path) -> Path:
    """The workspace with one SLO, and answers to its two queries beside it."""
    (workspace / "slos").mkdir()
    (workspace / "slos" / "checkout.yaml").write_text(DOCUMENT)
    git(workspace, "add", "-A")
    git(workspace, "commit", "-q", "-m", "An SLO")
    _answer(workspace / "good.json", 0, 9, 18.5)
    _answer(workspace / "total.json", 0, 10, 20)
    return workspace


def _answer(path: Path, *values: float, first: int = -10, **labels: str) -> None:
    start = int(START.timestamp()) + 60 * first
    samples = [[start + 60 * place, str(value)] for place, value in enumerate(values)]
    result = [{"metric": labels, "values": samples}]
    path.write_text(json.dumps({"status": "success", "data": {"resultType": "matrix", "result": result}}))


def _import(run: Run, *more: str) -> str:
    result = run("slo", "import", "checkout", "--good", "good.json", "--total", "total.json", *more)
    assert result.exit_code == 0, result.stderr
    return result.stdout


def test_answers_become_a_table_in_one_commit(run: Run, described: Path) -> None:
    said = _import(run)
    assert said == "slos/data/checkout.csv: 2 periods added, values until 2026-11-23T11:52:00Z\n"
    assert (described / "slos/data/checkout.csv").read_text() == (
        f"{HEAD}2026-11-23T11:50:00Z,2026-11-23T11:51:00Z,9,10\n2026-11-23T11:51:00Z,2026-11-23T11:52:00Z,9.5,10\n"
    )
    assert git(described, "log", "-1", "--format=%s").strip() == (
        "checkout: 2 periods until 2026-11-23 11:52 UTC measured"
    )
    assert git(described, "show", "--name-only", "--format=").split() == ["slos/data/checkout.csv"]
    budget = run("slo", "status", "--json").json[0]["budget"]
    assert budget["spent"] == 1.5


def test_the_same_answer_may_come_twice(run: Run, described: Path) -> None:
    _import(run)
    before = git(described, "rev-parse", "HEAD")
    assert "0 periods added" in _import(run)
    assert git(described, "rev-parse", "HEAD") == before
    _answer(described / "good.json", 9, 18.5, 28, first=-9)
    _answer(described / "total.json", 10, 20, 30, first=-9)
    assert "1 period added, values until 2026-11-23T11:53:00Z; 1 period no later than what was there" in _import(run)
    assert (described / "slos/data/checkout.csv").read_text().count("\n") == 4


def test_rows_follow_the_header_that_is_there(run: Run, described: Path) -> None:
    (described / "slos/data").mkdir()
    table = described / "slos/data/checkout.csv"
    table.write_text("total,note,good,period_end,period_start")
    _import(run)
    assert table.read_text().splitlines()[1] == "10,,9,2026-11-23T11:51:00Z,2026-11-23T11:50:00Z"


def test_a_dry_run_writes_nothing(run: Run, described: Path) -> None:
    assert "2 periods would be added" in _import(run, "--dry-run")
    assert not (described / "slos/data").exists()


def test_one_answer_with_labels_from_stdin_as_json(run: Run, described: Path) -> None:
    _answer(described / "x.json", 0, 10, measure="total")
    series = json.loads((described / "x.json").read_text())["data"]["result"]
    both = [*series, {**series[0], "metric": {"measure": "good"}}]
    result = run("slo", "import", "checkout", "-", "--json", "--no-commit", stdin=json.dumps(both))
    assert result.json == {
        "path": "slos/data/checkout.csv",
        "added": 1,
        "known": 0,
        "until": "2026-11-23T11:51:00Z",
        "faults": [],
    }


def test_resets_are_told(run: Run, described: Path) -> None:
    _answer(described / "good.json", 50, 9, 18)
    result = run("slo", "import", "checkout", "--good", "good.json", "--total", "total.json")
    assert "counter reset, 1 time, first the answers at 2026-11-23T11:51:00Z" in result.stderr


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (["checkout"], 2, "name one FILE"),
        (["checkout", "good.json", "--good", "good.json"], 2, "name one FILE"),
        (["checkout", "--good", "good.json"], 3, "there are no samples of total"),
        (["checkout", "good.json"], 3, "a series whose label 'measure' is none of"),
        (["checkout", "--good", "none.json", "--total", "total.json"], 3, "none.json"),
        (["checkuot", "--good", "good.json"], 3, "there is no SLO 'checkuot'"),
        (["checkout", "--good", "revenant.yaml", "--total", "total.json"], 3, "no answer to a range query"),
    ],
)
def test_what_does_not_fit_is_refused(run: Run, described: Path, words: list[str], code: int, said: str) -> None:
    result = run("slo", "import", *words)
    assert result.exit_code == code
    assert said in " ".join(result.stderr.split())
    assert not (described / "slos/data").exists()


def test_a_table_without_a_header_is_not_added_to(run: Run, described: Path) -> None:
    (described / "slos/data").mkdir()
    (described / "slos/data/checkout.csv").write_text("a,b\n")
    result = run("slo", "import", "checkout", "--good", "good.json", "--total", "total.json")
    assert result.exit_code == 3
    assert "checkout.csv:1: the header lacks" in result.stderr
    assert (described / "slos/data/checkout.csv").read_text() == "a,b\n"
