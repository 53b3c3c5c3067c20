"""What the tests of importers share: a context, and what became of an incident in words."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from revenant.cli.import_.histories import load_yaml
from revenant.core.settings import Imports
from revenant.core.severity import Severity
from revenant.importers import IMPORTERS
from revenant.importers.batch import Batch, Context, File, Given, Imported, gather
from revenant.incidents.events import IncidentStatusChanged, NoteAdded
from revenant.incidents.measurements import Outcome, measure
from revenant.incidents.snapshot import IncidentSnapshot, fold
from revenant.incidents.table_map import TableMap

HERE = Path(__file__).parent
NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
CONTEXT = Context(
    "ben@example.com", NOW, Imports(), frozenset({Severity.SEV1, Severity.SEV2}), {"lea": "lea@example.com"}
)


def bring(name: str, *files: File, table: TableMap | None = None, context: Context = CONTEXT) -> Batch:
    """What the importer called `name` makes of `files`."""
    importer = IMPORTERS[name]
    return gather(importer.rows(Given(list(files), load_yaml, table)), importer.convert, context, {}, [])


def read(*names: str) -> list[File]:
    """Files of this folder."""
    return [File((HERE / name).read_bytes(), name) for name in names]


def only(batch: Batch) -> Imported:
    """The one incident of a batch."""
    (found,) = batch.imported.values()
    return found


def by_source(batch: Batch) -> dict[str, Imported]:
    return {found.source: found for found in batch.imported.values()}


def folded(found: Imported) -> IncidentSnapshot:
    return fold("INC-20261005-00000", found.events)


def moves(found: Imported) -> list[str]:
    """Each change of status, as `10:04 OPEN → ACKNOWLEDGED`, in order of time."""
    events = [event for event in folded(found).events if isinstance(event, IncidentStatusChanged)]
    return [f"{event.at:%H:%M} {event.from_} → {event.to}" for event in events]


def notes(found: Imported) -> list[str]:
    return [event.text for event in folded(found).events if isinstance(event, NoteAdded)]


def outcomes(found: Imported) -> dict[str, Outcome]:
    return {span.name: span.outcome for span in measure(folded(found))}


def sound(found: Imported) -> bool:
    """Whether the log is one that the fold takes without a contest, with growing ids and only moves there are."""
    from revenant.incidents.lifecycle import find_move

    it = folded(found)
    ids = [event.id for event in found.events]
    steps = [event for event in it.events if isinstance(event, IncidentStatusChanged)]
    legal = all(find_move(event.from_, event.to) for event in steps)
    reasons = all(event.reason for event in steps if (move := find_move(event.from_, event.to)) and move.needs_reason)
    return ids == sorted(set(ids)) and not it.contested and legal and reasons


def data(**fields: Any) -> dict[str, Any]:
    """Fields without those that are None: absent, not null."""
    return {key: value for key, value in fields.items() if value is not None}
