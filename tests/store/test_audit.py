"""History judged on real git repositories: merges of every kind, roles of the time, what might hide a change."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from revenant.errors import AuditTimeoutError, GitFailedError
from revenant.store.audit import audit_workspace
from revenant.store.linting import Checked
from revenant.store.workspace import find_workspace
from tests.conftest import ANA, BEN, LEA, git

NAME = "incidents/2026/11/INC-20261123-7F3K9.yaml"
HEAD = "schema: revenant/incident@1\nid: INC-20261123-7F3K9\nevents:\n"
Note = Callable[..., str]


def event(event_id: str, by: str = BEN, kind: str = "NOTE_ADDED", rest: str = "text: hello", minute: int = 30) -> str:
    return f"- {{id: {event_id}, at: 2026-11-23T10:{minute:02}:00Z, type: {kind}, by: {by}, {rest}}}\n"


OPENED = event("k3v9x2qd", ANA, "INCIDENT_OPENED", "title: Checkout, severity: SEV2", 15)


def severity(event_id: str, by: str) -> str:
    return event(event_id, by, "INCIDENT_SEVERITY_CHANGED", "from: SEV2, to: SEV1")


class History:
    """A workspace whose commits a test writes one by one."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.log = root / NAME
        self.settings = root / "revenant.yaml"

    def write(self, content: str, by: str = BEN, path: Path | None = None) -> str:
        path = path or self.log
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, encoding="utf-8")
        return self.commit(by)

    def add(self, *lines: str, by: str = BEN) -> str:
        return self.write(self.log.read_text(encoding="utf-8") + "".join(lines), by)

    def commit(self, by: str = BEN, *options: str) -> str:
        git(self.root, "add", "-A")
        git(self.root, "commit", "-q", "--allow-empty", "-m", "change", *options, GIT_AUTHOR_EMAIL=by)
        return git(self.root, "rev-parse", "HEAD")[:9]

    def switch(self, *options: str) -> None:
        git(self.root, "switch", "-q", *options)

    def merge(self, other: str, *options: str, by: str = BEN) -> str:
        git(self.root, "merge", "-q", "--no-edit", "--no-ff", *options, other, GIT_AUTHOR_EMAIL=by, check=False)
        return git(self.root, "rev-parse", "HEAD")[:9]

    def people(self, *people: str, by: str = ANA) -> str:
        rows = "".join(f"- {{{person}}}\n" for person in people)
        return self.write(f"schema: revenant/workspace@1\npeople:\n{rows}", by, self.settings)

    def audit(self, revisions: str = "HEAD", **options: bool | float | None) -> Checked:
        seconds = options.get("seconds")
        return audit_workspace(
            find_workspace(self.root), revisions, signatures=bool(options.get("signatures")), seconds=seconds
        )

    def found(self, revisions: str = "HEAD") -> list[str]:
        """What is wrong, as code, line and commit."""
        return [f"{each.code}:{each.line} {each.message.split()[1]}" for each in self.audit(revisions).problems]


@pytest.fixture
def history(workspace: Path) -> History:
    made = History(workspace)
    made.write(HEAD + OPENED, ANA)
    return made


# --- one commit after the other -------------------------------------------------------------


def test_an_honest_history(history: History) -> None:
    history.add(event("a1c4t8re"))
    history.add(severity("b1c4t8re", LEA), by=LEA)
    assert history.audit() == Checked([], ["4 commits", "1 log"], [])


def test_a_change_that_was_taken_back_stays_found(history: History) -> None:
    made = history.write(HEAD + OPENED.replace("SEV2", "SEV4"))
    back = history.write(HEAD + OPENED)
    assert {f"AU001:4 {made}", f"AU001:4 {back}"} <= {*history.found()}


def test_a_log_that_moves(history: History) -> None:
    git(history.root, "mv", NAME, "incidents/2026/11/INC-20261123-7F3K8.yaml")
    made = history.commit()
    assert f"AU002:0 {made}" in history.found()


