"""cState issues become incidents with the page's own times, or are left out with a reason."""

from __future__ import annotations

import io
import tarfile
from datetime import UTC, datetime
from pathlib import Path

import pytest

from revenant.cli.import_.histories import load_yaml
from revenant.core.settings import Imports
from revenant.core.severity import Severity
from revenant.errors import InvalidFileError
from revenant.importers import IMPORTERS, archives
from revenant.importers.batch import Batch, File, Given, Imported, gather
from revenant.importers.decoding import Skipped
from revenant.incidents.lifecycle import Status
from revenant.incidents.measurements import Outcome
from tests.importers.trying import CONTEXT, HERE, bring, by_source, folded, moves, notes, only, outcomes, sound

ISSUE = """\
---
title: Checkout is slow
date: 2026-10-05T10:00:00Z
resolved: true
resolvedWhen: 2026-10-05T11:00:00Z
severity: disrupted
affected: [Checkout]
section: issue
---
We are looking.
"""


def site() -> list[File]:
    folder = HERE / "cstate"
    paths = sorted(folder.rglob("*.md"))
    return [File(path.read_bytes(), f"site/{path.relative_to(folder).as_posix()}") for path in paths]


def page(text: str = ISSUE, name: str = "a.md") -> Batch:
    return bring("cstate", File(text.encode(), name))


def changed(before: str, after: str) -> Imported:
    assert before in ISSUE
    return only(page(ISSUE.replace(before, after)))


def test_a_site_is_its_issues_and_nothing_else() -> None:
    batch = bring("cstate", *site())
    assert list(by_source(batch)) == [
        "cstate:2026-10-05-checkout",
        "cstate:2026-10-06-backwards",
        "cstate:2026-10-07-no-end",
    ]
    assert [(row.source, row.reason.partition(":")[0]) for row in batch.skipped] == [
        ("cstate:2026-10-08-notice", "informational"),
        ("site/content/issues/2026-10-09-broken.md", "its front matter cannot be read"),
    ]
    assert all(sound(found) for found in batch.imported.values())


def test_an_issue_has_its_times_services_and_postings() -> None:
    found = by_source(bring("cstate", *site()))["cstate:2026-10-05-checkout"]
    it = folded(found)
    assert (it.severity, it.services) == (Severity.SEV3, ["checkout-api", "payments-refunds"])
    assert moves(found) == ["11:30 OPEN → RESOLVED"]
    assert notes(found) == ["*Investigating* - Calls take seconds.", "*Monitoring* - The pool is larger."]
    assert found.doubts == ["its track says no zone; UTC was taken"]
    assert outcomes(found)["MTTA"] is Outcome.NOT_APPLICABLE


def test_an_end_before_the_start_stays_and_is_invalid() -> None:
    found = by_source(bring("cstate", *site()))["cstate:2026-10-06-backwards"]
    assert folded(found).resolved_at == datetime(2026, 10, 5, 9, tzinfo=UTC)
    assert outcomes(found)["MTTR"] is Outcome.INVALID
    assert found.doubts == ["it was resolved before it started; its length counts as invalid"]


def test_an_unreadable_end_is_no_end_that_was_made_up() -> None:
    found = by_source(bring("cstate", *site()))["cstate:2026-10-07-no-end"]
    assert (found.title, folded(found).resolved_at) == ("Untitled incident", datetime(2026, 10, 7, 16, tzinfo=UTC))
    assert found.doubts == [
        "its date writes the hour with one digit",
        "severity 'dreadful' is not in the table; SEV3 was assumed",
        "it names nothing affected, so no service",
        "its resolvedWhen 'soon' is not a time, and is left out",
        "it is over, and nothing says since when; the last time known was taken",
        "it has no title",
    ]


def test_without_any_other_time_its_length_says_nothing() -> None:
    found = changed("resolvedWhen: 2026-10-05T11:00:00Z\n", "")
    assert found.in_retrospect
    assert "so its length says nothing" in found.doubts[-1]


@pytest.mark.parametrize(
    ("before", "after", "said", "status"),
    [
        ("resolved: true", "resolved: false", "that it is not; it is open here", Status.OPEN),
        ("resolved: true\n", "", None, Status.RESOLVED),
        ("resolved: true\nresolvedWhen: 2026-10-05T11:00:00Z\n", "", "does not say that it is resolved", Status.OPEN),
        ("resolvedWhen: 2026-10-05T11:00:00Z", "resolvedWhen: 2027-01-01T00:00:00Z", "in the future", Status.RESOLVED),
        ("T10:00:00Z", " 10:00:00", "says no zone; UTC was taken", Status.RESOLVED),
        ("T10:00:00Z", "", "is a day; midnight UTC was taken", Status.RESOLVED),
    ],
)
def test_what_is_assumed_is_said(before: str, after: str, said: str | None, status: Status) -> None:
    found = changed(before, after)
    assert folded(found).status is status
    assert said is None or any(said in doubt for doubt in found.doubts)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (ISSUE.replace("2026-10-05T10:00:00Z", "2031-01-01T10:00:00Z"), "its date lies in the future, and is left out"),
        (ISSUE.replace("2026-10-05T10:00:00Z", "one day"), "its date 'one day' is not a time, and is left out"),
        (ISSUE.replace("date: 2026-10-05T10:00:00Z\n", ""), "it has no date"),
        (ISSUE.replace("section: issue", "section: page"), "its section is 'page', not issue"),
        (ISSUE.replace("section: issue", "draft: true"), "a draft, which the page does not show"),
        ("# Only words\n", "has no front matter between two lines of --- or +++"),
        ("---\n- a\n---\n", "its front matter is no list of keys with values"),
        ("---\na: &x 1\nb: *x\n---\n", "its front matter cannot be read: line 2: an alias"),
        ("+++\na = \n+++\n", "its front matter cannot be read: Invalid value"),
        ("+++\na = " + "[" * 5000 + "\n+++\n", ""),
        ("---\na: " + "[" * 5000 + "\n---\n", "its front matter cannot be read"),
    ],
)
def test_what_cannot_be_an_incident_is_left_out(text: str, reason: str) -> None:
    (row,) = page(text).skipped
    assert reason in row.reason


