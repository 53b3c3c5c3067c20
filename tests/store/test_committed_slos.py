"""What a postmortem says of budgets comes from the last commit, whatever lies in the work tree."""

from __future__ import annotations

from pathlib import Path

from revenant.incidents.snapshot import IncidentSnapshot
from revenant.store.committed_slos import committed_slos
from revenant.store.incidents import IncidentStore
from revenant.store.region_budgets import Charges, over_at
from revenant.store.workspace import find_workspace
from tests.cli.test_slo_status import NAME, ago, measure, promise
from tests.conftest import Run, git


def files(workspace: Path) -> dict[str, str]:
    with committed_slos(find_workspace(workspace)) as found:
        folder = found.root / "slos"
        paths = sorted(path for path in folder.rglob("*") if path.is_file())
        return {path.relative_to(folder).as_posix(): path.read_text(encoding="utf-8") for path in paths}


def commit(workspace: Path) -> None:
    git(workspace, "add", "-A")
    git(workspace, "commit", "-q", "-m", "what was promised")


def test_nothing_is_copied_where_all_is_committed(workspace: Path) -> None:
    promise(workspace)
    commit(workspace)
    known = find_workspace(workspace)
    with committed_slos(known) as found:
        assert found is known


def test_what_differs_does_not_count(workspace: Path) -> None:
    promise(workspace)
    measure(workspace, {5: 10}, days=1)
    commit(workspace)
    before = files(workspace)
    measure(workspace, {5: 99}, days=1)
    promise(workspace, "search-quick", "search")
    (workspace / "slos" / f"{NAME}.yaml").unlink()
    assert files(workspace) == before


def test_what_git_ignores_is_not_committed(workspace: Path) -> None:
    promise(workspace)
    (workspace / ".gitignore").write_text("slos/data/\n")
    commit(workspace)
    measure(workspace, {5: 10}, days=1)
    assert list(files(workspace)) == [f"{NAME}.yaml"]


def test_before_the_first_commit_there_is_nothing(workspace: Path) -> None:
    promise(workspace)
    assert files(workspace) == {}


# --- what is charged ----------------------------------------------------------------------


def cost(workspace: Path, incident: str) -> tuple[IncidentSnapshot, list[str]]:
    found = find_workspace(workspace)
    it = IncidentStore(found, warn=print).get(incident)
    return it, [each.spent for each in Charges(found).of(it)]


def test_an_incident_costs_nothing_that_can_be_told_until_it_is_resolved(run: Run, workspace: Path) -> None:
    promise(workspace)
    measure(workspace, {5: 60})
    commit(workspace)
    it = str(run("open", "x", "-s", "SEV2", "--at", ago(320), "--json").json["id"])
    run("impact", it, "--from", ago(300), "--to", ago(240), "--slo", NAME)
    assert cost(workspace, it)[1] == []
    run("resolve", it, "--at", ago(280))
    resolved, spent = cost(workspace, it)
    assert over_at(resolved) == resolved.impacts[0].ended_at, "users were affected longer than it was worked on"
    assert spent == ["60 (8.4 %)"]


def test_slos_that_cannot_be_read_cost_nothing(run: Run, workspace: Path) -> None:
    it = str(run("open", "x", "-s", "SEV2", "--at", ago(320), "--json").json["id"])
    run("impact", it, "--from", ago(300), "--to", ago(240), "--slo", NAME)
    run("resolve", it)
    promise(workspace)
    (workspace / "slos" / "broken.yaml").write_text("kind: SLO\nspec: [")
    commit(workspace)
    assert cost(workspace, it)[1] == []
