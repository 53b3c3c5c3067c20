"""Rendering and checking: what a reviewer's edit meets, in a real repository."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conftest import LEA, Clock, Run, git


@pytest.fixture
def drafted(run: Run, workspace: Path, opened: str) -> Path:
    """A draft of the open incident's postmortem."""
    return workspace / str(run("postmortem", "draft", opened, "--json").json["path"])


def _edit(path: Path, old: str, new: str) -> None:
    before = path.read_text(encoding="utf-8")
    assert old in before
    path.write_text(before.replace(old, new, 1), encoding="utf-8")


def test_a_draft_is_up_to_date(run: Run, drafted: Path) -> None:
    checked = run("postmortem", "check")
    assert (checked.exit_code, checked.stdout) == (0, "")
    assert "0 problems; checked 1 postmortem" in checked.stderr


def test_a_later_event_makes_it_stale_and_rendering_mends_that_in_one_commit(
    run: Run, workspace: Path, opened: str, drafted: Path, clock: Clock
) -> None:
    _edit(drafted, "## Timeline", "My prose.\n\n## Timeline")
    git(workspace, "commit", "-qam", "prose")
    clock.advance("1 min")
    run("note", opened, "pool exhausted")
    assert "PM004 the region timeline is out of date" in run("postmortem", "check").stdout
    before = drafted.read_text(encoding="utf-8")
    rendered = run("postmortem", "render", opened)
    assert rendered.exit_code == 0, rendered.stderr
    assert "wrote timeline" in rendered.stdout
    after = drafted.read_text(encoding="utf-8")
    assert "pool exhausted" in after
    assert before.split("<!-- revenant:begin timeline")[0] == after.split("<!-- revenant:begin timeline")[0]
    assert run("postmortem", "check").exit_code == 0
    assert git(workspace, "status", "--porcelain") == ""
    assert git(workspace, "log", "-1", "--format=%s").strip() == f"{opened}: postmortem rendered"


def test_an_edited_region_fails_the_check_with_the_way_out(run: Run, opened: str, drafted: Path) -> None:
    _edit(drafted, "| Severity |", "| Harmlessness |")
    checked = run("postmortem", "check")
    assert checked.exit_code == 1
    assert "PM003 the region facts was edited by hand" in checked.stdout
    for word in ("revenant note", f"render {opened[-5:]} --take", "--detach"):
        assert word in checked.stdout
    refused = run("postmortem", "render", opened)
    assert refused.exit_code == 3
    assert "-| Severity |" in refused.stderr
    assert "+| Harmlessness |" in refused.stderr
    assert "--take" in refused.stderr
    assert "| Harmlessness |" in drafted.read_text(encoding="utf-8")


def test_take_overwrites_and_detach_keeps(run: Run, opened: str, drafted: Path) -> None:
    _edit(drafted, "| Severity |", "| Harmlessness |")
    assert run("postmortem", "render", opened, "--take").exit_code == 0
    assert "| Severity |" in drafted.read_text(encoding="utf-8")
    _edit(drafted, "| Severity |", "| Harmlessness |")
    assert run("postmortem", "render", opened, "--detach").stdout.endswith(": detached facts\n")
    text = drafted.read_text(encoding="utf-8")
    assert "| Harmlessness |" in text
    assert "revenant:begin facts" not in text
    assert "revenant:begin timeline" in text
    assert "without facts" in run("postmortem", "render", opened).stdout


def test_one_region_of_two_that_were_edited(run: Run, opened: str, drafted: Path) -> None:
    _edit(drafted, "| Severity |", "| Harmlessness |")
    _edit(drafted, "| at (UTC) | event", "| when | event")
    refused = run("postmortem", "render", opened, "--take", "--region", "facts")
    assert refused.exit_code == 3
    assert "inside of timeline" in refused.stderr
    assert run("postmortem", "render", opened, "--take", "--region", "nothing").exit_code == 3


def test_a_lost_marker_stops_everything(run: Run, opened: str, drafted: Path) -> None:
    _edit(drafted, "<!-- revenant:end facts -->\n", "")
    assert "PM002" in run("postmortem", "check").stdout
    before = drafted.read_bytes()
    for options in ([], ["--take"], ["--detach"]):
        assert run("postmortem", "render", opened, *options).exit_code == 3
    assert drafted.read_bytes() == before


def test_dry_run_and_json_write_nothing(run: Run, opened: str, drafted: Path, clock: Clock) -> None:
    clock.advance("1 min")
    run("note", opened, "x")
    before = drafted.read_bytes()
    (told,) = run("postmortem", "render", opened, "--dry-run", "--json").json
    assert told["changed"]
    assert not told["written"]
    assert {"name": "timeline", "line": told["regions"][1]["line"], "condition": "stale"} in told["regions"] or any(
        each["name"] == "timeline" and each["condition"] == "stale" for each in told["regions"]
    )
    assert drafted.read_bytes() == before


