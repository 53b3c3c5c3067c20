"""A whole day through the command line, the JSON read at each step."""

from __future__ import annotations

from typing import Any

from tests.conftest import ANA, BEN, LEA, Clock, Result, Run

# DESIGN §3 names these, in this order; the keys that came later stand between and behind them (docs/formats.md).
DESIGN_KEYS = [
    *("id", "title", "status", "canonical_status", "severity", "services", "environment", "tags", "contested"),
    *("commander", "responders", "started_at", "detected_at", "acknowledged_at", "mitigated_at", "resolved_at"),
    *("closed_at", "measurements", "signals", "changes", "links", "events"),
]
ONLY_SHOWN = ("suspected_changes", "merged_events", "reviews_due", "similar", "recurring", "open_actions", "budgets")
LATER_KEYS = {
    "taken_back",
    *("merged_into", "merged", "communications", "in_retrospect", "source", "effort_minutes"),
    *("impacts", "runbooks", "actions", "follow_ups", "escalations"),
}


def done(result: Result) -> Any:
    assert result.exit_code == 0, result.stderr
    return result.json


def refused(result: Result, exit_code: int, *words: str) -> None:
    assert result.exit_code == exit_code, result
    assert result.stdout == ""
    assert result.stderr.startswith("error: ")
    assert "hint: " in result.stderr
    assert all(word in result.stderr for word in words), result.stderr


def seconds(it: Any, name: str) -> float | None:
    found: float | None = it["measurements"][name]["seconds"]
    return found


def test_a_whole_day(run: Run, clock: Clock) -> None:
    opened = ("open", "Checkout: errors", "-s", "SEV3", "--service", "checkout", "--service", "payments", "-e", "prod")
    it = done(run(*opened, "--started", "10 min ago", "--json"))
    assert (it["status"], it["services"], it["environment"]) == ("OPEN", ["checkout", "payments"], "prod")
    assert (it["started_at"], it["detected_at"]) == ("2026-11-23T11:50:00Z", "2026-11-23T12:00:00Z")
    part = it["id"][-5:].lower()

    clock.advance("4 min")
    it = done(run("ack", part, "--json"))
    assert (it["status"], it["canonical_status"], it["responders"]) == ("ACKNOWLEDGED", "OPEN", [BEN])
    assert (seconds(it, "MTTA"), seconds(it, "onset lag"), seconds(it, "MTTR")) == (240, 600, None)

    it = done(run("note", part, "pool exhausted\nsince deploy 41", "--json"))
    assert it["events"][-1]["text"] == "pool exhausted\nsince deploy 41"

    refused(run("severity", part, "SEV2"), 3, BEN, "SRE_LEAD", f"ask {ANA}, {LEA}")
    assert done(run("severity", part, "sev2", "--reason", "half fail", "--json", user=LEA))["severity"] == "SEV2"
    assert done(run("severity", part, "SEV1", "--json", user=ANA))["severity"] == "SEV1"
    assert done(run("severity", part, "SEV2", "--json", user=ANA))["severity"] == "SEV2"

    clock.advance("6 min")
    it = done(run("mitigate", part, "--at", "2 min ago", "--json"))
    assert (it["mitigated_at"], it["canonical_status"]) == ("2026-11-23T12:08:00Z", "MITIGATED")
    assert it["events"][-1]["recorded"] == "2026-11-23T12:10:00Z"
    assert "recorded" not in it["events"][0]

    clock.advance("20 min")
    it = done(run("resolve", "--json"))
    assert (seconds(it, "MTTM"), seconds(it, "MTTR")) == (480, 1800)

    ack = next(event["id"] for event in it["events"] if event.get("to") == "ACKNOWLEDGED")
    it = done(run("amend", part, ack, "--set", "at=2026-11-23T12:01:00Z", "--reason", "pager log", "--json"))
    assert (it["acknowledged_at"], seconds(it, "MTTA")) == ("2026-11-23T12:01:00Z", 60)

    refused(run("close", part), 1, "postmortem", "--override")
    refused(run("close", part, "--override", "--reason", "trust me"), 3, BEN, "SRE_LEAD", LEA)
    refused(run("close", part, "--override", "--reason", "not mine either", user=ANA), 3, ANA)
    refused(run("close", part, "--override", user=LEA), 3, "needs a reason")
    it = done(run("close", part, "--override", "--reason", "a drill", "--json", user=LEA))
    assert (it["status"], it["canonical_status"]) == ("CLOSED", "RESOLVED")
    assert (it["closed_at"], it["events"][-1]["override"]) == ("2026-11-23T12:30:00Z", True)

    other = done(run("open", "False alarm", "--json"))["id"]
    refused(run("cancel", other), 3, "needs a reason")
    it = done(run("cancel", other, "--reason", "test traffic", "--json"))
    assert {span["status"] for span in it["measurements"].values()} == {"not applicable"}
    assert done(run("list", "--json")) == []
    refused(run("reopen", other), 3, "needs a reason")
    it = done(run("reopen", other, "--reason", "not a test after all", "--json"))
    assert (it["status"], it["measurements"]["MTTR"]["status"]) == ("INVESTIGATING", "pending")
    assert [each["id"] for each in done(run("list", "--json"))] == [other]
    assert {each["id"] for each in done(run("list", "--all", "--json"))} == {
        other,
        done(run("show", part, "--json"))["id"],
    }