def test_a_log_that_becomes_a_link_or_a_submodule(history: History) -> None:
    history.log.unlink()
    history.log.symlink_to("/etc/passwd")
    link = history.commit()
    assert f"AU001:4 {link}" in history.found()
    git(history.root, "update-index", "--cacheinfo", f"160000,{'1' * 40},{NAME}")
    git(history.root, "commit", "-q", "-m", "submodule")
    assert f"AU001:4 {link}" in history.found()


def test_a_role_granted_and_used_in_one_commit(history: History) -> None:
    history.settings.write_text(history.settings.read_text().replace("shop}", "shop, roles: [ORG_ADMIN]}", 1))
    made = history.add(severity("b1c4t8re", BEN))
    assert history.found() == [f"AU004:5 {made}", f"AU006:6 {made}"]


def test_a_role_counts_from_the_next_commit_on_and_until_it_is_taken(history: History) -> None:
    admin, lead = "email: ana@example.com, roles: [ORG_ADMIN]", "email: ben@example.com, roles: [SRE_LEAD]"
    history.people(admin, lead)
    history.add(severity("b1c4t8re", BEN))
    history.people(admin, "email: ben@example.com")
    made = history.add(severity("c1c4t8re", BEN))
    assert history.found() == [f"AU004:6 {made}"]


def test_a_bot_commits_for_others_who_need_their_roles(history: History) -> None:
    bot = "ci@example.com"
    history.write(history.settings.read_text() + f"bots: [{bot}]\n", ANA, history.settings)
    history.add(event("a1c4t8re"), severity("b1c4t8re", LEA), by="CI@Example.com")
    made = history.add(severity("c1c4t8re", BEN), by=bot)
    assert history.found() == [f"AU004:7 {made}"]


def test_breaking_or_removing_the_settings_frees_nobody(history: History) -> None:
    text = history.settings.read_text()
    broken = history.write("people: [\n", BEN, history.settings)
    grab = history.write(text.replace("shop}", "shop, roles: [ORG_ADMIN]}", 1), BEN, history.settings)
    assert history.found() == [f"AU011:0 {broken}", f"AU006:6 {grab}"]
    history.settings.unlink()
    history.commit(ANA)
    again = history.people("email: kim@example.com, roles: [ORG_ADMIN]", by="kim@example.com")
    assert f"AU006:3 {again}" in history.found()
    assert f"AU006:3 {again}" in history.found("HEAD~1..HEAD")


def test_the_beginning_is_accepted_as_it_is(tmp_path: Path) -> None:
    git(tmp_path, "init", "-q")
    git(tmp_path, "config", "user.name", "Ben")
    git(tmp_path, "config", "user.email", BEN)
    history = History(tmp_path)
    history.log.parent.mkdir(parents=True)
    history.log.write_text(HEAD + OPENED + severity("b1c4t8re", LEA))
    lead = "people: [{email: lea@example.com, roles: [SRE_LEAD]}]\n"
    history.write(f"schema: revenant/workspace@1\n{lead}bots: [{BEN}]\n", BEN, history.settings)
    assert history.audit() == Checked([], ["1 commit", "1 log"], [])


def test_a_line_that_is_not_utf_8(history: History) -> None:
    history.log.write_bytes((HEAD + OPENED).encode() + b"- {id: a1c4t8re, text: caf\xe9}\n")
    made = history.commit()
    assert history.found() == [f"AU010:5 {made}"]


# --- merges ---------------------------------------------------------------------------------


@pytest.fixture
def parted(history: History) -> History:
    """Two branches, each with a line of its own; main is checked out."""
    history.switch("-c", "side")
    history.add(event("a1c4t8re", LEA), by=LEA)
    history.switch("main")
    history.add(event("b1c4t8re"))
    return history


def test_a_union_merge(parted: History) -> None:
    parted.merge("side")
    assert len(parted.log.read_text().splitlines()) == 6
    assert parted.audit() == Checked([], ["5 commits", "1 log"], [])