def test_a_merge_of_two_renderings_is_settled_by_take(
    run: Run, workspace: Path, opened: str, drafted: Path, clock: Clock
) -> None:
    for branch, text in (("one", "first"), ("two", "second")):
        git(workspace, "switch", "-q", "-c", branch, "main")
        clock.advance("1 min")
        run("note", opened, text)
        assert run("postmortem", "render", opened).exit_code == 0
    git(workspace, "merge", "-q", "one", check=False)
    assert "<<<<<<<" in drafted.read_text(encoding="utf-8")
    assert run("postmortem", "render", opened).exit_code == 3
    settled = run("postmortem", "render", opened, "--take", "--no-commit")
    assert settled.exit_code == 0, settled.stderr
    text = drafted.read_text(encoding="utf-8")
    assert "<<<<<<<" not in text
    assert "first" in text
    assert "second" in text
    assert run("postmortem", "check").exit_code == 0


def test_a_final_postmortem_is_told_and_not_failed_for_what_happened_since(
    run: Run, opened: str, drafted: Path, clock: Clock
) -> None:
    assert run("postmortem", "status", opened, "final").exit_code == 0
    clock.advance("1 min")
    run("note", opened, "late word")
    checked = run("postmortem", "check")
    assert checked.exit_code == 0
    assert "info PM004" in checked.stdout
    assert run("postmortem", "render", "--json").json == []  # final ones are left alone unless named


@pytest.mark.parametrize("form", ["concise", "json", "github", "gitlab", "sarif", "junit"])
def test_check_speaks_every_format(run: Run, drafted: Path, form: str) -> None:
    _edit(drafted, "| Severity |", "| Harmlessness |")
    checked = run("postmortem", "check", "--format", form)
    assert checked.exit_code == 1
    assert "PM003" in checked.stdout


def test_status_moves_on_and_back_and_keeps_the_day(run: Run, workspace: Path, opened: str, drafted: Path) -> None:
    assert run("postmortem", "status", opened).stdout == f"{opened}  postmortem draft\n"
    moved = run("postmortem", "status", opened, "review")
    assert moved.stdout == f"{opened}  postmortem draft → review\n"
    head = drafted.read_text(encoding="utf-8").split("---")[1]
    assert "status: review" in head
    assert "# draft | review | final" in head
    assert "review_at: '2026-11-23T" in head
    assert run("postmortem", "status", opened, "final").exit_code == 0
    assert "final_at:" in drafted.read_text(encoding="utf-8")
    assert run("postmortem", "status", "draft").exit_code == 0
    assert "final_at:" not in drafted.read_text(encoding="utf-8")
    assert git(workspace, "status", "--porcelain") == ""


def test_what_nobody_has_written_is_said_when_it_becomes_final(run: Run, opened: str, drafted: Path) -> None:
    text = drafted.read_text(encoding="utf-8")
    drafted.write_text(text.replace("## Summary\n", "## Summary\n\nPayments timed out.\n"), encoding="utf-8")
    told = run("postmortem", "status", opened, "final").stderr
    assert "warning: nobody has written Contributing factors; `revenant postmortem lint`" in told


def test_it_is_not_final_while_something_is_open(run: Run, opened: str, drafted: Path) -> None:
    run("action", "add", opened, "Reject small pools")
    _edit(drafted, "| Severity |", "| Harmlessness |")
    refused = run("postmortem", "status", opened, "final")
    assert refused.exit_code == 1
    assert "the region facts was edited by hand" in refused.stderr
    assert "without owner or due date: A1" in refused.stderr


def test_a_draft_on_a_branch_touches_no_file(run: Run, workspace: Path, opened: str) -> None:
    (workspace / "mine.txt").write_text("staged")
    git(workspace, "add", "mine.txt")
    git(workspace, "remote", "add", "origin", "https://user:secret@github.com/example/ops.git")
    made = run("postmortem", "draft", opened, "--branch", "postmortem/checkout")
    assert made.exit_code == 0, made.stderr
    assert "gh pr create --base main --head postmortem/checkout" in made.stderr
    assert "secret" not in made.stderr
    assert git(workspace, "status", "--porcelain") == "A  mine.txt\n"
    assert git(workspace, "rev-parse", "--abbrev-ref", "HEAD").strip() == "main"
    files = git(workspace, "diff", "--name-only", "main", "postmortem/checkout").split()
    assert len(files) == 1
    assert files[0].endswith(f"{opened}.postmortem.md")
    again = run("postmortem", "draft", opened, "--branch", "postmortem/checkout")
    assert again.exit_code == 3
    assert "there is a branch" in again.stderr


