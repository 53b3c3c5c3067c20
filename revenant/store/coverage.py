"""Coverage of a workspace: its rule files and runbooks read, every address followed, and all as subjects for rules."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from pathlib import Path

from revenant.core.problems import Problem
from revenant.linting.checking import Check, Terms, check, run_checks
from revenant.linting.suppression import Syntax
from revenant.runbooks.coverage import Coverage, cover_alerts
from revenant.runbooks.coverage_rules import CLAIM_RULES, RULE_FILE_RULES
from revenant.runbooks.coverage_rules.subject import ClaimSubject, RuleFileSubject
from revenant.runbooks.document import Runbook
from revenant.runbooks.errors import NoAlertRulesError
from revenant.runbooks.links.blobs import own_blob, remote_names
from revenant.runbooks.links.following import Follower, Outcome, Reason, State
from revenant.runbooks.links.pages import is_address
from revenant.runbooks.links.targets import has_scheme
from revenant.store.alert_rules import RuleFile, find_rule_files, named_rule_files, read_rule_file
from revenant.store.git import run_git
from revenant.store.runbooks import RunbookStore
from revenant.store.tree import WorkspaceTree
from revenant.store.workspace import Workspace


class Coverer:
    """What alerts and runbooks have to do with each other; each part is found when it is first asked for.

    `paths` are the files of rules, None where nobody said which. `asks_git`: addresses of this repository's own files
    on GitHub or GitLab are followed, for which git is asked what it is called there.
    """

    def __init__(
        self, store: RunbookStore, tree: WorkspaceTree, paths: Sequence[Path] | None, *, asks_git: bool = False
    ) -> None:
        self._store, self._tree, self._asks_git = store, tree, asks_git
        self._paths = paths
        self._follower = Follower(tree, store.settings)

    @cached_property
    def files(self) -> list[RuleFile]:
        """Every file of rules, by path."""
        return [read_rule_file(path, self._store.workspace.relative(path)) for path in self._paths or ()]

    @property
    def without_alerts(self) -> int:
        """How many files could be read and hold no alert."""
        return sum(not file.alerts and not file.complaint for file in self.files)

    @cached_property
    def coverage(self) -> Coverage:
        """Every alert with its runbook, and the runbooks that no alert reaches."""
        alerts = [alert for file in self.files for alert in file.alerts]
        return cover_alerts(alerts, self._store.all, self._store.settings, self.follow)

    @cached_property
    def _names(self) -> frozenset[str]:
        return own_names(self._store.workspace) if self._asks_git else frozenset()

    def follow(self, url: str) -> Outcome:
        """Where an alert's address leads: a URL, a path from the workspace's root, or a runbook's id."""
        if not has_scheme(url):
            return self._named(url)
        outcome = self._follower.follow(url, "")
        if outcome.reason is not Reason.EXTERNAL or not (blob := own_blob(url, self._names)):
            return outcome
        prefix = _inner(self._store.workspace)
        paths = [path[len(prefix) :] for path in blob.paths if path.startswith(prefix)]
        if not paths:
            return Outcome(State.UNCHECKED, reason=Reason.OUTSIDE)
        found = self._follower.reach([*paths], blob.anchor, is_mapped=True)
        is_sure = found.state is State.FOUND or blob.is_head
        return found if is_sure else Outcome(State.UNCHECKED, reason=Reason.REVISION)

    def _named(self, word: str) -> Outcome:
        by_id = next((runbook.path for runbook in self._store.all if runbook.id == word), "")
        if by_id:
            return Outcome(State.FOUND, by_id)
        outcome = self._follower.follow(word, "")
        if outcome.state is State.MISSING and (is_address(word.partition("#")[0]) or " " in word):
            return Outcome(State.UNCHECKED, reason=Reason.GENERATED)
        return outcome

    @cached_property
    def rivals(self) -> Mapping[str, Sequence[Runbook]]:
        """The runbooks that name each alert."""
        found: dict[str, list[Runbook]] = defaultdict(list)
        for runbook in self._store.skimmed:
            for claim in runbook.claims:
                found[claim.alert].append(runbook)
        return found

    @cached_property
    def _alerts(self) -> frozenset[str] | None:
        known = frozenset(alert.name for file in self.files for alert in file.alerts)
        return None if self._paths is None else known

    def problems(self, terms: Terms) -> Iterator[Problem]:
        """Everything the rules for coverage find, levelled and suppressed as lint does."""
        for file in self.files:
            yield from _of_coverage(run_checks([self.file_check(file)], terms, Syntax.HASH))
        for runbook in self._store.all:
            if claims := self.claim_check(runbook):
                yield from _of_coverage(run_checks([claims], terms, Syntax.MARKDOWN))

    def file_check(self, file: RuleFile) -> Check:
        """The rules for a file of alert rules, and the file."""
        covers = [cover for cover in self.coverage.covers if cover.alert.path == file.path]
        return check(RULE_FILE_RULES, RuleFileSubject(file.path, file.rows, file.complaint, covers, self.coverage))

    def claim_check(self, runbook: Runbook) -> Check | None:
        """The rules for what a runbook claims, and the runbook; None for a page about other pages."""
        if runbook.is_index:
            return None
        subject = ClaimSubject(runbook.path, runbook.rows, runbook, self.rivals, self._alerts, self._store.settings)
        return check(CLAIM_RULES, subject)


def _of_coverage(problems: Iterable[Problem]) -> Iterator[Problem]:
    """Without those of suppressions: lint looks at all the rules they may be meant for."""
    return (problem for problem in problems if problem.code in RULE_FILE_RULES or problem.code in CLAIM_RULES)


def read_coverage(workspace: Workspace, directory: Path, names: Sequence[str]) -> Coverer:
    """Coverage by the rules that are named, from `directory`, or else by those that revenant.yaml names.

    Raises:
        NoAlertRulesError: there are none.
    """
    store = RunbookStore(workspace)
    patterns = store.settings.alert_rules
    paths = named_rule_files(directory, names) if names else find_rule_files(workspace, patterns)
    if not paths:
        raise NoAlertRulesError(", ".join(patterns))
    return Coverer(store, WorkspaceTree(workspace), paths, asks_git=True)


def own_names(workspace: Workspace) -> frozenset[str]:
    """What this repository is called where its remotes are, as host/owner/name."""
    rows = run_git(workspace.root, "config", "-z", "--get-regexp", r"^remote\..*\.url$").stdout.split("\0")
    return remote_names(row.partition("\n")[2] for row in rows)


def _inner(workspace: Workspace) -> str:
    """Where the workspace is in its repository: empty, or a folder with a slash behind."""
    inner = workspace.root.resolve().relative_to(workspace.repository.root.resolve()).as_posix()
    return "" if inner == "." else f"{inner}/"
