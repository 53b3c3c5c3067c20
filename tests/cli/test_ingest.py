"""`ingest` as people type it: lines out, doubts beside, exit codes, inside and outside a workspace."""

from __future__ import annotations

import gzip
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from tests.conftest import Result, Run
from tests.signals.sources.test_alertmanager import WEBHOOK
from tests.signals.sources.test_github import DEPLOYMENT, REPOSITORY

LINE = json.dumps(WEBHOOK)


def _signals(result: Result) -> list[dict[str, Any]]:
    return [json.loads(line) for line in result.stdout.splitlines()]


def test_from_stdin_outside_a_workspace(run: Run, tmp_path: Path) -> None:
    for words in (("auto",), ("auto", "-"), ("alertmanager", "-")):
        result = run("ingest", *words, cwd=tmp_path, stdin=LINE)
        assert result.exit_code == 0, result.stderr
        assert _signals(result)[0]["service"] == "orders"
        assert _signals(result)[0]["correlation_key"]
        assert result.stderr == "1 signal (1 alert); 0 doubts\n"


def test_what_comes_out_goes_in_again(run: Run, tmp_path: Path) -> None:
    first = run("ingest", "auto", cwd=tmp_path, stdin=LINE)
    assert run("ingest", "auto", cwd=tmp_path, stdin=first.stdout).stdout == first.stdout


def test_files_plain_and_packed(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text(json.dumps(WEBHOOK, indent=1), encoding="utf-8")
    (tmp_path / "b.json.gz").write_bytes(gzip.compress(LINE.encode()))
    result = run("ingest", "auto", "a.json", "b.json.gz", cwd=tmp_path)
    assert len(_signals(result)) == 2
    assert len({signal["id"] for signal in _signals(result)}) == 1


def test_a_missing_file_is_said_before_anything_is_read(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text(LINE, encoding="utf-8")
    result = run("ingest", "auto", "a.json", "gone.json", cwd=tmp_path)
    assert (result.exit_code, result.stdout) == (3, "")
    assert "gone.json: no such file" in result.stderr


def test_doubts_have_their_line_and_do_not_fail_unless_asked(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text(f"{LINE}\nbroken\n{LINE}\n", encoding="utf-8")
    result = run("ingest", "auto", "a.jsonl", cwd=tmp_path)
    assert (result.exit_code, len(_signals(result))) == (0, 2)
    assert "a.jsonl:2: not JSON" in result.stderr
    assert result.stderr.endswith("2 signals (2 alert); 1 doubt, 1 of them about what became no signal\n")
    assert run("ingest", "auto", "a.jsonl", "--fail-on-doubt", cwd=tmp_path).exit_code == 1


def test_when_nothing_can_be_read(run: Run, tmp_path: Path) -> None:
    for content in ("", "broken", '{"x": 1}', json.dumps({"event": {"event_type": "pagey.ping", "occurred_at": ""}})):
        result = run("ingest", "auto", cwd=tmp_path, stdin=content)
        assert (result.exit_code, result.stdout) == (3, ""), content
    assert run("ingest", "alertmanager", cwd=tmp_path, stdin="[]").exit_code == 0


def test_many_doubts_of_one_sort_are_counted(run: Run, tmp_path: Path) -> None:
    result = run("ingest", "auto", cwd=tmp_path, stdin="broken\n" * 250 + LINE)
    assert "stdin:100: not JSON" in result.stderr
    assert "stdin:101:" not in result.stderr
    assert "… and 150 more: not JSON" in result.stderr


def test_the_catalogue_says_whose_repository_it_is(run: Run, workspace: Path) -> None:
    catalogue = (workspace / "services.yaml").read_text(encoding="utf-8")
    known = catalogue.replace("{name: web,", "{name: web, repository: 'https://github.com/shop/checkout',")
    (workspace / "services.yaml").write_text(known, encoding="utf-8")
    document = json.dumps({"deployment": DEPLOYMENT, "repository": REPOSITORY})
    result = run("ingest", "github", stdin=document)
    assert (_signals(result)[0]["service"], result.exit_code) == ("web", 0)
    (workspace / "services.yaml").write_text("nonsense: [", encoding="utf-8")
    broken = run("ingest", "github", stdin=document)
    assert (_signals(broken)[0]["service"], broken.exit_code) == ("Checkout", 0)
    assert "repositories of services are not known" in broken.stderr


def test_a_table_with_a_mapping_and_defaults(run: Run, tmp_path: Path) -> None:
    table = "when,what\n2026-11-23T10:00:00Z,slow\n"
    result = run(
        "ingest", "plain", "--map", "at=when", "--map", "name=what", "--service", "web", "--environment", "prod",
        cwd=tmp_path, stdin=table,
    )  # fmt: skip
    signal = _signals(result)[0]
    assert (signal["name"], signal["service"], signal["environment"]) == ("slow", "web", "prod")


def test_misuse(run: Run, tmp_path: Path) -> None:
    assert run("ingest", cwd=tmp_path).exit_code == 2
    assert "'nagios' is not a source" in run("ingest", "nagios", cwd=tmp_path).stderr
    assert "is not a mapping" in run("ingest", "plain", "--map", "colour=x", cwd=tmp_path, stdin="").stderr
    assert "is not a mapping" in run("ingest", "plain", "--map", "service", cwd=tmp_path, stdin="").stderr


def test_the_list_of_sources(run: Run, tmp_path: Path) -> None:
    result = run("ingest", "--list", cwd=tmp_path)
    assert result.exit_code == 0
    assert "alertmanager  Prometheus Alertmanager" in result.stdout
    assert run("ingest", "otlp_logs", cwd=tmp_path, stdin="[]").exit_code == 0


def test_nothing_from_outside_reaches_the_terminal(invoke: Callable[..., Result], tmp_path: Path) -> None:
    line = (
        '{"at": "2026-11-23T10:00:00Z", "service": "\\u001b[31m\\u009b\\u202e\x7f", "severity": "\\u001b]0;x\\u0007"}'
    )
    result = invoke("-C", str(tmp_path), "ingest", "auto", stdin=line)
    assert result.exit_code == 0
    shown = set(result.stdout + result.stderr)
    assert not shown & set("\x1b\x9b\u202e\x7f\x07")
    assert json.loads(result.stdout)["service"] == "\x1b[31m\x9b\u202e\x7f"
