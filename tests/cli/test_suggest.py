"""`runbook suggest`, `runbook show` and the runbook of an incident's screen, as people and pipes use them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from revenant.store import headstart
from revenant.store.runbooks import blob_of
from tests.conftest import Clock, Result, Run, git
from tests.runbooks.making import NATIVE

POOL = """\
---
schema: revenant/runbook@1
id: pool
alerts: [PoolExhausted]
services: [checkout]
owner: shop
---
# The pool is exhausted
## Symptom
Slow.
## Diagnosis
### D1. Compare the waiting requests — INFO_ONLY
~~~bash
curl http://checkout.example.com/metrics
~~~
## Mitigation
### M1. Go back — SAFE_REVERSIBLE
- **Verify:** nobody waits
- **Rollback:** go forward
"""


@pytest.fixture
def shelf(workspace: Path) -> Path:
    """The folder of the runbooks, with one for checkout's pool and one for the orders' replica."""
    folder = workspace / "runbooks"
    folder.mkdir()
    (folder / "pool.md").write_text(POOL)
    (folder / "postgres-replication-lag.md").write_text(NATIVE)
    git(workspace, "add", "-A")
    git(workspace, "commit", "-q", "-m", "Runbooks")
    return folder


def suggested(result: Result) -> list[tuple[str, bool, str]]:
    assert result.exit_code == 0, result.stderr
    return [(each["id"], each["certain"], each["reason"]) for each in result.json]


def test_an_alert_is_certain_and_words_are_not(run: Run, shelf: Path) -> None:
    (first,) = suggested(run("runbook", "suggest", "--alert", "PoolExhausted", "--json"))
    assert first[:2] == ("pool", True)
    (second,) = suggested(run("runbook", "suggest", "--text", "stale reads on the replica", "--json"))
    assert second[:2] == ("postgres-replication-lag", False)
    assert second[2].startswith("its text shares ")
    assert "certain" in run("runbook", "suggest", "--alert", "PoolExhausted").stdout


def test_nothing_that_fits_is_said(run: Run, shelf: Path) -> None:
    assert "None of 2 runbooks fits." in run("runbook", "suggest", "--text", "printer").stdout
    assert run("runbook", "suggest", "--text", "printer", "--json").json == []
    assert run("runbook", "suggest").exit_code == 3


def test_show_has_the_section_that_matters_now(run: Run, shelf: Path, opened: str) -> None:
    run("update", opened, "--title", "PoolExhausted on checkout")
    shown = run("show", opened).stdout
    assert "Runbook pool: Diagnosis" in shown
    assert "D1    INFO_ONLY  Compare the waiting requests" in shown
    assert f"walk it: revenant runbook run pool --incident {opened}" in shown
    run("transition", opened, "MITIGATING")
    data = run("show", opened, "--json").json["runbook"]
    assert (data["section"], [step["id"] for step in data["steps"]]) == ("Mitigation", ["M1"])
    run("mitigate", opened)
    assert "nobody waits" in run("show", opened).stdout
    run("resolve", opened)
    assert "Runbook pool" not in run("show", opened).stdout


def test_a_service_is_only_a_suggestion(run: Run, shelf: Path, opened: str) -> None:
    assert "Runbooks that may help: pool (for the service checkout)" in run("show", opened).stdout
    data = run("show", opened, "--json").json
    assert (data["runbook"], [each["id"] for each in data["suggestions"]]) == (None, ["pool"])


def test_attaching_pins_the_content_and_an_edit_shows(run: Run, workspace: Path, shelf: Path, opened: str) -> None:
    before = git(workspace, "rev-parse", "HEAD")
    assert run("runbook", "suggest", opened, "--attach", "pool", "--dry-run").exit_code == 0
    assert git(workspace, "rev-parse", "HEAD") == before
    (event,) = run("runbook", "suggest", opened, "--attach", "poo", "--json").json["runbooks"]
    assert (event["runbook"], event["reason"]) == ("pool", "for the service checkout")
    assert event["blob"] == git(workspace, "hash-object", "runbooks/pool.md").strip()
    assert git(workspace, "rev-list", "--count", f"{before.strip()}..HEAD").strip() == "1"
    assert "changed since" not in run("show", opened).stdout
    assert "why: attached: for the service checkout\n" in run("show", opened).stdout
    assert "--attach" not in run("runbook", "suggest", opened).stderr
    again = run("runbook", "suggest", opened, "--attach", "pool", "-n", "--json").json["runbooks"]
    assert again[-1]["reason"] == "for the service checkout"
    (shelf / "pool.md").write_text(POOL.replace("Compare", "Weigh"))
    shown = run("show", opened).stdout
    assert "changed since it was attached" in shown
    assert "Weigh the waiting requests" in shown
    assert "Compare the waiting requests" in run("show", opened, "--as-of", "HEAD").stdout
    assert run("show", opened, "--as-of", "HEAD", "--json").json["runbook"]["changed"] is False


def test_what_is_attached_and_not_here_is_named(run: Run, workspace: Path, clock: Clock) -> None:
    alert = {
        "id": "a",
        "at": "2026-11-23T11:50:00Z",
        "kind": "alert",
        "service": "web",
        "environment": "production",
        "name": "Gone",
        "attributes": {"runbook_url": "https://wiki.example.com/gone"},
    }
    run("correlate", "--apply", stdin=json.dumps(alert) + "\n")
    assert "Runbook attached, not in this workspace: https://wiki.example.com/gone" in run("show").stdout


def test_a_signal_carries_the_reason_and_the_content(run: Run, workspace: Path, shelf: Path) -> None:
    alert = {
        "id": "a",
        "at": "2026-11-23T11:50:00Z",
        "kind": "alert",
        "service": "checkout",
        "environment": "production",
        "name": "PoolExhausted",
    }
    run("correlate", "--apply", stdin=json.dumps(alert) + "\n")
    (event,) = run("show", "--json").json["runbooks"]
    assert (event["runbook"], event["blob"]) == ("pool", blob_of(POOL.encode()))
    assert event["reason"] == "its front matter names the alert PoolExhausted"


def test_a_runbook_is_shown_whole_or_in_part(run: Run, shelf: Path) -> None:
    shown = run("runbook", "show", "pool").stdout
    for part in ("The pool is exhausted", "PoolExhausted", "D1 Compare", "INFO_ONLY", "curl http", "M1 Go back"):
        assert part in shown
    part = run("runbook", "show", "pool", "--section", "mitigation", "--json").json
    assert [each["section"] for each in part["sections"]] == ["Mitigation"]
    assert [step["labels"] for step in part["steps"]] == [{"Verify": "nobody waits", "Rollback": "go forward"}]
    assert run("runbook", "show", "nothing").exit_code == 3


def test_what_a_step_says_in_prose_and_twice_is_shown(run: Run, shelf: Path) -> None:
    path = shelf / "pool.md"
    more = "- **If not:** it is not the pool\n- **If not:** no answer: call the operator\n"
    path.write_text(POOL.replace("— SAFE_REVERSIBLE\n", f"— SAFE_REVERSIBLE\nFor a moment\nall orders fail.\n{more}"))
    shown = run("runbook", "show", "pool").stdout
    walked = run("runbook", "drill", "pool").stdout
    for part in ("For a moment all orders fail.\n", "it is not the pool\n", "no answer: call the operator\n"):
        assert part in shown
        assert part in walked
    (step,) = run("runbook", "show", "pool", "--section", "mitigation", "--json").json["steps"]
    assert step["words"] == ["For a moment all orders fail."]
    assert step["labels"]["If not"] == "it is not the pool; no answer: call the operator"


def test_a_folder_that_is_not_there_is_said(run: Run, workspace: Path) -> None:
    settings = workspace / "revenant.yaml"
    settings.write_text(settings.read_text() + "runbooks: {folder: docs/runbook}\n")
    for options in ([], ["--stale"]):
        done = run("runbook", "list", *options)
        assert "no folder docs/runbook" in done.stderr
        assert "There are no runbooks." in done.stdout
    assert "not checked: docs/runbook (no such folder)" in run("lint").stderr


def test_another_folder_holds_everywhere(run: Run, workspace: Path) -> None:
    folder = workspace / "docs" / "runbooks"
    folder.mkdir(parents=True)
    (folder / "pool.md").write_text(POOL)
    settings = workspace / "revenant.yaml"
    assert run("search", "exhausted", "--json").json == []
    settings.write_text(settings.read_text() + "runbooks:\n  # where ours are\n  folder: docs/runbooks\n")
    assert [hit["path"] for hit in run("search", "exhausted", "--json").json] == ["docs/runbooks/pool.md"]
    assert [each["id"] for each in run("runbook", "list", "--json").json] == ["pool"]
    assert suggested(run("runbook", "suggest", "--alert", "PoolExhausted", "--json"))[0][0] == "pool"
    (folder / "pool.md").write_text(POOL.replace("exhausted", "empty"))
    assert run("search", "exhausted", "--json").json == []


@pytest.mark.parametrize(
    ("text", "folder"),
    [
        ("schema: x\n", "runbooks"),
        ("runbooks: {folder: docs/runbooks}\n", "docs/runbooks"),
        ("a: 1\nrunbooks: {link_ignore: [x], folder: 'ops/books'}\n", "ops/books"),
        ("runbooks:\n  link_ignore: [x]\n\n  folder: docs/runbooks # ours\nlint: {}\n", "docs/runbooks"),
        ("runbooks:\n  link_ignore: []\nother:\n  folder: elsewhere\n", "runbooks"),
    ],
)
def test_the_folder_is_guessed_before_settings_are_read(tmp_path: Path, text: str, folder: str) -> None:
    (tmp_path / "revenant.yaml").write_text(text)
    assert headstart._guessed(tmp_path) == folder


def test_init_takes_the_runbooks_that_are_there(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_AUTHOR_NAME", "Ben")
    monkeypatch.setenv("GIT_COMMITTER_NAME", "Ben")
    (tmp_path / "new" / "docs" / "runbooks").mkdir(parents=True)
    (tmp_path / "new" / "docs" / "runbooks" / "pool.md").write_text(POOL)
    done = run("init", "new", cwd=tmp_path)
    assert done.exit_code == 0, done.stderr
    assert "runbooks are read from docs/runbooks" in done.stderr
    assert not (tmp_path / "new" / "runbooks").exists()
    assert "docs/runbooks/drills.yaml merge=union" in (tmp_path / "new" / ".gitattributes").read_text()
    assert [each["id"] for each in run("runbook", "list", "--json", cwd=tmp_path / "new").json] == ["pool"]
    assert "1 runbook" in run("lint", cwd=tmp_path / "new").stderr


def test_init_takes_the_folder_that_is_named(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_AUTHOR_NAME", "Ben")
    monkeypatch.setenv("GIT_COMMITTER_NAME", "Ben")
    assert run("init", "new", "--runbooks", "ops/books", cwd=tmp_path).exit_code == 0
    assert (tmp_path / "new" / "ops" / "books").is_dir()
    assert run("init", "other", "--runbooks", "../books", cwd=tmp_path).exit_code == 2