@pytest.mark.parametrize("side", ["--ours", "--theirs"])
def test_a_merge_that_drops_a_line_of_either_side(parted: History, side: str) -> None:
    parted.merge("side", "-s", "ours")
    git(parted.root, "checkout", "main~1" if side == "--ours" else "side", "--", NAME)
    git(parted.root, "commit", "-q", "--amend", "--no-edit")
    assert [code.split()[0] for code in parted.found()] == ["AU001:5"]


def test_a_merge_that_drops_a_log(parted: History) -> None:
    parted.merge("side")
    parted.log.unlink()
    git(parted.root, "add", "-A")
    git(parted.root, "commit", "-q", "--amend", "--no-edit")
    assert {code.split()[0] for code in parted.found()} == {"AU002:0"}


def test_a_merge_that_adds_a_line_of_its_own(parted: History) -> None:
    parted.merge("side")
    parted.log.write_text(parted.log.read_text() + severity("d1c4t8re", LEA))
    git(parted.root, "add", "-A")
    git(parted.root, "commit", "-q", "--amend", "--no-edit")
    assert [code.split()[0] for code in parted.found()] == ["AU003:7"]


def test_two_sides_with_one_event_id(parted: History) -> None:
    parted.switch("side")
    parted.add(event("b1c4t8re", LEA, rest="text: other", minute=5), by=LEA)
    parted.switch("main")
    made = parted.merge("side")
    assert {code.split()[0] for code in parted.found()} == {"AU008:5", "AU008:7"}
    assert all(code.endswith(made) for code in parted.found())


def test_an_octopus(parted: History) -> None:
    for number, name in enumerate(("one", "two")):
        parted.switch("-c", name, "main~1")
        parted.write(
            HEAD.replace("7F3K9", f"7F3K{number}") + OPENED, ANA, parted.log.with_stem(f"INC-20261123-7F3K{number}")
        )
    parted.switch("main")
    git(parted.root, "merge", "-q", "--no-edit", "one", "two")
    assert parted.found() == []


def test_people_changed_on_one_side_are_taken_over_by_anybody(history: History) -> None:
    admin = "email: ana@example.com, roles: [ORG_ADMIN]"
    history.people(admin, "email: ben@example.com, roles: [SRE_LEAD]")
    history.switch("-c", "side")
    history.add(event("a1c4t8re"))
    history.switch("main")
    history.people(admin, "email: ben@example.com")
    history.switch("side")
    history.merge("main", by=BEN)
    assert history.found() == []


def test_a_merge_that_keeps_a_role_taken_away_meanwhile(history: History) -> None:
    admin = "email: ana@example.com, roles: [ORG_ADMIN]"
    history.people(admin, "email: ben@example.com, roles: [SRE_LEAD]")
    history.switch("-c", "side")
    history.add(event("a1c4t8re"))
    history.switch("main")
    history.people(admin, "email: ben@example.com")
    history.switch("side")
    made = history.merge("main", "-s", "ours", by=BEN)
    assert history.found() == [f"AU006:4 {made}"]


def test_two_admins_at_once_are_merged_by_anybody(history: History) -> None:
    admin, ben, kim = "email: ana@example.com, roles: [ORG_ADMIN]", "email: ben@example.com", "email: kim@example.com"
    history.people(admin, ben, kim)
    history.switch("-c", "side")
    history.people(admin, ben, f"{kim}, team: shop")
    history.switch("main")
    history.people(admin, f"{ben}, team: shop", kim)
    history.merge("side", "-s", "ours")
    history.settings.write_text(history.settings.read_text().replace(f"{kim}}}", f"{kim}, team: shop}}"))
    git(history.root, "add", "-A")
    git(history.root, "commit", "-q", "--amend", "--no-edit")
    assert history.found() == []
    history.settings.write_text(history.settings.read_text().replace("team: shop", "roles: [SRE_LEAD]", 1))
    git(history.root, "add", "-A")
    git(history.root, "commit", "-q", "--amend", "--no-edit")
    assert {code.split(":")[0] for code in history.found()} == {"AU006"}


