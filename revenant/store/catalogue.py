"""Adding to services.yaml: comments and order stay, the result is read back before it counts, one commit."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import msgspec

from revenant.errors import InvalidFileError
from revenant.signals.additions import Additions, additions
from revenant.signals.catalogue import Catalogue, Service
from revenant.store import yaml_io
from revenant.store.lock import write_lock
from revenant.store.places import CATALOGUE_FILE
from revenant.store.results import write_result
from revenant.store.workspace import Workspace

_EMPTY = "# yaml-language-server: $schema=.revenant/schemas/services.json\nschema: revenant/services@1\nservices: []\n"


def add_services(
    workspace: Workspace, wanted: list[Service], message: str, *, commit: bool, dry_run: bool
) -> Additions:
    """Add what services.yaml lacks, and commit that file alone.

    Raises:
        InvalidFileError: services.yaml cannot be read, or not be added to without changing what it says.
    """
    if dry_run:
        return additions(workspace.catalogue, wanted)
    repository, commit = workspace.repository, commit and workspace.settings.commit == "auto"
    with write_lock(repository.private):
        if commit:
            repository.require_unlocked()
        path = workspace.inside(workspace.root / CATALOGUE_FILE)
        is_new = not path.exists()
        text = _EMPTY if is_new else path.read_text(encoding="utf-8")
        catalogue = _parsed(text, path)
        found = additions(catalogue, wanted)
        if found:
            write_result(path, _added(text, catalogue, found, path))
            if commit:
                repository.commit([path], message, new=is_new)
    return found


def _added(text: str, catalogue: Catalogue, found: Additions, path: Path) -> str:
    """The text with the additions; whatever it said before, it still says."""
    from revenant.store.yaml_edit import edited

    new = edited(text, lambda document: _change(document, found))
    if _parsed(new, path) != _expected(catalogue, found):
        raise InvalidFileError([f"{path.name} cannot be added to without changing what it says"], "add to it by hand")
    return new


def _change(document: Any, found: Additions) -> None:
    from revenant.store.yaml_edit import append, on_one_line, put

    for entry in document.get("services") or []:
        name = entry["name"]
        for field, value in found.fields.get(name, {}).items():
            put(entry, field, value)
        if name in found.edges:
            append(entry, "depends_on", found.edges[name])
    if found.services:
        append(document, "services", [on_one_line(_data(service)) for service in found.services])


def _data(service: Service) -> dict[str, Any]:
    return {key: value for key, value in msgspec.to_builtins(service).items() if value not in (None, "", [])}


def _expected(catalogue: Catalogue, found: Additions) -> Catalogue:
    """What the file must say afterwards."""
    services = [_grown(service, found) for service in catalogue.services]
    return msgspec.structs.replace(catalogue, services=[*services, *found.services])


def _grown(service: Service, found: Additions) -> Service:
    more = [*service.depends_on, *found.edges.get(service.name, [])]
    return msgspec.structs.replace(service, depends_on=more, **found.fields.get(service.name, {}))


def _parsed(text: str, path: Path) -> Catalogue:
    value, complaints = yaml_io.load_as(text, Catalogue)
    if value is None:
        raise InvalidFileError([f"{path.name}:{line}:{col}: {message}" for line, col, message in complaints])
    return value
