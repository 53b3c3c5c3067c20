"""Changes on the command line: recorded, imported once, listed, linked, and named by `open` and `show`."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import ANA, Clock, Run, git


def recorded(run: Run, summary: str, *options: str, service: str = "checkout") -> str:
    result = run("change", "record", summary, "--service", service, *options, "--json")
    assert result.exit_code == 0, result.stderr
    return str(result.json["id"])


def suspected(run: Run, incident: str, *options: str) -> list[dict[str, Any]]:
    return list(run("show", incident, *options, "--json").json["suspected_changes"])


@pytest.fixture
def deployed(run: Run) -> str:
    """A deployment of checkout, twelve minutes ago."""
    return recorded(run, "Halve the pool", "--version", "41", "--at", "12 min ago", "-e", "production")


# --- recording and listing ------------------------------------------------------------------


def test_a_change_is_one_line_and_one_commit(run: Run, workspace: Path) -> None:
    result = run("change", "record", "Halve the pool", "--service", "checkout", "--version", "41", "-e", "production")
    assert result.stdout[8:] == "  deployment 41 of checkout in production: Halve the pool\n"
    text = (workspace / "changes" / "2026" / "11" / "23.yaml").read_text()
    assert text == (
        "schema: revenant/changes@1\nchanges:\n"
        f"- {{id: {result.stdout[:8]}, at: 2026-11-23T12:00:00Z, kind: deployment, service: checkout, "
        'environment: production, by: ben@example.com, summary: Halve the pool, version: "41"}\n'
    ).replace(f"id: {result.stdout[:8]}", text[text.index("id: ") : text.index(", at")])
    assert git(workspace, "log", "-1", "--format=%s").startswith(f"Change {result.stdout[:8]}: deployment of checkout")
    assert git(workspace, "status", "--porcelain") == ""


def test_a_change_made_earlier_says_when_it_was_recorded(run: Run, clock: Clock) -> None:
    late = run("change", "record", "x", "--service", "web", "--at", "2026-11-20T08:00:00Z", "--json").json
    assert (late["at"], late["recorded"]) == ("2026-11-20T08:00:00Z", "2026-11-23T12:00:00Z")
    assert run("change", "record", "x", "--service", "web", "--at", "2026-11-23T12:00:01Z").exit_code == 3


def test_a_dry_run_writes_nothing(run: Run, workspace: Path) -> None:
    result = run("change", "record", "x", "--service", "web", "--dry-run")
    assert result.stdout.startswith("would record: ")
    assert not (workspace / "changes").exists()


def test_no_commit_leaves_it_to_the_next_one(run: Run, workspace: Path) -> None:
    recorded(run, "x", "--no-commit")
    assert "changes/" in git(workspace, "status", "--porcelain")
    assert run("commit").exit_code == 0
    assert git(workspace, "status", "--porcelain") == ""


def test_a_rollback_names_what_it_takes_back_and_where(run: Run, deployed: str) -> None:
    back = run("change", "record", "Back to 40", "--service", "checkout", "--rollback-of", deployed[:6], "--json").json
    assert (back["rollback_of"], back["environment"]) == (deployed, "production")
    other = run("change", "record", "x", "--service", "web", "--rollback-of", deployed)
    assert (other.exit_code, "not of web" in other.stderr) == (3, True)


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (["x"], 2),
        (["x", "--service", " "], 3),
        ([" ", "--service", "web"], 3),
        (["x", "--service", "web", "--kind", "rain"], 3),
        (["x", "--service", "web", "--status", "gone"], 3),
        (["x", "--service", "web", "--rollback-of", "00000000"], 3),
        (["x" * 60_000, "--service", "web"], 3),
    ],
)
def test_what_makes_no_change_is_refused(run: Run, workspace: Path, words: list[str], code: int) -> None:
    assert run("change", "record", *words).exit_code == code
    assert not (workspace / "changes").exists()


def test_a_name_nobody_knows_is_recorded_with_a_warning(run: Run) -> None:
    result = run("change", "record", "x", "--service", "chekout")
    assert result.exit_code == 0
    assert "'chekout' is not in services.yaml" in result.stderr


def test_the_list_filters(run: Run, deployed: str) -> None:
    recorded(run, "Flag off", "--kind", "flag", service="payments")
    recorded(run, "Old", "--at", "3 days ago")

    def listed(*options: str) -> list[str]:
        return [each["summary"] for each in run("change", "list", *options, "--json").json]

    assert listed() == ["Old", "Halve the pool", "Flag off"]
    assert listed("--service", "checkout") == ["Old", "Halve the pool"]
    assert listed("--service", "checkout", "--service", "payments", "--since", "1 day ago") == [
        "Halve the pool",
        "Flag off",
    ]
    assert listed("--until", "1 day ago") == ["Old"]
    assert listed("--kind", "FLAG") == ["Flag off"]
    assert listed("-e", "production") == ["Halve the pool"]
    assert "No change matches" in run("change", "list", "--service", "web").stdout
    assert deployed in run("change", "list").stdout


# --- near an incident -----------------------------------------------------------------------


def test_opening_names_the_changes_that_stand_near(run: Run, deployed: str) -> None:
    result = run("open", "Errors", "--service", "checkout")
    assert f"suspected: {deployed}  deployment 41 of checkout in production: Halve the pool" in result.stderr
    assert "12m 00s before, same service" in result.stderr
    assert f"revenant change link {deployed} --verdict confirmed" in result.stderr
    assert len(result.stdout.splitlines()) == 1
    again = run("open", "Errors", "--service", "web", "--json").json["suspected_changes"]
    assert [(each["id"], each["reason"]) for each in again] == [(deployed, "12m 00s before, dependency of web")]


def test_showing_names_them_until_somebody_has_spoken(run: Run, deployed: str, opened: str) -> None:
    assert [each["lag_seconds"] for each in suspected(run, opened)] == [720]
    assert "suspected" in run("show", opened).stdout
    for verdict in ("suspected", "declared", "confirmed", "refuted"):
        assert run("change", "link", deployed[:7], "--verdict", verdict, "--reason", "why").exit_code == 0
        assert verdict in run("show", opened).stdout
        assert suspected(run, opened) == []
    linked = run("show", opened, "--json").json["changes"]
    assert [each["verdict"] for each in linked] == ["suspected", "declared", "confirmed", "refuted"]
    assert linked[-1]["summary"] == "deployment 41 of checkout in production: Halve the pool"
    assert linked[-1]["changed_at"] == "2026-11-23T11:48:00Z"
    assert "12m 00s before: why" in run("show", opened).stdout


def test_link_declares_a_change(run: Run, deployed: str, opened: str) -> None:
    result = run("link", opened, "--change", deployed)
    assert "(declared)" in result.stdout
    assert run("link", "--change", deployed).exit_code == 3
    assert run("link", opened, "related", "--change", deployed).exit_code == 2
    assert run("link", opened).exit_code == 2
    assert run("lint").exit_code == 0


def test_an_incident_that_names_no_service_suspects_nothing(run: Run, deployed: str) -> None:
    assert "suspected" not in run("open", "Errors").stderr


def test_the_window_is_the_workspaces(run: Run, workspace: Path, opened: str) -> None:
    early = recorded(run, "Early", "--at", "5 h ago")
    assert suspected(run, opened) == []
    settings = workspace / "revenant.yaml"
    settings.write_text(settings.read_text() + "changes: {window: 6h}\n")
    assert [each["id"] for each in suspected(run, opened)] == [early]


def test_the_window_reaches_over_midnight(run: Run, clock: Clock) -> None:
    late = recorded(run, "Late", "--at", "2026-11-22T23:50:00Z")
    run("open", "Night", "--service", "checkout", "--at", "2026-11-23T00:05:00Z")
    assert [each["id"] for each in suspected(run, "INC")] == [late]


def test_as_of_asks_the_changes_of_then(run: Run, workspace: Path, opened: str) -> None:
    before = git(workspace, "rev-parse", "HEAD").strip()
    recorded(run, "Told later", "--at", "5 min ago")
    assert len(suspected(run, opened)) == 1
    assert suspected(run, opened, "--as-of", before) == []
    assert len(suspected(run, opened, "--as-of", "HEAD")) == 1


def test_ids_resolve_by_part_and_complete(
    run: Run, deployed: str, monkeypatch: pytest.MonkeyPatch, workspace: Path
) -> None:
    assert run("change", "link", "zzzzzzzz").exit_code == 3
    unknown = run("change", "link", "INC", "zzzzzzzz")
    assert "no incident" in unknown.stderr or "no change" in unknown.stderr
    recorded(run, "another")
    run("open", "x")
    everything = run("change", "link", "INC", "")
    assert (everything.exit_code, "no change matches" in everything.stderr) == (3, True)
    from revenant.store.change_ids import latest_ids

    assert deployed in latest_ids(workspace, "", 50)
    assert latest_ids(workspace, deployed[2:6], 50) == [deployed]
    assert len(latest_ids(workspace, "", 1)) == 1


# --- importing ------------------------------------------------------------------------------


def signals(*rows: dict[str, Any] | str) -> str:
    return "".join(f"{row if isinstance(row, str) else json.dumps(row)}\n" for row in rows)


EVENT = {"id": "d-1", "at": "2026-11-23T11:40:00.5Z", "kind": "event", "service": "checkout", "name": "Deploy 41"}


def test_signals_are_brought_in_once(run: Run, workspace: Path) -> None:
    rows = signals(
        EVENT, EVENT | {"id": "d-2", "kind": "alert"}, "{nonsense", "", EVENT | {"id": "d-3", "service": "web"}
    )
    before = int(git(workspace, "rev-list", "--count", "HEAD"))
    first = run("change", "import", "signals", "-", "--json", stdin=rows)
    assert [each["summary"] for each in first.json["imported"]] == ["Deploy 41", "Deploy 41"]
    assert [each["source"] for each in first.json["skipped"]] == ["signal/d-2", "stdin:3"]
    assert int(git(workspace, "rev-list", "--count", "HEAD")) == before + 1
    again = run("change", "import", "signals", "-", stdin=rows)
    assert "recorded already" in again.stdout
    assert int(git(workspace, "rev-list", "--count", "HEAD")) == before + 1
    assert run("lint").exit_code == 0


def test_a_dry_run_of_an_import_writes_nothing(run: Run, workspace: Path) -> None:
    result = run("change", "import", "signals", "-", "--dry-run", stdin=signals(EVENT))
    assert "Would be imported" in result.stdout
    assert not (workspace / "changes").exists()


def test_nothing_but_nonsense_is_an_error(run: Run) -> None:
    refused = run("change", "import", "signals", "-", stdin="nonsense\n" + "[" * 5000)
    assert (refused.exit_code, "error: none of the 2 rows could be read" in refused.stderr) == (3, True)
    assert run("change", "import", "signals", "-", stdin="").exit_code == 0
    assert run("change", "import", "signals", "no-such-file").exit_code == 3


@pytest.fixture
def code(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The repository of checkout: two tags and a merge."""
    folder = tmp_path / "code"
    git(tmp_path, "init", "-q", "-b", "main", str(folder))
    git(folder, "config", "user.name", "Kim")
    git(folder, "config", "user.email", "kim@example.com")
    for role in ("AUTHOR", "COMMITTER"):
        monkeypatch.setenv(f"GIT_{role}_DATE", "2026-11-23T11:50:00Z")
    git(folder, "commit", "-q", "--allow-empty", "-m", "First \x1b[31m{a: b}")
    git(folder, "tag", "v1.0")
    git(folder, "switch", "-q", "-c", "feature")
    git(folder, "commit", "-q", "--allow-empty", "-m", "A feature")
    git(folder, "switch", "-q", "main")
    git(folder, "merge", "-q", "--no-ff", "-m", "Merge the feature", "feature")
    git(folder, "tag", "-a", "-m", "Release 1.1", "v1.1")
    git(folder, "tag", "nightly")
    for role in ("AUTHOR", "COMMITTER"):
        monkeypatch.delenv(f"GIT_{role}_DATE")
    return folder