@pytest.mark.parametrize("first", ["main", "mine"])
def test_a_history_of_ones_own_is_not_joined(history: History, first: str) -> None:
    history.switch("--orphan", "mine")
    history.people("email: ben@example.com, roles: [ORG_ADMIN]", by=BEN)
    history.write(HEAD + OPENED.replace(ANA, BEN) + severity("b1c4t8re", BEN))
    history.switch(first)
    other = "mine" if first == "main" else "main"
    git(history.root, "merge", "-q", "--allow-unrelated-histories", "-s", "ours", "--no-edit", other)
    assert "AU013" in {code.split(":")[0] for code in history.found()}


# --- redaction ------------------------------------------------------------------------------


def tombstone(by: str = ANA) -> str:
    mark = f"redacted: {{by: {by}, at: 2026-11-24T09:00:00Z, reason: a password}}"
    return event("a1c4t8re", rest=f'text: "[redacted]", {mark}')


def test_a_redaction_and_a_merge_with_a_branch_from_before(history: History) -> None:
    history.add(event("a1c4t8re", rest="text: hunter2"), event("b1c4t8re"))
    history.switch("-c", "side")
    history.add(event("c1c4t8re", LEA), by=LEA)
    history.switch("main")
    history.write(HEAD + OPENED + tombstone() + event("b1c4t8re"), ANA)
    history.merge("side")
    assert "hunter2" not in history.log.read_text()
    assert history.found() == []


def test_a_redaction_does_not_ask_for_the_roles_of_the_event_again(history: History) -> None:
    because = severity("a1c4t8re", LEA).replace("}", ", reason: hunter2}")
    history.add(because, by=LEA)
    history.people("email: ana@example.com, roles: [ORG_ADMIN]")
    mark = f'reason: "[redacted]", redacted: {{by: {ANA}, at: 2026-11-24T09:00:00Z, reason: a password}}'
    history.write(HEAD + OPENED + because.replace("reason: hunter2", mark), ANA)
    assert history.found() == []


def test_a_redaction_by_anybody_else(history: History) -> None:
    history.add(event("a1c4t8re", rest="text: hunter2"))
    made = history.write(HEAD + OPENED + tombstone(LEA), LEA)
    (problem,) = history.audit().problems
    assert (problem.code, problem.line) == ("AU007", 5)
    assert made in problem.message
    assert "hunter2" not in "".join(map(str, problem))


# --- ranges, places, and what might hide a change --------------------------------------------


def test_a_range(history: History) -> None:
    made = history.write(HEAD + OPENED + "scribble\n")
    history.add(event("a1c4t8re"))
    assert history.found("HEAD~1..HEAD") == []
    assert history.found("HEAD~2..HEAD") == [f"AU010:5 {made}"]
    assert history.audit("HEAD~1..HEAD").checked == ["1 commit", "1 log"]


@pytest.mark.parametrize("revisions", ["nonsense", "--output=stolen", "-1", "HEAD..nonsense", ""])
def test_a_range_that_is_none(history: History, revisions: str) -> None:
    with pytest.raises(GitFailedError):
        history.audit(revisions)
    assert not (history.root / "stolen").exists()


def test_a_repository_without_a_commit(tmp_path: Path) -> None:
    git(tmp_path, "init", "-q")
    (tmp_path / "revenant.yaml").write_text("schema: revenant/workspace@1\n")
    with pytest.raises(GitFailedError):
        History(tmp_path).audit()


def test_a_workspace_in_a_subfolder(tmp_path: Path) -> None:
    git(tmp_path, "init", "-q")
    git(tmp_path, "config", "user.name", "Ben")
    git(tmp_path, "config", "user.email", BEN)
    inner = tmp_path / "ops" / "record"
    history = History(inner)
    inner.mkdir(parents=True)
    history.people("email: ana@example.com, roles: [ORG_ADMIN]")
    history.write(HEAD + OPENED, ANA)
    (tmp_path / "incidents").mkdir()
    (tmp_path / "incidents" / "other.yaml").write_text("not ours\n")
    history.commit()
    made = history.write(HEAD)
    (problem,) = history.audit().problems
    assert (problem.path, problem.line) == (NAME, 4)
    assert made in problem.message


