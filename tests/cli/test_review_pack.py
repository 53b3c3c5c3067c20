"""`revenant postmortem review-pack`: one incident, a week of them, a file, and the same bytes every time."""

from __future__ import annotations

from pathlib import Path

from tests.conftest import Clock, Run


def resolved(run: Run, clock: Clock, title: str, severity: str = "SEV2") -> str:
    incident = str(run("open", title, "-s", severity, "--service", "checkout", "--json").json["id"])
    clock.advance("40 min")
    assert run("resolve", incident, "--reason", "rolled back").exit_code == 0
    return incident


def test_one_incident(run: Run, workspace: Path, clock: Clock) -> None:
    incident = resolved(run, clock, "Checkout: errors")
    page = run("postmortem", "review-pack", incident).stdout
    assert f"## {incident}: Checkout: errors" in page
    assert "- [ ] Who writes the postmortem, by when? A SEV2 needs one before it is closed." in page
    assert "OPEN → RESOLVED: rolled back" in page
    assert "### Open questions" not in page
    run("follow-up", incident, "Cache it", "--owner", "shop")
    run("postmortem", "draft", incident)
    page = run("postmortem", "review-pack", incident).stdout
    assert "- [ ] Is it ready for review?" in page
    assert "- [ ] A1 has no due date: whose is it, and by when?" in page
    assert "### Open questions" in page
    assert run("postmortem", "review-pack", incident).stdout == page


def test_a_week_leaves_out_what_nobody_reviews(run: Run, workspace: Path, clock: Clock) -> None:
    old = resolved(run, clock, "Old")
    clock.advance("10 days")
    grave, small = resolved(run, clock, "Grave"), resolved(run, clock, "Small", "SEV4")
    run("open", "Still open", "-s", "SEV1")
    page = run("postmortem", "review-pack", "--since", "7 days ago").stdout
    assert ": 1 incident; 1 more ended in this time" in page
    assert grave in page
    assert old not in page.replace("Similar", "")
    assert small not in page
    data = run("postmortem", "review-pack", "--since", "20 days ago", "--json").json
    assert [each["incident"] for each in data] == [old, grave]
    assert data[1]["decisions"][0].startswith("Who writes the postmortem")


def test_it_is_written_to_a_file_and_nothing_is_committed(run: Run, workspace: Path, clock: Clock) -> None:
    incident = resolved(run, clock, "Checkout: errors")
    done = run("postmortem", "review-pack", incident, "--output", "review.md")
    assert (done.exit_code, done.stdout) == (0, "")
    assert (workspace / "review.md").read_text() == run("postmortem", "review-pack", incident).stdout
    assert run("postmortem", "review-pack", incident, "--output", "no/such/review.md").exit_code == 3


def test_what_is_wrong_is_said(run: Run, workspace: Path, clock: Clock) -> None:
    incident = resolved(run, clock, "Checkout: errors")
    assert run("postmortem", "review-pack").exit_code == 3
    assert run("postmortem", "review-pack", incident, "--since", "7 days ago").exit_code == 2
    path = next((workspace / "incidents").rglob("*.yaml")).with_suffix(".postmortem.md")
    path.write_bytes(b"---\nschema: [\n---\n\xff\n# x\n")
    assert "**Postmortem:** not readable" in run("postmortem", "review-pack", incident).stdout
