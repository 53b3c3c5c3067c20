"""What the postmortem of an incident left to do, counted from its file."""

from __future__ import annotations

import os
from collections.abc import Iterable
from contextlib import suppress

from revenant.core.files import POSTMORTEM_SUFFIX
from revenant.errors import RevenantError
from revenant.postmortems.actions import parse_actions
from revenant.postmortems.learning.tally import Tally, tally_of
from revenant.store.places import incident_path, month_folders
from revenant.store.workspace import Workspace


def read_tally(workspace: Workspace, incident_id: str) -> Tally | None:
    """The numbers of its action items; None without a postmortem, and where the disk refuses it."""
    path = incident_path(workspace.root, incident_id).with_suffix(POSTMORTEM_SUFFIX)
    with suppress(OSError, RevenantError):
        return tally_of(parse_actions(workspace.inside(path).read_text(encoding="utf-8", errors="replace")))
    return None


def read_tallies(workspace: Workspace, ids: Iterable[str]) -> dict[str, Tally]:
    """The numbers of those among `ids` that have a postmortem; folders are listed, so that few files are looked for."""
    names = (name for month in month_folders(workspace.incidents_folder) for name in os.listdir(month))
    have = {name.removesuffix(POSTMORTEM_SUFFIX) for name in names if name.endswith(POSTMORTEM_SUFFIX)}
    found = {each: read_tally(workspace, each) for each in sorted(have.intersection(ids))}
    return {each: tally for each, tally in found.items() if tally is not None}
