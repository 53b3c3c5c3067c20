"""Postmortems whose generated regions are compared with the record, and written anew."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from revenant.postmortems.document import Postmortem
from revenant.postmortems.errors import EditedRegionError, MisplacedMarkerError, UnknownRegionError
from revenant.postmortems.generated import write_regions
from revenant.postmortems.regions.comparing import Compared, Condition, compare
from revenant.postmortems.regions.conflicts import first_conflict, has_conflicts, settle
from revenant.postmortems.regions.markers import Layout
from revenant.postmortems.regions.rewriting import rewrite
from revenant.store.postmortems import PostmortemStore
from revenant.store.record import Record
from revenant.store.region_budgets import Charges
from revenant.store.region_material import material_of
from revenant.store.workspace import Workspace


class Wish(NamedTuple):
    """What becomes of regions edited by hand: `take` overwrites them, `detach` leaves them to their author.

    Both hold for the regions named in `names`, or for all that were edited.
    """

    take: bool = False
    detach: bool = False
    names: Sequence[str] = ()

    def covers(self, region: Compared) -> bool:
        return region.name in self.names if self.names else region.condition is Condition.EDITED


class Rendered(NamedTuple):
    """A postmortem before and after; `regions` are as they were before, `detached` those that lost their markers."""

    path: Path
    postmortem: Postmortem
    before: bytes
    after: bytes
    regions: list[Compared]
    detached: frozenset[str] = frozenset()

    @property
    def is_changed(self) -> bool:
        return self.before != self.after


class Renderer:
    """Compares and renders the postmortems of a workspace; it writes nothing."""

    def __init__(self, workspace: Workspace, record: Record) -> None:
        self._workspace, self._record = workspace, record
        self.store = PostmortemStore(workspace)
        self._charges = Charges(workspace)

    def name(self, incident_id: str) -> str:
        """Where its postmortem is, or would be, from the workspace's root."""
        return self._workspace.relative(self.store.path(incident_id))

    def look(self, incident_id: str) -> Rendered:
        """A postmortem, and how its regions stand; nothing of it is written anew.

        Raises:
            OSError: there is none, or the disk refuses it.
            UnsafePathError: a link leads out of the workspace.
        """
        path = self.store.path(incident_id)
        content = path.read_bytes()
        return self._compared(path, incident_id, content, content)

    def render(self, incident_id: str, wish: Wish) -> Rendered:
        """A postmortem, and what it says with its regions written anew.

        Raises:
            MisplacedMarkerError, UnknownRegionError.
            EditedRegionError: a region was edited by hand and `wish` does not say what becomes of that.
        """
        path = self.store.path(incident_id)
        content = path.read_bytes()
        settled = self._settled(content) if wish.take else content
        found = self._compared(path, incident_id, content, settled)
        self._refuse(found, wish)
        asked = [region for region in found.regions if wish.covers(region)]
        detached = frozenset(region.name for region in asked if wish.detach)
        bodies = {region.name: region.fresh for region in found.regions if region.condition is not Condition.UNKNOWN}
        text = rewrite(_text(settled), found.postmortem.layout, bodies, detached)
        return found._replace(after=text.encode(errors="surrogateescape"), detached=detached)

    def _compared(self, path: Path, incident_id: str, before: bytes, content: bytes) -> Rendered:
        postmortem = self.store.parse(self._workspace.relative(path), content)
        bodies = write_regions(material_of(self._workspace, self._record.get(incident_id), self._charges))
        return Rendered(path, postmortem, before, before, compare(postmortem.rows, postmortem.layout, bodies))

    def _refuse(self, found: Rendered, wish: Wish) -> None:
        name = found.postmortem.path
        if misplaced := found.postmortem.layout.misplaced:
            places = [f"{name}:{each.line}: {each.message}" for each in misplaced]
            raise MisplacedMarkerError(places, in_conflict=bool(first_conflict(found.postmortem.rows)))
        known = [region.name for region in found.regions if region.line]
        if unknown := next((each for each in wish.names if each not in known), ""):
            raise UnknownRegionError(name, unknown, known)
        decided = wish.take or wish.detach
        edited = [region for region in found.regions if region.condition is Condition.EDITED]
        left = [region for region in edited if not (decided and wish.covers(region))]
        if left:
            diff = "\n".join(region.edits for region in left)
            raise EditedRegionError(f"{name}:{left[0].line}", [region.name for region in left], diff)

    def _settled(self, content: bytes) -> bytes:
        """The same without the conflicts that a merge left within regions."""
        text = _text(content)
        if not has_conflicts(text):
            return content
        return settle(text, self._layout).encode(errors="surrogateescape")

    def _layout(self, text: str) -> Layout:
        return self.store.parse("", text.encode(errors="surrogateescape")).layout


def _text(content: bytes) -> str:
    return content.decode(errors="surrogateescape")