def test_tags_and_merges_are_brought_in_once(run: Run, workspace: Path, code: Path) -> None:
    words = [
        "change",
        "import",
        "git",
        "../code",
        "--service",
        "checkout",
        "--tags",
        "v*",
        "--merges",
        "-e",
        "production",
    ]
    first = run(*words, "--json").json
    assert sorted(each["version"] or each["summary"] for each in first["imported"]) == [
        "Merge the feature",
        "v1.0",
        "v1.1",
    ]
    assert {each["environment"] for each in first["imported"]} == {"production"}
    again = run(*words, "--json").json
    assert (again["imported"], len(again["skipped"])) == ([], 3)
    assert "\x1b" not in run("change", "list").stdout
    assert run("lint").exit_code == 0
    assert str(code) not in (workspace / "changes" / "2026" / "11" / "23.yaml").read_text()


def test_two_people_who_bring_in_the_same_tags_have_each_once(run: Run, code: Path, workspace: Path) -> None:
    words = ("change", "import", "git", "../code", "--service", "checkout")
    run(*words)
    log = workspace / "changes" / "2026" / "11" / "23.yaml"
    mine = log.read_text().splitlines(keepends=True)
    git(workspace, "reset", "-q", "--hard", "HEAD~1")
    run(*words, user=ANA)
    log.write_text(log.read_text() + "".join(mine[2:]))
    assert len(run("change", "list", "--json").json) == 3
    assert run("lint").exit_code == 0


