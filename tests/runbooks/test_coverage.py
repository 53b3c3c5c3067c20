"""Which alerts have a runbook, by what, and what is suggested where addresses cannot be checked."""

from __future__ import annotations

from revenant.core.settings import RunbookSettings
from revenant.runbooks.alerts import AlertRule
from revenant.runbooks.coverage import By, Coverage, Root, cover_alerts
from revenant.runbooks.links.blobs import own_blob, remote_names
from revenant.runbooks.links.following import Outcome, Reason, State
from tests.runbooks.making import runbook

DISK = runbook("---\nalerts: [DiskFull]\n---\n# Disks\n", "content/runbooks/node/disk.md")
VOLUMES = runbook('---\nalerts: ["Volume*"]\n---\n# Volumes\n', "content/runbooks/node/volumes.md")
NODE = runbook("# NodeDown\n", "content/runbooks/node/NodeDown.md")
GUIDE = runbook("# How we work\n", "content/runbooks/guide.md")
OLD = runbook("---\nalerts: [Gone]\nstatus: deprecated\n---\n# Old\n", "content/runbooks/old.md")
ALL = [DISK, VOLUMES, NODE, GUIDE, OLD]


def alert(name: str, url: str = "", severity: str = "warning") -> AlertRule:
    return AlertRule(name, "rules.yaml", 1, 1, severity, url, "runbook_url" if url else "")


def cover(*alerts: AlertRule, outcome: Outcome | None = None, **settings: object) -> Coverage:
    told = outcome or Outcome(State.UNCHECKED, reason=Reason.EXTERNAL)
    return cover_alerts(alerts, ALL, RunbookSettings(**settings), lambda url: told)  # type: ignore[arg-type]


def test_by_what_an_alert_has_its_runbook() -> None:
    found = cover(alert("DiskFull"), alert("VolumeSlow"), alert("CpuHot"), alert("NodeDown"))
    assert [it.by for it in found.covers] == [By.NAME, By.GLOB, By.NONE, By.NAME]
    at = Outcome(State.FOUND, GUIDE.path)
    assert [(it.by, it.runbook) for it in cover(alert("DiskFull", "x"), outcome=at).covers] == [(By.URL, GUIDE.path)]


def test_a_dead_address_falls_back_to_the_name_and_stays_dead() -> None:
    (one,) = cover(alert("DiskFull", "x"), outcome=Outcome(State.MISSING, "nowhere")).covers
    assert (one.by, one.is_dead, one.is_missing) == (By.NAME, True, False)


def test_what_cannot_be_checked_is_neither_covered_nor_missing() -> None:
    found = cover(alert("CpuHot", "https://wiki/x"), alert("CpuCold", "https://wiki/{{ $labels.x }}"))
    assert (found.covered, found.names(missing=True)) == ([], [])
    assert found.unchecked == {Reason.EXTERNAL: 1, Reason.TEMPLATED: 1}


def test_an_alert_with_two_rules_counts_once() -> None:
    found = cover(alert("CpuHot"), alert("CpuHot", severity="Critical"), alert("DiskFull"), alert("DiskFull"))
    assert (found.names(), found.covered) == (["CpuHot", "DiskFull"], ["DiskFull"])
    assert found.names(missing=True, paging=True) == ["CpuHot"]
    assert cover(alert("CpuHot", severity="critical"), paging=["sev1"]).names(paging=True) == []


def test_runbooks_no_alert_reaches() -> None:
    assert cover(alert("DiskFull")).unreached == [VOLUMES, NODE]
    assert cover(alert("DiskFull"), external_alerts=["Vol*"]).unreached == [NODE]


def test_the_root_that_would_let_most_addresses_be_checked() -> None:
    site = "https://runbooks.example.com/all"
    found = cover(
        alert("DiskFull", f"{site}/node/disk/"), alert("NodeDown", f"{site}/node/nodedown#x"), alert("A", site)
    )
    assert found.root == Root(f"{site}/", "content/runbooks", 2)
    assert cover(alert("Other", f"{site}/node/disk")).root is None


def test_own_files_on_github_and_gitlab() -> None:
    names = remote_names(["git@github.com:Acme/ops.git", "https://user:pw@gitlab.com/acme/sub/ops.git", "/srv/x", "x:"])
    assert names == {"github.com/acme/ops", "gitlab.com/acme/sub/ops"}
    shown = own_blob("https://github.com/acme/OPS/blob/main/docs/a%20b.md?plain=1#Fix", names)
    assert shown == (("docs/a b.md", "a b.md"), "fix", True)
    lab = own_blob("https://gitlab.com/acme/sub/ops/-/blob/feature/x/docs/a.md", names)
    assert lab == (("x/docs/a.md", "docs/a.md", "a.md"), "", False)
    assert own_blob("https://raw.githubusercontent.com/acme/ops/main/a.md", names) == (("a.md",), "", True)
    for url in ("https://github.com/acme/other/blob/main/a.md", "https://github.com/acme/ops/issues/1", "x"):
        assert own_blob(url, names) is None
