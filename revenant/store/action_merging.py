"""Postmortems on both sides of a merge whose action items were changed in lines that touch: merged item by item.

Asked only where git itself has found a conflict; what is left of one then is people's to settle.
"""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

from revenant.core.files import POSTMORTEM_SUFFIX
from revenant.postmortems.actions import tasks_of
from revenant.postmortems.actions.spacing import put_together, set_apart
from revenant.store.aside import Aside
from revenant.store.frontmatter import split_rows
from revenant.store.git import Repository, run_git
from revenant.store.objects import read_objects

_SIDES = ("2", "1", "3")  # ours, what both began with, theirs: in the order of `git merge-file`


def settle_actions(repository: Repository, aside: Aside) -> None:
    """Settle conflicts that are none once action items stand apart, in the index of the merge."""
    for name, sides in _conflicts(aside).items():
        if name.endswith(POSTMORTEM_SUFFIX) and sides.keys() == set(_SIDES):
            contents = read_objects(repository.root, [sides[side][1] for side in _SIDES])
            if len(contents) == len({sides[side][1] for side in _SIDES}):
                merged = _merged(repository, [contents[sides[side][1]] for side in _SIDES])
                if merged is not None:
                    _record(aside, name, sides["2"][0], merged)


def _conflicts(aside: Aside) -> dict[str, dict[str, tuple[str, str]]]:
    """Mode and object of each side of each file in a conflict."""
    found: dict[str, dict[str, tuple[str, str]]] = {}
    for row in aside.output("ls-files", "-u", "-z").split("\0"):
        about, _, name = row.partition("\t")
        if name:
            mode, blob, side = about.split(" ")
            found.setdefault(name, {})[side] = mode, blob
    return found


def _merged(repository: Repository, contents: list[bytes]) -> bytes | None:
    """The three made one, or None where they cannot be."""
    with TemporaryDirectory(prefix="merge-", dir=repository.private) as folder:
        files = [Path(folder) / side for side in _SIDES]
        for file, content in zip(files, contents, strict=True):
            file.write_bytes(set_apart(content, tasks_of(split_rows(content))))
        done = run_git(Path(folder), "merge-file", "-q", *map(str, files))
        return None if done.returncode else put_together(files[0].read_bytes())


def _record(aside: Aside, name: str, mode: str, content: bytes) -> None:
    text = content.decode("utf-8", "surrogateescape")
    blob = aside.output("hash-object", "-w", "--stdin", "--no-filters", stdin=text).strip()
    aside.output("update-index", "--add", "--cacheinfo", f"{mode},{blob},{name}")
