"""What strangers ran into: each of these once went wrong, or said something that was not so."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ANA, BEN, LEA, Clock, Run, git

AS_BEN = {"GIT_AUTHOR_NAME": "Ben", "GIT_AUTHOR_EMAIL": BEN, "GIT_COMMITTER_NAME": "Ben", "GIT_COMMITTER_EMAIL": BEN}


def _process(
    folder: Path, *words: str, stdout: int = subprocess.PIPE, **variables: str
) -> subprocess.CompletedProcess[str]:
    """The command as a process of its own, started in `folder`."""
    return subprocess.run(
        [sys.executable, "-m", "revenant", *words],
        cwd=folder,
        env=os.environ | AS_BEN | variables,
        stdin=subprocess.DEVNULL,
        stdout=stdout,
        stderr=subprocess.PIPE,
        text=True,
        check=False,
    )


def test_init_works_from_where_one_stands(tmp_path: Path) -> None:
    for words in (["init", "ops"], ["-C", "deep", "init"], ["init", "--", "-d"]):
        (tmp_path / "deep").mkdir(exist_ok=True)
        done = _process(tmp_path, *words)
        assert done.returncode == 0, done.stderr
    for folder in ("ops", "deep", "-d"):
        assert git(tmp_path / folder, "status", "--porcelain") == ""


def test_init_that_cannot_commit_leaves_nothing(tmp_path: Path) -> None:
    git(tmp_path, "init", "-q")
    hook = tmp_path / ".git" / "hooks" / "pre-commit"
    hook.parent.mkdir(exist_ok=True)
    hook.write_text("#!/bin/sh\necho no\nexit 1\n")
    hook.chmod(0o755)
    done = _process(tmp_path, "init")
    assert (done.returncode, git(tmp_path, "status", "--porcelain")) == (3, "")
    assert "no" in done.stderr


@pytest.mark.parametrize(("name", "is_full"), [("/dev/full", True), (None, False)])
def test_output_that_cannot_be_written_is_no_bug(workspace: Path, name: str | None, is_full: bool) -> None:
    if is_full and not Path("/dev/full").exists():
        pytest.skip("this system has no /dev/full")
    handle = os.open(name, os.O_WRONLY) if name else subprocess.DEVNULL
    done = _process(workspace, "list", stdout=handle)
    assert done.returncode == (3 if is_full else 0)
    assert "mistake in revenant" not in done.stderr


@pytest.mark.parametrize("encoding", ["ascii", "latin-1"])
def test_an_encoding_without_the_arrow_stops_nothing(encoding: str, workspace: Path) -> None:
    assert _process(workspace, "open", "On fire 😀", PYTHONIOENCODING=encoding).returncode == 0
    done = _process(workspace, "ack", PYTHONIOENCODING=encoding)
    assert (done.returncode, "ACKNOWLEDGED" in done.stdout) == (0, True), done.stderr
    shown = _process(workspace, "show", "--json", PYTHONIOENCODING=encoding)
    assert json.loads(shown.stdout)["title"] == "On fire 😀"
    assert _process(workspace, "--help", PYTHONIOENCODING=encoding).returncode == 0


def test_a_list_of_open_incidents_says_that_none_is_open(run: Run) -> None:
    assert run("list").stdout == "No incident is open.\n"
    run("open", "x", "-s", "SEV4")
    assert run("list", "--severity", "SEV1").stdout == "No incident matches.\n"
    run("cancel", "--reason", "a test")
    assert run("list").stdout == "No incident is open.\n1 incident over; --all shows it too\n"


def test_a_measurement_is_called_invalid_by_the_event_that_makes_it_so(run: Run, opened: str, clock: Clock) -> None:
    clock.advance("1 h")
    run("ack", "--at", "50 min ago")
    assert "MTTD is invalid" in run("impact", opened, "--from", "20 min ago").stderr
    assert run("note", opened, "on it").stderr == ""


def test_an_incident_nobody_opened_has_no_severity(run: Run, workspace: Path, opened: str) -> None:
    log = next(workspace.glob("incidents/*/*/*.yaml"))
    log.write_text(log.read_text().replace("INCIDENT_OPENED", "INCIDENT_BEGUN"))
    assert run("note", opened, "x").stdout == f"{opened}  –  note: x\n"


def test_doctor_writes_a_hint_of_two_lines_as_one(run: Run, workspace: Path) -> None:
    git(workspace, "config", "--unset", "user.email")
    assert '"Your Name"; git config' in run("doctor", user=None).stdout


def test_services_are_whole_where_a_program_reads_them(run: Run) -> None:
    names = [f"service-number-{number}" for number in range(9)]
    run("open", "x", *(word for name in names for word in ("--service", name)))
    assert ", ".join(names) in run("list").stdout


def test_bytes_that_are_no_text_are_found_as_they_were_written(run: Run) -> None:
    run("open", "\udc9b", "--service", "\udc9b")
    assert len(run("list", "--service", "\udc9b", "--text", "\udc9b", "--json").json) == 1
    assert run("search", "\udc9b").exit_code == 0


@pytest.mark.parametrize("words", [["list"], ["show"], ["open", "x"], ["audit"]])
def test_a_machine_without_git_is_told_so(words: list[str], workspace: Path, tmp_path: Path) -> None:
    done = _process(workspace, *words, PATH=str(tmp_path))
    assert (done.returncode, done.stderr.splitlines()[0]) == (3, "error: the git program was not found")


def test_bare_groups_print_their_help_line_by_line(run: Run, workspace: Path) -> None:
    for words in ([], ["postmortem"], ["import"]):
        done = _process(workspace, *words)
        assert "⏎" not in done.stdout + done.stderr
        assert "\nOptions:\n" in done.stdout + done.stderr


@pytest.mark.parametrize(
    ("line", "offers"),
    [
        ("revenant ack ", "INC-"),
        ("revenant show INC", "INC-"),
        ("revenant transition RES", "RESOLVED"),
        ("revenant severity ", "SEV1"),
        ("revenant postm", "postmortem"),
        ("revenant postmortem ", "draft"),
    ],
)
def test_the_shell_completes_ids_and_words(run: Run, workspace: Path, opened: str, line: str, offers: str) -> None:
    words = line.split(" ")
    done = _process(workspace, _REVENANT_COMPLETE="complete_bash", COMP_WORDS=line, COMP_CWORD=str(len(words) - 1))
    assert offers in done.stdout


def test_list_is_newest_first(run: Run, clock: Clock) -> None:
    ids = []
    for number in range(6):
        clock.advance("1s")
        ids.append(run("open", f"number {number}", "--json").json["id"])
    assert [it["id"] for it in run("list", "--json").json] == ids[::-1]
    assert [it["id"] for it in run("list", "--limit", "2", "--json").json] == ids[:3:-1]


def test_the_gate_wants_the_incidents_own_postmortem(run: Run, workspace: Path, opened: str) -> None:
    run("resolve")
    path = workspace / run("postmortem", "draft", opened, "--json").json["path"]
    text = path.read_text().replace("status: draft ", "status: final ")
    path.write_text(text.replace(f"incident: {opened}", "incident: INC-20200101-00000"))
    result = run("close", opened)
    assert (result.exit_code, "about INC-20200101-00000" in result.stderr) == (1, True)
    assert "postmortem draft" not in result.stderr
    path.write_text(text)
    assert run("close", opened).exit_code == 0


def test_doctor_names_ignored_logs_and_what_is_no_log(run: Run, workspace: Path, opened: str) -> None:
    (workspace / ".gitignore").write_text("incidents/\n")
    log = next(workspace.glob("incidents/*/*/*.yaml"))
    log.with_name("INC-20261123-00000.yaml").symlink_to(log)
    health = {finding["what"]: finding["health"] for finding in run("doctor", "--json").json}
    assert (health["ignored"], health["files"]) == ("problem", "problem")


def test_an_emptied_log_is_refused_not_filled(run: Run, workspace: Path, opened: str) -> None:
    log = next(workspace.glob("incidents/*/*/*.yaml"))
    log.write_text("")
    result = run("note", opened, "x")
    assert (result.exit_code, log.read_text()) == (3, "")
    assert "cannot be read" in run("show", opened).stderr


@pytest.mark.parametrize("name", ["revenant.yaml", "services.yaml"])
def test_settings_from_outside_the_workspace_are_not_read(run: Run, workspace: Path, tmp_path: Path, name: str) -> None:
    outside = tmp_path / "outside.yaml"
    outside.write_text((workspace / name).read_text())
    (workspace / name).unlink()
    (workspace / name).symlink_to(outside)
    result = run("open", "x", "--service", "checkout")
    assert (result.exit_code, "leads out of the workspace" in result.stderr) == (3, True)


def test_a_text_of_a_whole_document_is_refused(run: Run, opened: str) -> None:
    result = run("note", opened, "-", stdin="x" * 60_000)
    assert result.exit_code == 3
    assert "50,000" in result.stderr


def test_direction_marks_are_escaped_in_the_file_too(run: Run, workspace: Path, opened: str) -> None:
    run("note", opened, "a \u202e b \U000e0041 c 👩\u200d🚀")
    raw = next(workspace.glob("incidents/*/*/*.yaml")).read_text(encoding="utf-8")
    assert "\u202e" not in raw
    assert "\U000e0041" not in raw
    said = run("show", opened, "--json").json["events"][-1]["text"]
    assert said == "a \u202e b \U000e0041 c 👩\u200d🚀"


def test_an_amendment_may_not_contradict_the_other_moves(run: Run, opened: str, clock: Clock) -> None:
    clock.advance("5 min")
    ack = run("ack", "--json").json["events"][-1]["id"]
    clock.advance("5 min")
    run("mitigate")
    clock.advance("5 min")
    result = run("amend", opened, ack, "--set", "at=1 min ago")
    assert (result.exit_code, "contradict" in result.stderr) == (3, True)
    assert run("lint").exit_code == 0


def test_what_was_taken_back_stays_in_sight(run: Run, opened: str) -> None:
    event = run("note", opened, "a mistake", "--json").json["events"][-1]["id"]
    run("retract", opened, event, "--reason", "wrong incident")
    assert "[taken back] note: a mistake" in run("show", opened).stdout
    assert run("show", opened, "--json").json["taken_back"][0]["id"] == event


def test_a_stale_chain_does_not_settle_its_own_contest(run: Run, workspace: Path, opened: str, clock: Clock) -> None:
    other = workspace.parent / "clone"
    git(workspace.parent, "clone", "-q", str(workspace), str(other))
    git(other, "config", "user.name", "Ana")
    clock.advance("1 min")
    run("resolve", user=LEA)
    for words in (["mitigate"], ["cancel", "--reason", "it is quiet"]):
        clock.advance("1 min")
        assert run(*words, cwd=other, user=ANA).exit_code == 0
    git(workspace, "pull", "-q", "--no-rebase", "--no-edit", str(other), "main")
    assert run("show", opened, "--json").json["contested"] is True
    assert "contested" in run("show", opened).stdout
    clock.advance("1 min")
    assert run("transition", opened, "CANCELLED", user=ANA).exit_code == 0
    assert run("show", opened, "--json").json["contested"] is False


def test_nothing_said_of_an_impact_records_nothing(run: Run, opened: str) -> None:
    assert run("impact", opened).exit_code == 3


def test_the_next_step_after_a_lesser_incident_is_to_close_it(run: Run) -> None:
    run("open", "small", "-s", "SEV4")
    assert "next: revenant close" in run("resolve").stderr


def test_an_import_that_understands_nothing_fails(run: Run) -> None:
    assert run("import", "statuspage", "-", stdin="[1,2]").exit_code == 3


def test_a_misspelt_environment_is_named_at_once(run: Run, workspace: Path) -> None:
    settings = workspace / "revenant.yaml"
    settings.write_text(settings.read_text() + "environments: [production]\n")
    assert "'prodd' is not in revenant.yaml" in run("open", "x", "-e", "prodd").stderr


@pytest.mark.parametrize("width", [40, 60, 80, 100])
def test_no_number_or_id_is_ever_cut(width: int) -> None:
    from revenant.core.tables import Column, Table
    from revenant.render.layout import lay_out

    columns = [Column("incident", "id"), Column("n", "n", right=True), Column("title", "title", wide=True)]
    table = Table("", columns, [["INC-20261123-7F3K9", 1234567, "word " * 30]] * 2)
    lines = [line.text for line in lay_out(table, width)]
    assert sum("INC-20261123-7F3K9" in line for line in lines) == 2
    assert sum("1234567" in line for line in lines) == 2
    assert "".join(lines).count("word") == 60
    assert max(map(len, lines)) <= width
