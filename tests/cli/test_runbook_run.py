"""runbook run: shown, asked, recorded at once, taken up again; and nothing is ever executed."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.walking import actions
from tests.conftest import Run, git
from tests.runbooks.making import D1, LEGACY, WALK

ALL = D1 + "  D2: skipped\n  D3: done\n  M1: {outcome: failed, confirm: M1, observed: no replica}\n"


pytestmark = pytest.mark.usefixtures("opened")


def commits(workspace: Path) -> list[str]:
    return git(workspace, "log", "--format=%s", "--reverse").splitlines()


@pytest.mark.usefixtures("runbook")
def test_each_step_is_one_commit_labelled_simulated(run: Run, opened: str, workspace: Path) -> None:
    (workspace / "staged").write_text("mine")
    git(workspace, "add", "staged")
    before = len(commits(workspace))
    done = run("runbook", "run", "lag", "--outcomes", "-", stdin=ALL)
    assert done.exit_code == 0
    assert commits(workspace)[before:] == [
        f"{opened}: pg-lag {step} (simulated)" for step in ("D1 done", "D2 skipped", "D3 done", "M1 failed")
    ]
    assert git(workspace, "status", "--porcelain") == "A  staged\n"
    assert all("[Demo only / simulated]" in line for line in done.stdout.splitlines() if " → " in line)
    shown = run("show", "--json").json
    assert shown["tags"] == ["lag"]
    assert [(link["relation"], link["target"]) for link in shown["links"]] == [("ticket", "https://example.com/OPS-1")]
    (attached,) = shown["runbooks"]
    assert attached["blob"] == git(workspace, "hash-object", "runbooks/pg-lag.md").strip()
    assert {each["blob"] for each in shown["actions"]} == {attached["blob"]}
    first = shown["actions"][0]
    assert (first["text"], first["observed"], first["simulated"]) == ("psql -h db-1 -c 'select 1'", "70 s", True)
    assert first["inputs"] == {"REPLICA": "db-1"}
    assert run("show").stdout.count("[Demo only / simulated]") == 4
    assert run("audit").exit_code == 0


@pytest.mark.usefixtures("runbook")
def test_it_is_taken_up_where_it_was_left(run: Run) -> None:
    run("runbook", "run", "lag", "--outcomes", "-", stdin=D1)
    again = run("runbook", "run", "lag", "--outcomes", "-", stdin=D1)
    assert (again.exit_code, "D1 is recorded already" in again.stderr) == (3, True)
    on = run("runbook", "run", "lag", "--outcomes", "-", "--json", stdin="steps: {D2: done}").json["run"]
    assert (on["already_recorded"], on["not_walked"], on["inputs"]) == (["D1"], ["D3", "M1"], {"REPLICA": "db-1"})
    run("runbook", "run", "lag", "--outcomes", "-", "--again", stdin=D1)
    assert [step for step, *_ in actions(run)] == ["D1", "D2", "D1"]


def test_steps_that_have_changed_are_walked_anew(run: Run, runbook: Path) -> None:
    run("runbook", "run", "lag", "--outcomes", "-", stdin=D1 + "  D2: done\n")
    runbook.write_text(WALK.replace("select 1", "select 2"))
    done = run("runbook", "run", "lag", "--outcomes", "-", stdin=D1)
    assert done.exit_code == 0
    assert "pg-lag has changed since it was walked here; steps as before: D2" in done.stderr
    assert len(run("show", "--json").json["runbooks"]) == 2


@pytest.mark.usefixtures("runbook")
@pytest.mark.parametrize(
    ("said", "complaint"),
    [
        (D1 + "  M1: done\n", "M1 is RISKY: it needs `confirm: M1`"),
        (D1 + "  M1: {outcome: done, confirm: y}\n", "needs `confirm: M1`"),
        (D1 + "  M9: done\n", "no step M9"),
        ("inputs: {REPLICA: 'a b'}\nsteps: {D1: done}", "does not match"),
        ("inputs: {REPLIKA: a}\nsteps: {D1: done}", "no such input"),
        ("steps: {D1: splendid}", "-:1:9"),
        ("steps: [", "-:"),
        ("\xff", "-:"),
    ],
)
def test_what_cannot_be_recorded_is_refused_as_a_whole(run: Run, workspace: Path, said: str, complaint: str) -> None:
    before = commits(workspace)
    done = run("runbook", "run", "lag", "--outcomes", "-", stdin=said)
    assert done.exit_code == 3
    assert complaint in done.stderr
    assert commits(workspace) == before


@pytest.mark.usefixtures("runbook")
def test_without_a_terminal_and_outcomes_the_steps_are_printed(run: Run, workspace: Path) -> None:
    before = commits(workspace)
    done = run("runbook", "run", "lag", "--input", "REPLICA=db-1")
    assert done.exit_code == 3
    assert "--outcomes FILE" in done.stderr
    assert "    switchover --candidate db-1\n" in done.stdout
    assert done.stdout.count("Demo only / simulated") == 4
    assert [card["step"] for card in run("runbook", "run", "lag", "--json").json] == ["D1", "D2", "D3", "M1"]
    assert run("runbook", "run", "lag", "--section", "mitigation").stdout.count("Demo only") == 1
    assert run("runbook", "run", "lag", "--from", "d3").stdout.count("Demo only") == 2
    assert commits(workspace) == before


@pytest.mark.usefixtures("runbook")
def test_a_dry_run_and_no_commit(run: Run, workspace: Path) -> None:
    before = commits(workspace)
    assert run("runbook", "run", "lag", "-n", "--outcomes", "-", stdin=ALL).stdout.startswith("would record: ")
    assert (actions(run), git(workspace, "status", "--porcelain")) == ([], "")
    run("runbook", "run", "lag", "--no-commit", "--outcomes", "-", stdin=D1)
    assert [step for step, *_ in actions(run)] == ["D1"]
    assert commits(workspace) == before


@pytest.mark.usefixtures("runbook")
def test_a_run_belongs_to_one_incident(run: Run, opened: str) -> None:
    run("open", "Another", "-s", "SEV4")
    two = run("runbook", "run", "lag", "--outcomes", "-", stdin=D1)
    assert (two.exit_code, "add --incident" in two.stderr) == (3, True)
    assert run("runbook", "run", "lag", "--incident", opened, "--outcomes", "-", stdin=D1).exit_code == 0
    for it in run("list", "--json").json:
        run("resolve", it["id"])
    none = run("runbook", "run", "lag", "--outcomes", "-", stdin=D1)
    assert (none.exit_code, "revenant runbook drill pg-lag" in none.stderr) == (3, True)


def test_a_legacy_runbook_is_walked_by_its_commands(run: Run, runbook: Path) -> None:
    (runbook.parent / "old.md").write_text(LEGACY)
    said = "steps:\n  D1: {outcome: done, confirm: D1}\n  M1: skipped\n"
    assert run("runbook", "run", "old", "--outcomes", "-", stdin=said).exit_code == 0
    assert actions(run) == [("D1", "done", "UNCLASSIFIED"), ("M1", "skipped", "UNCLASSIFIED")]
