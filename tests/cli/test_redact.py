"""`revenant redact`: one line becomes its tombstone, nothing else changes, and audit accepts it from an ORG_ADMIN."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conftest import ANA, BEN, LEA, Clock, Run, git

SECRET = "the password is hunter2"


@pytest.fixture
def log(workspace: Path, run: Run, opened: str, clock: Clock) -> Path:
    clock.advance("1 min")
    run("note", SECRET)
    clock.advance("1 min")
    run("note", "harmless")
    (found,) = workspace.glob("incidents/*/*/*.yaml")
    return found


def event_id(log: Path, words: str) -> str:
    row = next(row for row in log.read_text(encoding="utf-8").splitlines() if words in row)
    return row.removeprefix("- {id: ").lstrip('"')[:8]


def test_one_line_becomes_a_tombstone(log: Path, run: Run, workspace: Path, clock: Clock) -> None:
    before, secret = log.read_text(encoding="utf-8").splitlines(), event_id(log, SECRET)
    result = run("redact", secret, "--reason", "a password", user=ANA)
    assert result.exit_code == 0, result.stderr
    assert result.stdout.startswith(f"redacted {secret} of INC-")
    assert "stay in git's history" in result.stderr
    after = log.read_text(encoding="utf-8").splitlines()
    assert after[4].replace(f'"{secret}"', secret) == (
        f"- {{id: {secret}, at: 2026-11-23T12:01:00Z, type: NOTE_ADDED, by: {BEN}, "
        f'text: "[redacted]", redacted: {{by: {ANA}, at: 2026-11-23T12:02:00Z, reason: a password}}}}'
    )
    assert before[:4] + before[5:] == after[:4] + after[5:]
    assert git(workspace, "status", "--porcelain") == ""
    assert git(workspace, "log", "-1", "--format=%ae %s").startswith(f"{ANA} INC-")


def test_audit_and_lint_accept_it(log: Path, run: Run) -> None:
    run("redact", event_id(log, SECRET), "--reason", "a password", user=ANA)
    assert run("audit").exit_code == 0
    assert run("lint").exit_code == 0
    assert "[redacted]" in run("show").stdout
    assert "hunter2" not in run("show", "--json").stdout


@pytest.mark.parametrize("user", [BEN, LEA])
def test_only_an_admin_may(log: Path, run: Run, user: str) -> None:
    before = log.read_bytes()
    result = run("redact", event_id(log, SECRET), "--reason", "a password", user=user)
    assert result.exit_code == 3
    assert "ORG_ADMIN" in result.stderr
    assert log.read_bytes() == before


def test_a_reason_is_needed(log: Path, run: Run) -> None:
    assert "needs a reason" in run("redact", event_id(log, SECRET), user=ANA).stderr


def test_a_dry_run_writes_nothing(log: Path, run: Run) -> None:
    before = log.read_bytes()
    result = run("redact", event_id(log, SECRET), "--reason", "a password", "--dry-run", user=ANA)
    assert result.stdout.startswith("would redact")
    assert log.read_bytes() == before


def test_json(log: Path, run: Run) -> None:
    secret = event_id(log, SECRET)
    done = run("redact", secret, "--reason", "a password", "--json", user=ANA).json
    assert done["lines"] == [5]
    assert done["event"]["id"] == secret
    assert done["event"]["redacted"] == {"by": ANA, "at": "2026-11-23T12:02:00Z", "reason": "a password"}


def test_what_has_no_words_or_none_any_more(log: Path, run: Run) -> None:
    run("ack")
    assert "has no free text" in run("redact", event_id(log, "ACKNOWLEDGED"), "--reason", "x", user=ANA).stderr
    secret = event_id(log, SECRET)
    run("redact", secret, "--reason", "a password", user=ANA)
    assert "is redacted already" in run("redact", secret, "--reason", "a password", user=ANA).stderr


def test_an_amendment_is_redacted_inside(log: Path, run: Run) -> None:
    run("amend", event_id(log, "harmless"), "--set", "text=it was hunter2", "--reason", "hunter2")
    result = run("redact", event_id(log, "EVENT_AMENDED"), "--reason", "a password", user=ANA)
    assert result.exit_code == 0, result.stderr
    assert "it was" not in log.read_text(encoding="utf-8")
    assert 'set: {text: "[redacted]"}' in log.read_text(encoding="utf-8")
    assert run("audit").exit_code == 0


def test_a_broken_line_elsewhere_stays_byte_for_byte(log: Path, run: Run) -> None:
    secret = event_id(log, SECRET)
    log.write_bytes(log.read_bytes() + b"- {id: broken \xff\r\n")
    assert run("redact", secret, "--reason", "a password", user=ANA).exit_code == 0
    assert log.read_bytes().endswith(b"\n- {id: broken \xff\r\n")
    assert b"hunter2" not in log.read_bytes()


def test_words_a_merge_brought_back_go_again(log: Path, run: Run, workspace: Path) -> None:
    secret = event_id(log, SECRET)
    row = next(row for row in log.read_text(encoding="utf-8").splitlines() if SECRET in row)
    run("redact", secret, "--reason", "a password", user=ANA)
    log.write_text(log.read_text(encoding="utf-8") + f"{row}\n", encoding="utf-8")
    assert "hunter2" not in run("show").stdout
    run("redact", secret, "--reason", "again", user=ANA)
    content = log.read_text(encoding="utf-8")
    assert "hunter2" not in content
    assert "again" not in content
