"""Taking in what others committed: made and checked aside, then given to the user's work tree in one step."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import PurePosixPath

from msgspec import Struct

from revenant.core.ids import INCIDENT_ID
from revenant.errors import GitFailedError
from revenant.incidents.events import AnyEvent
from revenant.incidents.merging import Arrival, Settled, arrival, buried_rows, gone, settle
from revenant.store.action_merging import settle_actions
from revenant.store.aside import Aside, work_aside
from revenant.store.git import Repository, run_git
from revenant.store.log import parse_log
from revenant.store.loose import log_paths
from revenant.store.objects import RAW, Difference, parse_raw, read_objects
from revenant.store.places import drills_name
from revenant.store.remotes import ask
from revenant.store.sync_errors import LocalChangesError, MergeConflictError
from revenant.store.workspace import Workspace


class Taken(Struct, frozen=True):
    """What one merge brought: how many commits, which incidents changed and how, and what had to be put right."""

    commits: int
    arrivals: list[Arrival]
    repaired: dict[str, Settled]


def take_in(workspace: Workspace, reference: str, words: str, branch: str) -> Taken | None:
    """Bring `reference` (called `words`) into the current branch; None where it is there already.

    The caller holds the lock.

    Raises:
        MergeConflictError, LocalChangesError: nothing has been changed.
    """
    repository = workspace.repository
    ours, theirs = _commit(repository, "HEAD"), _commit(repository, reference)
    behind = int(ask(repository, "rev-list", "--count", f"{ours}..{theirs}") or "0")
    if not theirs or not behind:
        return None
    if _is_ancestor(repository, ours, theirs):
        new, repaired = theirs, dict[str, Settled]()
    else:
        new, repaired = _merge(workspace, ours, theirs, words, branch)
    _adopt(repository, new)
    return Taken(behind, _arrivals(workspace, ours, new), repaired)


def _commit(repository: Repository, reference: str) -> str:
    return ask(repository, "rev-parse", "-q", "--verify", f"{reference}^{{commit}}")


def _is_ancestor(repository: Repository, one: str, other: str) -> bool:
    return run_git(repository.root, "merge-base", "--is-ancestor", one, other).returncode == 0


# --- aside ----------------------------------------------------------------------------------


def _merge(workspace: Workspace, ours: str, theirs: str, words: str, branch: str) -> tuple[str, dict[str, Settled]]:
    """The merge commit of two, which no branch knows of yet, and the logs that had to be put right in it."""
    repository = workspace.repository
    repository.identity()
    with work_aside(repository, ours, drills_name(workspace.runbooks_folder)) as aside:
        done = aside.run("merge", "-q", "--no-ff", "--no-commit", theirs)
        unsettled = _conflicts(aside)
        if unsettled:
            settle_actions(repository, aside)
        if conflicts := _conflicts(aside):
            raise MergeConflictError(words, conflicts)
        if done.returncode and not unsettled:
            raise GitFailedError(f"merge {words}", done.stderr or done.stdout)
        repaired = _put_right(workspace, aside, ours, theirs)
        aside.output("commit", "-q", "-m", f"Merge {words} into {branch}")
        return aside.output("rev-parse", "HEAD").strip(), repaired


def _conflicts(aside: Aside) -> list[str]:
    rows = aside.output("ls-files", "-u", "-z").split("\0")
    return list(dict.fromkeys(row.partition("\t")[2] for row in rows if row))


def _put_right(workspace: Workspace, aside: Aside, ours: str, theirs: str) -> dict[str, Settled]:
    """Compare every log that either side changed with both sides, and correct it before it is committed."""
    sides = [_differences(workspace, aside, side) for side in (ours, theirs)]
    merged = {each.name: each.new for side in sides for each in side.values()}
    ids = [one for side in sides for each in side.values() for one in (each.old, each.new)]
    contents = read_objects(workspace.repository.root, ids)
    repaired = {}
    for name, result in merged.items():
        if result not in contents:
            continue  # one side removed the whole file: `_arrivals` names what is gone
        one, other = (contents.get(side[name].old if name in side else result, b"") for side in sides)
        settled = settle(_rows(one), _rows(other), _rows(contents[result]), _buried(one, other))
        if settled.restored or settled.dropped:
            _rewrite(aside, name, settled.rows)
            repaired[name] = settled
    return repaired


def _differences(workspace: Workspace, aside: Aside, side: str) -> dict[str, Difference]:
    told = aside.output("diff-index", "--cached", *RAW, side, "--", *log_paths(workspace))
    return {each.name: each for each in parse_raw(told) if each.name.endswith(".yaml")}


def _rewrite(aside: Aside, name: str, rows: list[str]) -> None:
    text = "".join(f"{row}\n" for row in rows)
    blob = aside.output("hash-object", "-w", "--stdin", stdin=text).strip()
    aside.output("update-index", "--add", "--cacheinfo", f"100644,{blob},{name}")


def _rows(content: bytes) -> list[str]:
    rows = content.decode("utf-8", "surrogateescape").split("\n")
    return rows if rows[-1] else rows[:-1]


def _buried(*contents: bytes) -> frozenset[str]:
    """Rows that a redaction has taken the words out of; logs that have none are not parsed for it."""
    if not any(b"redacted:" in content for content in contents):
        return frozenset()
    written: dict[str, AnyEvent] = {}
    for content in contents:
        log, rows = parse_log(content), _rows(content)
        written |= {rows[line - 1]: event for line, event in zip(log.lines, log.events, strict=True)}
    return buried_rows(written)


# --- in the user's work tree ----------------------------------------------------------------


def _adopt(repository: Repository, new: str) -> None:
    """Move the branch and the work tree forward; git does it only where no change of the user is touched."""
    with _undisturbed():
        done = run_git(
            repository.root, "-c", "merge.autoStash=false", "merge", "-q", "--ff-only", "--no-overwrite-ignore", new
        )
    if done.returncode:
        files = [row.strip() for row in done.stderr.splitlines() if row.startswith("\t")]
        raise LocalChangesError(files) if files else GitFailedError("move this branch forward", done.stderr)


@contextmanager
def _undisturbed() -> Iterator[None]:
    """Let ^C and SIGTERM wait, for us and for the git we start: a checkout is not left half-way."""
    held = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT, signal.SIGTERM})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, held)


def _arrivals(workspace: Workspace, old: str, new: str) -> list[Arrival]:
    """Which incidents differ between two commits, oldest first, and how."""
    root = workspace.repository.root
    told = ask(workspace.repository, "diff-tree", "-r", *RAW, old, new, "--", log_paths(workspace)[0])
    changed = {PurePosixPath(each.name): each for each in parse_raw(told)}
    logs = {path.stem: each for path, each in changed.items() if path.suffix == ".yaml"}
    contents = read_objects(root, [one for each in logs.values() for one in (each.old, each.new)])
    return [
        _arrival(incident_id, contents.get(each.old), contents.get(each.new, b""))
        for incident_id, each in sorted(logs.items())
        if INCIDENT_ID.fullmatch(incident_id)
    ]


def _arrival(incident_id: str, before: bytes | None, after: bytes) -> Arrival:
    missing = gone(_rows(before or b""), _rows(after), _buried(before or b"", after))
    return arrival(incident_id, None if before is None else parse_log(before), parse_log(after), missing)
