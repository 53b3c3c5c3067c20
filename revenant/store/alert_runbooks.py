"""Where the runbook of an alert is, for whoever writes the alert's rule."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

from revenant.runbooks.suggestion.matching import claims_on
from revenant.store.runbooks import RunbookStore
from revenant.store.workspace import Workspace


def runbook_address(workspace: Workspace) -> Callable[[str], str]:
    """Tells the address of the runbook that names an alert, empty where there is none.

    The path from the workspace's root, or where the settings say at which address that folder is served, its address.
    """
    store = RunbookStore(workspace)
    roots = sorted(store.settings.link_roots.items())

    @cache
    def address(alert: str) -> str:
        claims = claims_on(alert, store.skimmed)
        return _served(claims[0].runbook.path, roots) if claims else ""

    return address


def _served(path: str, roots: list[tuple[str, str]]) -> str:
    for start, folder in roots:
        inner = folder.strip("/")
        if start.startswith(("https://", "http://")) and (not inner or path.startswith(f"{inner}/")):
            return f"{start.rstrip('/')}/{path.removeprefix(inner).lstrip('/')}"
    return path
