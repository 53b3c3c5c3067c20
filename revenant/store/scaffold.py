"""What `init` writes: the files of a new workspace, all or none, committed."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path
from typing import Any

from revenant.core.files import RUNBOOKS_FOLDER
from revenant.errors import (
    AlreadyAWorkspaceError,
    CommitFailedError,
    GitFailedError,
    NotARepositoryError,
    WriteFailedError,
)
from revenant.store.flow import to_line
from revenant.store.git import Identity, Repository, create_repository, find_repository, read_identity
from revenant.store.places import SETTINGS_FILE

# Where each file of the package goes in the workspace.
FILES = {
    "revenant.yaml": "revenant.yaml",
    "services.yaml": "services.yaml",
    "gitattributes": ".gitattributes",
    "github.yml": ".github/workflows/revenant.yml",
    "gitlab.yml": "revenant.gitlab-ci.yml",
}
FOLDERS = ("incidents", "changes", "slos/data", "oncall", "postmortem_templates")
ATTRIBUTES = ".gitattributes"


def prepare_folder(path: Path) -> Repository:
    """Make `path` a folder inside a repository; a new repository if it is in none.

    Raises:
        AlreadyAWorkspaceError: something init writes is there already. Nothing is changed.
        IdentityMissingError: git does not know who would be its first ORG_ADMIN.
        WriteFailedError: the folder cannot be made.
    """
    existing = [name for name in FILES.values() if name != ATTRIBUTES and (path / name).exists()]
    if existing:
        raise AlreadyAWorkspaceError(existing)
    read_identity(_nearest(path))
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise WriteFailedError(path, error.strerror or str(error)) from None
    try:
        return find_repository(path.resolve())
    except NotARepositoryError:
        create_repository(path)
        return find_repository(path.resolve())


def _nearest(path: Path) -> Path:
    """The folder itself, or the nearest one above it that exists."""
    path = path.resolve()
    return next(folder for folder in (path, *path.parents) if folder.is_dir())


def admin_entry(identity: Identity) -> dict[str, Any]:
    """The first entry under `people:`."""
    return {"email": identity.email, "name": identity.name, "roles": ["ORG_ADMIN"]}


def write_scaffold(
    folder: Path,
    repository: Repository,
    people: list[dict[str, Any]],
    schemas: dict[str, str],
    *,
    commit: bool,
    runbooks: str = RUNBOOKS_FOLDER,
) -> list[str]:
    """Write the files of a workspace with these `people`, and commit them. Returns their names.

    `runbooks` is the folder where its runbooks are, or will be.

    Raises:
        WriteFailedError, GitFailedError: the disk or git refused; what was written is taken back.
    """
    contents = {name: _content(source, folder / name, people, runbooks) for source, name in FILES.items()}
    contents |= {f".revenant/schemas/{name}": schema for name, schema in schemas.items()}
    contents |= {f"{name}/.gitkeep": "" for name in (*FOLDERS, runbooks) if not (folder / name).exists()}
    written: list[Path] = []
    before = _existing_attributes(folder)
    try:
        for name, content in contents.items():
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            written.append(path)
            path.write_text(content, encoding="utf-8", newline="\n")
    except OSError as error:
        _take_back(written, folder / ATTRIBUTES, before)
        raise WriteFailedError(error.filename or folder, error.strerror or str(error)) from None
    if commit:
        try:
            repository.commit(written, "A workspace for incidents", new=True)
        except CommitFailedError as error:
            _take_back(written, folder / ATTRIBUTES, before)
            raise GitFailedError("commit the new workspace, so nothing was kept", error.git_said) from None
    return list(contents)


def _content(source: str, path: Path, people: list[dict[str, Any]], runbooks: str) -> str:
    text = (files("revenant.store") / "scaffold" / source).read_text(encoding="utf-8")
    if path.name == ATTRIBUTES:
        text = text.replace("runbooks/drills.yaml", f"{runbooks}/drills.yaml")
    elif path.name == SETTINGS_FILE and runbooks != RUNBOOKS_FOLDER:
        text += f"\nrunbooks: {to_line({'folder': runbooks})}\n"
    if path.name == ATTRIBUTES and path.exists():
        return _appended(path.read_text(encoding="utf-8"), text)
    return text.replace("- @PERSON@", "\n".join(f"- {to_line(person)}" for person in people))


def _appended(existing: str, ours: str) -> str:
    """An existing .gitattributes with the lines it lacks; nothing of it is changed."""
    missing = [line for line in ours.splitlines() if line not in existing.splitlines()]
    return (
        existing + ("" if existing.endswith("\n") or not existing else "\n") + "".join(f"{line}\n" for line in missing)
    )


def _existing_attributes(folder: Path) -> str | None:
    path = folder / ATTRIBUTES
    return path.read_text(encoding="utf-8") if path.exists() else None


def _take_back(written: list[Path], attributes: Path, before: str | None) -> None:
    for path in written:
        if path == attributes and before is not None:
            path.write_text(before, encoding="utf-8")
        else:
            path.unlink(missing_ok=True)
