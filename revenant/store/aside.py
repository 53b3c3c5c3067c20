"""A place to merge in that is not the user's: an empty second work tree, used once and thrown away.

Whatever happens in it (a conflict, a kill, a full disk), the user's files, index and branch stay as they are.
Nothing is checked out in it but .gitattributes, so that it costs the same in a repository of any size.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from revenant.errors import GitFailedError
from revenant.store.git import Done, Repository, run_git

# Our logs merge by union even where .gitattributes does not say so; where it says otherwise, it decides.
_ATTRIBUTES = (
    "**/incidents/**/*.yaml merge=union\n**/changes/**/*.yaml merge=union\n**/oncall/overrides.yaml merge=union\n"
    '"**/{}" merge=union\n'
)


class Aside:
    """The second work tree: git runs in it, whatever GIT_DIR or GIT_INDEX_FILE say outside."""

    def __init__(self, folder: Path, git_dir: Path) -> None:
        self._folder = folder
        self._where = {"GIT_DIR": str(git_dir), "GIT_WORK_TREE": str(folder), "GIT_INDEX_FILE": str(git_dir / "index")}
        self._options = _options(git_dir / "info" / "attributes.revenant")

    def run(self, *arguments: str, stdin: str = "") -> Done:
        return run_git(self._folder, *self._options, *arguments, stdin=stdin, extra=self._where)

    def output(self, *arguments: str, stdin: str = "") -> str:
        """What git prints.

        Raises:
            GitFailedError: git refused.
        """
        done = self.run(*arguments, stdin=stdin)
        if done.returncode:
            raise GitFailedError(arguments[0], done.stderr or done.stdout)
        return done.stdout


@contextmanager
def work_aside(repository: Repository, commit: str, drills: str) -> Iterator[Aside]:
    """A second work tree at `commit`; one that a kill left behind is removed first. The caller holds the lock.

    `drills` is the log of drills, from the workspace's root.
    """
    folder = repository.private / "merge"
    _discard(repository, folder)
    try:
        how = ("-f", "-q", "--no-checkout", "--detach")
        repository.output(*_options(None), "worktree", "add", *how, str(folder), commit)
        git_dir = Path((folder / ".git").read_text().removeprefix("gitdir:").strip())
        (git_dir / "info").mkdir(exist_ok=True)
        (git_dir / "info" / "sparse-checkout").write_text(".gitattributes\n")
        (git_dir / "info" / "attributes.revenant").write_text(_ATTRIBUTES.format(_quoted(drills)))
        aside = Aside(folder, git_dir)
        aside.output("read-tree", "-mu", "HEAD")
        yield aside
    finally:
        _discard(repository, folder)


def _quoted(name: str) -> str:
    """A file's name as a pattern of attributes in quotes: nothing in it is a wild card."""
    return re.sub(r"([*?\[\]])", r"\\\\\1", re.sub(r'(["\\])', r"\\\1", name)).replace("\n", "\\n")


def _discard(repository: Repository, folder: Path) -> None:
    if folder.exists():
        run_git(repository.root, "worktree", "remove", "--force", str(folder))
        shutil.rmtree(folder, ignore_errors=True)


def _options(attributes: Path | None) -> list[str]:
    """Nothing of the user's runs here (hooks), and nothing he has set up changes what a merge gives."""
    settings = {
        "core.hooksPath": "/dev/null",
        "core.sparseCheckout": "true",
        "core.sparseCheckoutCone": "false",
        "index.sparse": "false",
        "rerere.enabled": "false",
        "merge.autoStash": "false",
        "maintenance.auto": "false",
        "gc.auto": "0",
    }
    if attributes:
        settings["core.attributesFile"] = str(attributes)
    return [word for name, value in settings.items() for word in ("-c", f"{name}={value}")]