def test_a_repository_that_is_none_is_named(run: Run, tmp_path: Path) -> None:
    result = run("change", "import", "git", str(tmp_path / "nowhere"), "--service", "checkout")
    assert (result.exit_code, "not inside a git repository" in result.stderr) == (3, True)


# --- without a window -----------------------------------------------------------------------


def test_without_a_window_the_latest_deployment_is_suspected_however_old(
    run: Run, workspace: Path, clock: Clock
) -> None:
    settings = workspace / "revenant.yaml"
    settings.write_text(settings.read_text() + "changes: {window: none}\n")
    recorded(run, "Older")
    clock.advance("1 day")
    old = recorded(run, "Old")
    recorded(run, "A flag", "--kind", "flag")
    clock.advance("40 days")
    run("open", "Checkout fails", "--service", "checkout")
    incident = run("list", "--json").json[0]["id"]
    (only,) = suspected(run, incident)
    assert only["id"] == old
    run("change", "link", old, "--verdict", "refuted")
    assert suspected(run, incident) == []


@pytest.mark.parametrize("window", ["sometimes", "None", "4", ""])
def test_a_window_that_is_none_is_refused_with_what_it_may_be(run: Run, workspace: Path, window: str) -> None:
    settings = workspace / "revenant.yaml"
    settings.write_text(settings.read_text() + f"changes: {{window: '{window}'}}\n")
    found = run("lint", "revenant.yaml")
    assert found.exit_code == 1
    assert "a duration such as 4h, or none" in found.stdout


def test_a_window_longer_than_all_time_is_no_bug(run: Run, workspace: Path) -> None:
    settings = workspace / "revenant.yaml"
    settings.write_text(settings.read_text() + "changes: {window: 999999w}\n")
    change = recorded(run, "Old", "--at", "2026-11-01T00:00:00Z")
    incident = run("open", "Checkout fails", "--service", "checkout", "--json").json["id"]
    assert [each["id"] for each in suspected(run, incident)] == [change]
    assert run("report", "changes").exit_code == 0
