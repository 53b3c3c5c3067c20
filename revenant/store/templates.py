"""Templates on disk: ours in the package, the team's in postmortem_templates; no link is followed.

All are read at once, so that whoever renders them needs no disk.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from pathlib import Path

from revenant.errors import UnsafePathError
from revenant.postmortems.templating import DRAFT_ENDING, ENDING, OURS, Template, TemplateSet
from revenant.store.places import TEMPLATES_FOLDER
from revenant.store.workspace import Workspace

MOST_BYTES = 256 * 1024
MOST_FILES = 200
_LINK = "is a link or a pipe, which is not followed"
_KEPT = f"is not read: {OURS}… are the templates that come with revenant"


def read_templates(workspace: Workspace) -> TemplateSet:
    """Every template there is here.

    Raises:
        UnsafePathError: the team's folder is a link.
    """
    folder = workspace.templates_folder
    if folder.is_symlink():
        raise UnsafePathError(workspace.relative(folder))
    names = _names(folder)
    teams = [_read(folder, name, folder.name) for name in names[:MOST_FILES]]
    many = f"is one of more than {MOST_FILES} files, which is the most"
    teams += [Template(name, f"{folder.name}/{name}", refused=many) for name in names[MOST_FILES:]]
    return TemplateSet(our_templates(), teams)


@cache
def our_templates() -> tuple[Template, ...]:
    """Those that come with revenant."""
    folder = files("revenant.postmortems") / "templates"
    ours = sorted(each.name for each in folder.iterdir() if each.name.endswith(ENDING))
    return tuple(Template(OURS + name, OURS + name, (folder / name).read_text(encoding="utf-8")) for name in ours)


def template_words(root: Path) -> list[str]:
    """What people call the templates that a draft may start from; nothing is read."""
    ours = [each.name for each in (files("revenant.postmortems") / "templates").iterdir()]
    names = [*ours, *_names(root / TEMPLATES_FOLDER)]
    wanted = (name for name in names if name.endswith(DRAFT_ENDING) and not name.startswith("_") and "/" not in name)
    return sorted({name.removesuffix(DRAFT_ENDING) for name in wanted})


def _names(folder: Path) -> list[str]:
    """The team's templates, from their folder; hidden files and folders, and linked folders, are left out."""
    return sorted(path.relative_to(folder).as_posix() for path in _walk(folder) if path.name.endswith(ENDING))


def _walk(folder: Path) -> Iterator[Path]:
    for at, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith(".")]
        yield from (Path(at, name) for name in names if not name.startswith("."))


def _read(folder: Path, name: str, shown: str) -> Template:
    """One file, or why it is not read."""
    place = f"{shown}/{name}"
    if name.startswith(OURS):
        return Template(place, place, refused=_KEPT)
    try:
        # Not to wait for a pipe; and what became a link since it was listed is not followed either.
        handle = os.open(folder / name, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
    except OSError as error:
        why = _LINK if (folder / name).is_symlink() else f"cannot be read: {error.strerror}"
        return Template(name, place, refused=why)
    with os.fdopen(handle, "rb") as file:
        if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
            return Template(name, place, refused=_LINK)
        content = file.read(MOST_BYTES + 1)
    if len(content) > MOST_BYTES:
        return Template(name, place, refused=f"is larger than {MOST_BYTES // 1024} KiB, which is the most")
    try:
        return Template(name, place, content.decode())
    except UnicodeDecodeError:
        return Template(name, place, refused="is not UTF-8")