@pytest.mark.parametrize("name", ["-x", "a..b", "a b", "--upload-pack=x"])
def test_a_bad_branch_name_is_refused(run: Run, opened: str, name: str) -> None:
    assert run("postmortem", "draft", opened, f"--branch={name}").exit_code == 3


def test_the_list_names_what_is_missing(run: Run, opened: str, drafted: Path, clock: Clock) -> None:
    other = run("open", "Payments down", "--severity", "SEV2", "--json", user=LEA).json["id"]
    clock.advance("1h")
    run("resolve", other)
    clock.advance("1d")
    listed = {each["incident"]: each for each in run("postmortem", "list", "--json").json}
    assert listed[other]["status"] == "missing"
    assert listed[other]["resolved_seconds_ago"] == 86400
    assert listed[opened]["status"] == "draft"
    assert [each["incident"] for each in run("postmortem", "list", "--status", "missing", "--json").json] == [other]
    assert "1 incident without one" in run("postmortem", "list").stdout


def test_a_marker_that_is_gone_is_told_once_and_without_an_empty_line(run: Run, opened: str, drafted: Path) -> None:
    _edit(drafted, "<!-- revenant:end facts -->\n", "")
    checked = run("postmortem", "check")
    assert checked.stdout.count("PM002") == 1
    refused = run("postmortem", "render", opened)
    assert (refused.exit_code, refused.stderr[:7]) == (3, "error: ")


def test_a_conflict_of_two_renderings_is_called_one_and_the_hint_settles_it(
    run: Run, workspace: Path, opened: str, drafted: Path, clock: Clock
) -> None:
    trunk = git(workspace, "branch", "--show-current").strip()
    for branch in ("one", "two"):
        git(workspace, "switch", "-q", "-c", branch, trunk)
        clock.advance("1 min")
        run("note", opened, f"note {branch}")
        run("postmortem", "render", opened)
    with pytest.raises(Exception, match="merge"):
        git(workspace, "merge", "-q", "one", "-m", "both")
    checked = run("postmortem", "check")
    assert checked.exit_code == 1
    assert "edited by hand" not in checked.stdout
    assert f"`revenant postmortem render {opened[-5:]} --take`" in checked.stdout
    assert "--take settles" in run("postmortem", "render", opened).stderr
    assert run("postmortem", "render", opened, "--take").exit_code == 0
    assert run("postmortem", "check").stdout == ""


def test_a_postmortem_without_a_log_is_named_by_its_path(run: Run, workspace: Path, opened: str, drafted: Path) -> None:
    drafted.with_name(f"{opened}.yaml").unlink()
    checked = run("postmortem", "check")
    assert checked.exit_code == 1
    assert checked.stdout.startswith(f"{drafted.relative_to(workspace).as_posix()}: error PM001 there is no incident")
    assert str(workspace) not in checked.stdout


def test_a_final_postmortem_of_a_closed_incident_suggests_nothing(run: Run, opened: str, drafted: Path) -> None:
    run("mitigate", opened)
    run("resolve", opened)
    run("postmortem", "render", opened)
    assert "next: revenant close" in run("postmortem", "status", opened, "final").stderr
    assert run("close", opened).exit_code == 0
    assert run("postmortem", "status", opened).stderr == ""
    told = run("postmortem", "check").stdout
    assert f"`revenant postmortem render {opened[-5:]}` writes it anew" in told


def test_a_dry_run_asks_for_no_name(run: Run, workspace: Path, opened: str, drafted: Path) -> None:
    run("action", "add", opened, "Cap the pool")
    head = git(workspace, "rev-parse", "HEAD")
    git(workspace, "config", "--unset", "user.email")
    for words in (
        ["postmortem", "render", opened],
        ["postmortem", "status", opened, "review"],
        ["action", "add", opened, "Alert on waiting"],
        ["action", "done", opened, "A1"],
        ["action", "edit", opened, "A1", "--due", "2 weeks"],
        ["action", "wontdo", opened, "A1", "--reason", "retired"],
    ):
        done = run(*words, "--dry-run", user=None)
        assert done.exit_code == 0, (words, done.stderr)
    assert run("action", "done", opened, "A1", user=None).exit_code == 3
    assert (git(workspace, "rev-parse", "HEAD"), git(workspace, "status", "--porcelain")) == (head, "")


def test_rendering_nothing_says_so(run: Run, workspace: Path) -> None:
    assert "no postmortem is to be rendered" in run("postmortem", "render").stderr