def test_a_shallow_clone_says_what_it_has_not_seen(history: History, tmp_path: Path) -> None:
    history.write(HEAD + OPENED.replace("SEV2", "SEV4"))
    history.add(event("a1c4t8re"))
    made = history.add(severity("c1c4t8re", BEN))
    git(tmp_path, "clone", "-q", "--depth", "2", f"file://{history.root}", "shallow")
    shallow = History(tmp_path / "shallow")
    assert shallow.found() == [f"AU004:6 {made}"]
    assert shallow.audit().unchecked == ["what is older than this shallow clone"]


def test_replaced_objects_hide_nothing(history: History) -> None:
    honest = git(history.root, "rev-parse", "HEAD").strip()
    made = history.write(HEAD + OPENED.replace("SEV2", "SEV4"))
    git(history.root, "replace", "HEAD", honest)
    assert f"AU001:4 {made}" in history.found()


@pytest.mark.parametrize(
    "setting",
    [
        "log.showRoot=false",
        "log.diffMerges=off",
        "log.follow=true",
        "log.showSignature=true",
        "diff.renames=copies",
        "diff.relative=true",
        "diff.orderFile=/dev/null",
        "diff.ignoreSubmodules=all",
        "color.ui=always",
        "core.abbrev=4",
        "format.pretty=oneline",
    ],
)
def test_no_configuration_hides_anything(parted: History, setting: str) -> None:
    parted.merge("side", "-s", "ours")
    name, _, value = setting.partition("=")
    before = parted.found()
    git(parted.root, "config", name, value)
    assert parted.found() == before != []


def test_the_time_is_bounded(history: History) -> None:
    for _ in range(3):
        history.commit()
    with pytest.raises(AuditTimeoutError):
        history.audit(seconds=0.0)


def test_the_time_of_one_large_commit_is_bounded_too(history: History) -> None:
    history.add(
        *(
            event(f"{number:08}", rest="target: k3v9x2qd, set: {title: x}", kind="EVENT_AMENDED")
            for number in range(2000)
        )
    )
    with pytest.raises(AuditTimeoutError):
        history.audit("HEAD~1..HEAD", seconds=0.05)


def test_unsigned_commits_are_found_where_signatures_are_asked_for(history: History) -> None:
    found = history.audit(signatures=True).problems
    assert {problem.code for problem in found} == {"AU012"}
    assert len(found) == 2


@pytest.fixture
def keys(history: History) -> dict[str, Path]:
    """A key for ben and one for lea, both known to the workspace's git."""
    folder, made = history.root.parent / "keys", {}
    folder.mkdir()
    known = ""
    for address in (BEN, LEA):
        made[address] = folder / address
        try:
            subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", str(made[address])], check=True)
        except FileNotFoundError:
            pytest.skip("there is no ssh-keygen here")
        known += f"{address} {made[address].with_suffix('.com.pub').read_text(encoding='utf-8')}"
    (folder / "known").write_text(known, encoding="utf-8")
    git(history.root, "config", "gpg.format", "ssh")
    git(history.root, "config", "gpg.ssh.allowedSignersFile", str(folder / "known"))
    return made


def sign(history: History, key: Path, by: str) -> str:
    git(history.root, "config", "user.signingKey", str(key))
    git(history.root, "config", "commit.gpgSign", "true")
    return history.add(event(f"s{len(history.log.read_text()):07}", by), by=by)


def test_a_signature_must_be_the_authors(history: History, keys: dict[str, Path]) -> None:
    sign(history, keys[BEN], BEN)
    made = sign(history, keys[LEA], BEN)
    (problem,) = history.audit("HEAD~2..HEAD", signatures=True).problems
    assert made in problem.message
    assert problem.message.endswith(f"is signed by {LEA}, who is not its author")


def test_a_key_nobody_vouches_for_is_not_enough(history: History, keys: dict[str, Path]) -> None:
    git(history.root, "config", "gpg.ssh.allowedSignersFile", "/dev/null")
    sign(history, keys[BEN], BEN)
    (problem,) = history.audit("HEAD~1..HEAD", signatures=True).problems
    assert "nobody vouches for" in problem.message
