"""Where links lead: no link is called broken that some renderer or site generator would follow."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from revenant.core.settings import RunbookSettings
from revenant.runbooks.links.anchors import declared_addresses
from revenant.runbooks.links.following import Follower, Outcome, Reason, State
from tests.runbooks.making import runbook
from tests.runbooks.trees import MemoryTree

FILES = {
    "README.md": "",
    "docs/runbooks/disk.md": "# Disk\n",
    "docs/runbooks/Node/NodeDown.md": "# NodeDown\n## Fix it\n",
    "docs/runbooks/Node/README.md": "# Nodes\n",
    "docs/runbooks/erb.html.md.erb": "",
    "docs/runbooks/01-intro.mdx": "",
    "docs/runbooks/french.fr.md": "",
    "docs/runbooks/upgrade-1.27.md": "",
    "docs/runbooks/graph.png": "",
    "docs/static/images/x.png": "",
    "docs/index.md": "# Docs\n",
    "docs/_jobs/job.md": "",
    "source/images/logo.png": "",
    "wiki/Home.md": "",
    "wiki/ops/Restart-it.md": "",
}


def follow(
    target: str, source: str = "docs/runbooks/disk.md", *, is_image: bool = False, **settings: object
) -> Outcome:
    made = RunbookSettings(folder="docs/runbooks", **settings)  # type: ignore[arg-type]
    return Follower(MemoryTree(FILES), made).follow(target, source, is_image=is_image)


@pytest.mark.parametrize(
    ("target", "path"),
    [
        ("disk.md", "docs/runbooks/disk.md"),
        ("./disk.md?plain=1#disk", "docs/runbooks/disk.md"),
        ("%64isk.md", "docs/runbooks/disk.md"),
        ("Node/NodeDown.md", "docs/runbooks/Node/NodeDown.md"),
        ("Node/NodeDown", "docs/runbooks/Node/NodeDown.md"),
        ("Node/NodeDown.html#fix-it", "docs/runbooks/Node/NodeDown.md"),
        ("node/nodedown/", "docs/runbooks/Node/NodeDown.md"),
        ("../node/nodedown/#fix-it", "docs/runbooks/Node/NodeDown.md"),
        ("../disk/", "docs/runbooks/disk.md"),
        ("Node", "docs/runbooks/Node"),
        ("Node/#nodes", "docs/runbooks/Node"),
        ("erb.html", "docs/runbooks/erb.html.md.erb"),
        ("erb", "docs/runbooks/erb.html.md.erb"),
        ("erb.html.md", "docs/runbooks/erb.html.md.erb"),
        ("intro", "docs/runbooks/01-intro.mdx"),
        ("french", "docs/runbooks/french.fr.md"),
        ("upgrade-1.27", "docs/runbooks/upgrade-1.27.md"),
        ("../jobs/job", "docs/_jobs/job.md"),
        ("../images/x.png", "docs/static/images/x.png"),
        ("../..", "."),
        ("/runbooks/disk/", "docs/runbooks/disk.md"),
        ("/docs/runbooks/disk.md", "docs/runbooks/disk.md"),
        ("Node/NodeDown.md#L12", "docs/runbooks/Node/NodeDown.md"),
        ("#", "docs/runbooks/disk.md"),
        ("#top", "docs/runbooks/disk.md"),
    ],
)
def test_found(target: str, path: str) -> None:
    outcome = follow(target)
    assert (outcome.state, outcome.path) == (State.FOUND, path)


@pytest.mark.parametrize(
    ("target", "near"),
    [
        ("dsk.md", "docs/runbooks/disk.md"),
        ("Disk.md", "docs/runbooks/disk.md"),
        ("Node/nodedown.md", "docs/runbooks/Node/NodeDown.md"),
        ("Node/NodeDwn", "docs/runbooks/Node/NodeDown.md"),
        ("graph.jpg", "docs/runbooks/graph.png"),
        ("../docs/runbooks/graph.png", ""),
    ],
)
def test_missing(target: str, near: str) -> None:
    outcome = follow(target)
    assert (outcome.state, outcome.near) == (State.MISSING, near)


@pytest.mark.parametrize(
    ("target", "reason"),
    [
        ("https://example.com/x", Reason.EXTERNAL),
        ("//example.com/x", Reason.EXTERNAL),
        ("mailto:a@example.com", Reason.EXTERNAL),
        ("slack://channel?id=1", Reason.EXTERNAL),
        ("https://{{ host }}/x", Reason.EXTERNAL),
        ("{{site.baseurl}}/x.md", Reason.TEMPLATED),
        ("%7B%7B%20x%20%7D%7D", Reason.TEMPLATED),
        ("%=%20url%20%", Reason.TEMPLATED),
        ("docs/$labels.type/README.md", Reason.TEMPLATED),
        ("${X}/a.md", Reason.TEMPLATED),
        ("%3Cplaceholder%3E", Reason.TEMPLATED),
        ("@site/docs/x.md", Reason.TEMPLATED),
        ("/nowhere/at/all", Reason.ROOT),
        ("/runbooks/disk/#no-such", Reason.ROOT),
        ("../../../x.md", Reason.OUTSIDE),
        ("../catalogue/things.html", Reason.GENERATED),
        ("graph.png#part", Reason.ANCHOR),
    ],
)
def test_not_checked(target: str, reason: Reason) -> None:
    outcome = follow(target)
    assert (outcome.state, outcome.reason) == (State.UNCHECKED, reason)


def test_a_folder_that_is_not_there_at_all_may_be_cut_off() -> None:
    assert follow("../../pkg/x.go").is_cut
    assert not follow("../sub/x.go").is_cut
    assert follow("pictures/x.png", is_image=True).is_cut
    assert follow("images/logo.png", "source/manual/a/x.md", is_image=True).state is State.FOUND


def test_roots() -> None:
    roots = {"/": "docs/runbooks", "https://runbooks.example.com/all": "docs/runbooks"}
    assert follow("/disk", link_roots=roots).path == "docs/runbooks/disk.md"
    assert follow("/dusk", link_roots=roots).state is State.MISSING
    assert follow("https://RUNBOOKS.example.com/all/node/nodedown#fix-it", link_roots=roots).state is State.FOUND
    assert follow("https://runbooks.example.com/all/nowhere/x", link_roots=roots).state is State.MISSING
    assert follow("https://runbooks.example.com/allx", link_roots=roots).reason is Reason.EXTERNAL
    assert follow("//example.com/disk", link_roots=roots).reason is Reason.EXTERNAL
    assert follow("/../../etc/passwd", link_roots=roots).state is not State.FOUND


def test_ignored_links() -> None:
    assert follow("api/x.md", link_ignore=["api/*"]).reason is Reason.IGNORED


def test_dead_anchors_name_the_nearest() -> None:
    outcome = follow("Node/NodeDown.md#fix-this")
    assert (outcome.state, outcome.anchor, outcome.near) == (State.DEAD_ANCHOR, "fix-this", "fix-it")


def test_pages_of_a_wiki_are_named_from_its_root() -> None:
    assert follow("ops/Restart-it", "wiki/ops/Other.md").state is State.FOUND


def test_addresses_that_pages_declare_are_not_missing() -> None:
    page = runbook("---\ntitle: x\naliases: [/old/disk.html, https://example.com/other/]\nslug: short\n---\n# X\n")
    declared = declared_addresses([page])
    assert declared == {"old/disk", "other", "short"}
    follower = Follower(MemoryTree(FILES), RunbookSettings(folder="docs/runbooks"), lambda: declared)
    assert follower.follow("short", "docs/runbooks/disk.md").reason is Reason.GENERATED
    assert follower.follow("shirt", "docs/runbooks/disk.md").state is State.MISSING


def test_a_target_that_is_no_address_is_missing() -> None:
    assert follow("www.example.com/x").state is State.MISSING


@given(st.text(max_size=60), st.sampled_from(sorted(FILES)))
def test_any_target_has_an_outcome(target: str, source: str) -> None:
    outcome = follow(target, source)
    assert (outcome.reason is not None) == (outcome.state is State.UNCHECKED)


@given(st.sampled_from(sorted(FILES)), st.sampled_from(sorted(FILES)))
def test_a_file_that_is_there_is_always_found(source: str, target: str) -> None:
    up = "../" * source.count("/")
    assert follow(f"{up}{target}", source).state is State.FOUND
