"""Reading runbooks: native ones exactly, legacy ones as far as they can be understood."""

from __future__ import annotations

import tarfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from revenant.core.frontmatter import front_rows
from revenant.core.outline import Fence
from revenant.runbooks.document import Category, Section
from revenant.runbooks.reading import alert_of, stem
from revenant.runbooks.steps import commands
from revenant.store.frontmatter import split_rows
from tests.runbooks.making import NATIVE, runbook


def test_a_native_runbook_says_all_of_itself() -> None:
    found = runbook(NATIVE)
    assert (found.id, found.title, found.is_native) == ("postgres-replication-lag", "Postgres replication lag", True)
    assert [passage.kind for passage in found.passages] == list(Section)
    assert found.matter
    assert found.matter.inputs[0].name == "REPLICA"
    assert [(claim.alert, claim.is_exact) for claim in found.claims] == [
        ("PostgresReplicationLagHigh", True),
        ("PostgresLag*", False),
    ]


def test_its_steps_have_category_labels_and_commands() -> None:
    measure, switch = runbook(NATIVE).steps
    assert (measure.id, measure.title, measure.category) == ("D1", "Measure the lag", Category.INFO_ONLY)
    assert (measure.section, switch.section) == (Section.DIAGNOSIS, Section.MITIGATION)
    assert (switch.line, switch.end, switch.category) == (24, 32, Category.RISKY)
    stop = switch.label("stop IF")
    assert stop
    assert (stop.text, stop.line) == ("the lag is above 5 min", 26)
    assert switch.fences[0].rows == ("patronictl switchover --candidate $REPLICA",)


@pytest.mark.parametrize(
    ("heading", "category"),
    [("X - RISKY", "RISKY"), ("X – safe_reversible", "SAFE_REVERSIBLE"), ("X: INFO_ONLY", "INFO_ONLY"), ("X", None)],
)
def test_the_category_is_read_however_the_dash_is_typed(heading: str, category: str | None) -> None:
    (step,) = runbook(f"---\nschema: revenant/runbook@1\n---\n## Mitigation\n### M1. {heading}\n").steps
    assert step.category is (Category(category) if category else Category.UNCLASSIFIED)
    assert step.title == "X"


def test_a_legacy_runbook_has_candidate_steps_of_its_code() -> None:
    text = "# Disk\n## Troubleshooting\n1. First. Look at it:\n\n   ```\n   $ df -h\n   / 99%\n   ```\n"
    text += "\n```yaml\na: 1\n```\n"
    (step,) = runbook(text, "docs/Disk.md").steps
    assert (step.id, step.title, step.category, step.is_candidate) == ("D1", "Look at it", Category.UNCLASSIFIED, True)
    assert step.category.is_risky
    assert commands(step.fences[0]) == ("df -h",)


def test_prompts_go_and_what_follows_them_is_output() -> None:
    fence = Fence("console", 1, 2, 6, ("$ kubectl get pods \\", "    -n shop", "NAME READY", "root@db:~# ls", "a b"))
    assert commands(fence) == ("kubectl get pods \\", "    -n shop", "ls")
    assert commands(Fence("bash", 1, 2, 3, ("a", "", "b"))) == ("a", "b")


def test_many_runbooks_in_one_file_claim_their_alerts() -> None:
    text = "# Playbooks\n## Alerts\n### CortexIngesterDown\ntext\n### `CortexRulerFailed`\ntext\n## Contacts\n"
    found = runbook(text, "docs/playbooks.md")
    assert [(claim.alert, claim.line, claim.anchor) for claim in found.claims] == [
        ("CortexIngesterDown", 3, "cortexingesterdown"),
        ("CortexRulerFailed", 5, "cortexrulerfailed"),
    ]


@pytest.mark.parametrize(
    ("heading", "alert"),
    [("Alert Name: KubePodCrashLooping", "KubePodCrashLooping"), ("`etcdNoLeader`", "etcdNoLeader"), ("Overview", "")],
)
def test_a_heading_may_name_an_alert(heading: str, alert: str) -> None:
    assert alert_of(heading) == alert


def test_a_file_is_called_without_what_says_that_it_is_markdown() -> None:
    assert [stem(name) for name in ("a/b.md", "b.html.md.erb", "b.markdown", "b.c.md")] == ["b", "b", "b", "b.c"]


@pytest.mark.parametrize(
    ("text", "size"), [("# x", 0), ("---\na: 1\n---\n", 3), ("---\na: 1\n...\n", 3), ("---\na: 1\n", None), ("", 0)]
)
def test_front_matter_begins_and_ends(text: str, size: int | None) -> None:
    assert front_rows(split_rows(text.encode())) == size


@pytest.mark.parametrize(
    ("head", "complaint"),
    [
        ("a: 1\na: 2", "stands here twice"),
        ("b: &x [1]\na: *x", "alias"),
        ("- a", "no list of keys"),
        ("a: [", "did not find expected node"),
    ],
)
def test_front_matter_that_cannot_be_read_is_one_complaint(head: str, complaint: str) -> None:
    found = runbook(f"---\n{head}\n---\n# Title\n").head
    assert not found.is_readable
    (said,) = found.complaints
    assert complaint in said.message
    assert 2 <= said.line <= 4


def test_values_that_do_not_fit_are_complaints_of_their_own() -> None:
    found = runbook("---\nschema: revenant/runbook@1\nstatus: maybe\ninputs:\n- {name: 1x}\n---\n").head
    assert found.is_readable
    assert found.is_native
    assert found.matter is None
    assert [complaint.line for complaint in found.complaints] == [3, 5]


@given(st.text(max_size=400))
def test_any_text_can_be_read(text: str) -> None:
    found = runbook(text.encode(errors="replace").decode())
    assert all(1 <= step.line <= step.end + 1 for step in found.steps)


@pytest.mark.data
def test_a_corpus_in_use_is_read_whole(shared_data: Path) -> None:
    """Sections as the research note counted them: 96, 97, 96 and 95 % of 108 files."""
    with tarfile.open(shared_data / "runbooks" / "prometheus-operator.tar.gz") as archive:
        files = [member for member in archive if member.isfile() and member.name.endswith(".md")]
        texts = {member.name: archive.extractfile(member) for member in files}
        found = [runbook(file.read().decode(), name) for name, file in texts.items() if file]
    runbooks = [each for each in found if not each.is_index]
    assert len(runbooks) == 108
    shares = [round(100 * sum(kind in each.sections for each in runbooks) / 108) for kind in Section]
    assert shares == [96, 97, 96, 95, 0]
    assert all(stem(each.path) in [claim.alert for claim in each.claims] for each in runbooks)