def test_words_of_the_workspace_come_first() -> None:
    own = CONTEXT._replace(imports=Imports(impact={"Disrupted": Severity.SEV1}, components={"checkout": "shop"}))
    it = folded(only(bring("cstate", File(ISSUE.encode(), "a.md"), context=own)))
    assert (it.severity, it.services) == (Severity.SEV1, ["shop"])


def test_a_page_has_one_name_wherever_its_site_lies() -> None:
    names = ["a.md", "issues/a.md", "/srv/site/content/issues/a.md", "site.tar/x/content/issues/a/index.md"]
    assert {only(page(name=name)).source for name in names} == {"cstate:a"}
    assert only(page(name="content/issues/2026/a.md")).source == "cstate:2026/a"


def test_the_made_up_issues_of_a_theme_are_no_issues_of_the_site() -> None:
    theme = "site/themes/cstate/exampleSite/content/issues/b.md"
    files = [File(ISSUE.encode(), name) for name in ("site/content/issues/a.md", theme)]
    assert list(by_source(bring("cstate", *files))) == ["cstate:a"]
    assert list(by_source(bring("cstate", files[1]))) == ["cstate:b"], "unless they are what was asked for"


def test_pages_of_two_sites_stay_apart() -> None:
    importer, file = IMPORTERS["cstate"], File(ISSUE.encode(), "a.md")
    rows = [row for site in ("one", "two") for row in importer.rows(Given([file], load_yaml, site=site))]
    batch = gather(rows, importer.convert, CONTEXT, {}, [])
    assert list(by_source(batch)) == ["cstate:one/a", "cstate:two/a"]


# --- archives -------------------------------------------------------------------------------


def tar(*members: tuple[str, bytes | str], mode: str = "w:gz") -> bytes:
    """An archive of files, and of links where the content is text: what the link leads to."""
    packed = io.BytesIO()
    with tarfile.open(fileobj=packed, mode=mode) as archive:  # type: ignore[call-overload]
        for name, content in members:
            member = tarfile.TarInfo(name)
            if isinstance(content, str):
                member.type, member.linkname = tarfile.SYMTYPE, content
                archive.addfile(member)
            else:
                member.size = len(content)
                archive.addfile(member, io.BytesIO(content))
    return packed.getvalue()


@pytest.mark.parametrize("mode", ["w", "w:gz"])
def test_an_archive_is_read_in_memory(mode: str) -> None:
    files = [(file.name, file.content) for file in site()]
    batch = bring("cstate", File(tar(*files, mode=mode), "site.tar.gz"))
    assert list(batch.imported) == list(bring("cstate", *site()).imported)


def test_members_that_climb_or_lead_elsewhere_do_no_harm() -> None:
    packed = tar(("../../issues/up.md", ISSUE.encode()), ("issues/link.md", "/etc/passwd"), ("/issues/root.md", b"x"))
    batch = bring("cstate", File(packed, "site.tar"))
    assert list(by_source(batch)) == ["cstate:up"]
    assert [row.reason for row in batch.skipped] == [
        "is a link, a device or a file with holes, which is not followed",
        "has no front matter between two lines of --- or +++",
    ]


def test_a_bomb_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archives, "MAX_BYTES", 2**20)
    with pytest.raises(InvalidFileError, match="holds more than"):
        bring("cstate", File(tar(("issues/a.md", b" " * 2**19), ("b", b" " * 2**20)), "site.tar"))
    monkeypatch.setattr(archives, "MAX_MEMBERS", 3)
    with pytest.raises(InvalidFileError, match="more than 3 files"):
        bring("cstate", File(tar(*((f"issues/{number}.md", b"") for number in range(5))), "site.tar"))


def test_a_cut_off_archive_is_refused() -> None:
    with pytest.raises(InvalidFileError, match="damaged archive"):
        bring("cstate", File(tar(("issues/a.md", b" " * 5000), mode="w")[:3000], "site.tar"))


def test_a_huge_page_is_left_out() -> None:
    (row,) = page(ISSUE + "x" * 2**20).skipped
    assert isinstance(row, Skipped)
    assert row.reason == "is larger than 1 MiB"


@pytest.mark.data
def test_the_page_of_jenkins_comes_in_whole(shared_data: Path) -> None:
    """Seven end before they start, an eighth once its hour of one digit is read as Hugo reads it."""
    packed = shared_data / "incidents" / "jenkins-cstate.tar.gz"
    batch = bring("cstate", File(packed.read_bytes(), packed.name))
    assert (len(batch.imported), batch.skipped) == (297, [])
    found = list(batch.imported.values())
    assert all(sound(one) for one in found)
    assert sum(outcomes(one)["MTTR"] is Outcome.INVALID for one in found) == 8
    said = [doubt for one in found for doubt in one.doubts]
    assert said.count("it was resolved before it started; its length counts as invalid") == 8
    assert len({one.source for one in found for doubt in one.doubts if "one digit" in doubt}) == 7
    assert sum(one.in_retrospect for one in found) == 2
