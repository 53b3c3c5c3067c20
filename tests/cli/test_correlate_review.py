"""`correlate` where things are odd: nothing to do, inputs of different kinds, two clones, names without end."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from tests.conftest import ANA, Clock, Run, git
from tests.store.conftest import Pair


def alert(number: int, service: str = "payments", **more: Any) -> dict[str, Any]:
    at = f"2026-11-23T11:50:{number:02}Z"
    row = {"id": f"a{number}", "at": at, "kind": "alert", "service": service, "environment": "production"}
    return row | {"name": "Down", "severity": "critical"} | more


def text(*rows: dict[str, Any]) -> str:
    return "".join(json.dumps(row) + "\n" for row in rows)


def test_apply_with_nothing_to_record_is_no_error(run: Run) -> None:
    result = run("correlate", "--apply", stdin="")
    assert result.exit_code == 0
    assert "no incidents changed" in result.stderr
    few = text(alert(1, kind="log", severity="error"))
    assert run("correlate", "--apply", stdin=few).exit_code == 0


def test_lines_read_in_different_ways_sort_together(run: Run, tmp_path: Path) -> None:
    """Our own words, camel case, and somebody else's altogether; in one file, and side by side."""
    others = alert(2, traceId="t"), {"timestamp": "2026-11-23T11:50:01Z", "service": 5, "id": "a1"}
    rows = [alert(1), *others, alert(1, service="checkout"), alert(3)]
    for number, row in enumerate(rows):
        (tmp_path / f"{number}.jsonl").write_text(text(row))
    names = [str(tmp_path / f"{number}.jsonl") for number in range(len(rows))]
    found = run("correlate", "--json", "--all", *names)
    assert found.exit_code == 0
    assert run("correlate", "--json", "--all", *reversed(names)).stdout == found.stdout
    assert run("correlate", "--json", "--all", stdin=text(*rows)).stdout == found.stdout


def counted(run: Run, folder: Path) -> tuple[int, int, int]:
    """Incidents, their signals, their notes."""
    found = [run("show", row["id"], "--json", cwd=folder).json for row in run("list", "--json", cwd=folder).json]
    notes = [event for it in found for event in it["events"] if event["type"] == "NOTE_ADDED"]
    return len(found), sum(signals.get("count", 1) for it in found for signals in it["signals"]), len(notes)


def test_two_clones_that_correlate_the_same_have_everything_once(pair: Pair, run: Run, clock: Clock) -> None:
    """Whoever records it, at whatever time: the merged logs count it once, and neither lint nor audit objects."""
    some = [alert(number) for number in range(4)]
    assert run("correlate", "--apply", stdin=text(*some), cwd=pair.ben).exit_code == 0
    alone = counted(run, pair.ben)
    clock.advance("3m")
    more = [*some, alert(8), alert(9, name="Slow")]
    assert run("correlate", "--apply", stdin=text(*more), cwd=pair.ana, user=ANA).exit_code == 0
    git(pair.ben, "push", "-q")
    assert run("sync", cwd=pair.ana, user=ANA).exit_code == 0
    assert counted(run, pair.ana) == (1, alone[1] + 1, 1)
    assert run("lint", cwd=pair.ana).exit_code == 0
    assert run("audit", cwd=pair.ana).exit_code == 0
    assert run("correlate", "--apply", stdin=text(*more), cwd=pair.ana, user=ANA).exit_code == 0
    assert counted(run, pair.ana) == (1, 6, 1)
    assert "no incidents changed" in run("correlate", "--apply", stdin=text(*more), cwd=pair.ana, user=ANA).stderr


def test_what_a_merged_incident_would_get_goes_to_the_one_it_went_into(run: Run) -> None:
    run("correlate", "--apply", stdin=text(alert(1)))
    (gone,) = [row["id"] for row in run("list", "--json").json]
    other = run("open", "Other", "--severity", "SEV2", "--service", "search", "--json").json["id"]
    assert run("merge", gone, other).exit_code == 0
    assert "no incidents changed" in run("correlate", "--apply", stdin=text(alert(1))).stderr
    assert f"added to {other}" in run("correlate", "--apply", stdin=text(alert(1), alert(2))).stdout


def test_a_repeat_is_the_same_id_at_the_same_time(run: Run) -> None:
    """Whatever stands between two of one id."""
    rows = [alert(1), alert(1) | {"at": "2026-11-23T11:50:30Z"}]
    assert run("correlate", "--json", stdin=text(*rows)).json[0]["signals"] == 2
    assert run("correlate", "--json", stdin=text(*rows, alert(2))).json[0]["signals"] == 3


def test_an_instance_stands_beside_its_service(run: Run) -> None:
    assert "1 × Down critical on payments (pod-1)" in run("correlate", stdin=text(alert(1, instance="pod-1"))).stdout


def test_simulate_goes_with_nothing_that_writes(run: Run) -> None:
    for option in (["--apply"], ["--assignments", "groups.jsonl"]):
        result = run("correlate", "--simulate", *option, stdin=text(alert(1)))
        assert result.exit_code == 2
        assert "--simulate" in result.stderr


def test_broken_lines_are_named_in_the_words_of_ingest(run: Run) -> None:
    bad = '{"at": NaN}\n{"at": "2026\n' + "[" * 5000 + "\n"
    said = run("correlate", stdin=text(alert(1)) + bad).stderr
    assert "stdin:2: not JSON: NaN or Infinity, which JSON does not have" in said
    assert "stdin:3: not JSON: it is cut off" in said
    assert "stdin:4: nested too deeply" in said


def test_explain_says_why_a_trace_that_is_everywhere_links_nothing(run: Run) -> None:
    rows = [alert(1, service=f"s{number}", trace_id="t", id=f"g{number:02}") for number in range(40)]
    assert "both name trace t, but too many services do" in run("explain", "g01", "g38", stdin=text(*rows)).stdout


def test_many_incidents_at_once_come_with_the_way_to_make_them_one(run: Run) -> None:
    rows = [alert(number, service=f"s{number}") for number in range(20)]
    assert "hint:  20 of these incidents began within a minute" in run("correlate", stdin=text(*rows)).stderr
    assert "hint:" not in run("correlate", stdin=text(*rows[:5])).stderr