def test_a_snapshot_has_the_documented_keys_in_order(run: Run, opened: str) -> None:
    shown, written = run("show", opened, "--json").json, run("ack", "--json").json
    assert [shown.pop(key) for key in ONLY_SHOWN] == [[]] * len(ONLY_SHOWN)
    assert (shown.pop("runbook"), shown.pop("suggestions")) == (None, [])
    for it in (shown, written):
        assert [key for key in it if key in DESIGN_KEYS] == DESIGN_KEYS
        assert set(it) - set(DESIGN_KEYS) == LATER_KEYS
        assert it["mitigated_at"] is None


def test_a_list_leaves_the_events_out_and_status_adds_deadlines(run: Run, opened: str) -> None:
    (listed,) = run("list", "--json").json
    assert [key for key in listed if key in DESIGN_KEYS] == DESIGN_KEYS[:-1]
    (shown,) = run("status", "--json").json
    assert set(shown) - set(listed) == {"age_seconds", "deadlines"}
    assert [each["target"] for each in shown["deadlines"]] == ["acknowledge", "resolve"]


def test_every_write_says_what_changed_and_what_comes_next(run: Run, opened: str) -> None:
    result = run("ack")
    assert result.stdout == f"{opened}  SEV2  OPEN → ACKNOWLEDGED  MTTA 0s\n"
    assert result.stderr == f"next: revenant transition {opened[-5:]} INVESTIGATING\n"


def test_a_dry_run_shows_the_change_and_writes_nothing(run: Run, opened: str) -> None:
    before = run("show", "--json").stdout
    for words in (["ack"], ["note", "x"], ["severity", "SEV1"], ["open", "another"]):
        assert run(*words, "--dry-run", user=LEA).stdout.startswith("would record: ")
    assert run("show", "--json").stdout == before


def test_other_words_about_an_incident_are_kept(run: Run, opened: str) -> None:
    done(run("assign", "--commander", LEA, "--responder", "me", "--communications", ANA, "--json"))
    done(run("update", "--title", "Checkout: half fail", "--tag", "db", "--json"))
    done(run("link", "ticket", "OPS-481", "--json"))
    done(run("effort", "1h30m", "--json"))
    done(run("follow-up", "Cap the pool", "--owner", "platform", "--json"))
    it = done(run("impact", "--from", "30 min ago", "--to", "10 min ago", "--bad-ratio", "0.2", "--json"))
    assert (it["commander"], it["communications"], it["responders"]) == (LEA, ANA, [BEN])
    assert (it["title"], it["tags"], it["effort_minutes"]) == ("Checkout: half fail", ["db"], 90)
    assert it["links"][0]["target"] == "OPS-481"
    assert (it["started_at"], it["impacts"][0]["bad_ratio"]) == ("2026-11-23T11:30:00Z", 0.2)
    assert it["follow_ups"][0]["owner"] == "platform"


def test_what_was_retracted_no_longer_counts(run: Run, opened: str) -> None:
    resolved = done(run("resolve", "--json"))["events"][-1]["id"]
    it = done(run("retract", opened, resolved, "--reason", "wrong incident", "--json"))
    assert (it["status"], it["resolved_at"]) == ("OPEN", None)


def test_a_note_is_read_from_standard_input(run: Run, opened: str) -> None:
    it = done(run("note", opened, "-", "--json", stdin="line one\nline two\n"))
    assert it["events"][-1]["text"] == "line one\nline two"


def test_two_events_of_one_second_keep_their_order(run: Run, opened: str) -> None:
    for number in range(12):
        done(run("note", f"note {number}", "--json"))
    texts = [event["text"] for event in run("show", "--json").json["events"][1:]]
    assert texts == [f"note {number}" for number in range(12)]


def test_a_status_follows_another_that_was_moved_into_its_second(run: Run, opened: str, clock: Clock) -> None:
    """The ids of one second must grow past events that an amendment brought there."""
    clock.advance("10 min")
    ack = done(run("ack", "--json"))["events"][-1]["id"]
    done(run("amend", opened, ack, "--set", "at=5 min ago", "--json"))
    it = done(run("mitigate", "--at", "5 min ago", "--json"))
    assert [event["type"] for event in it["events"]][:3] == [
        "INCIDENT_OPENED", "INCIDENT_STATUS_CHANGED", "INCIDENT_STATUS_CHANGED",
    ]  # fmt: skip
    assert (it["status"], it["contested"]) == ("MITIGATED", False)


def test_a_clock_that_runs_behind_never_reorders_the_record(run: Run, opened: str, clock: Clock) -> None:
    clock.advance("10 min")
    done(run("ack", "--json"))
    clock.now = clock.now.replace(hour=11)
    result = run("mitigate", "--json")
    assert "behind the record" in result.stderr
    it = done(result)
    assert (it["status"], it["contested"], it["mitigated_at"]) == ("MITIGATED", False, "2026-11-23T12:10:00Z")
