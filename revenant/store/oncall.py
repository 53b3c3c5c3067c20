"""oncall/ on disk: its schedules with their overrides, and its escalation policies."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property

from revenant.errors import InvalidFileError
from revenant.oncall.documents.policies import PolicyDocument
from revenant.oncall.documents.policing import policy_of
from revenant.oncall.documents.schedules import ScheduleDocument
from revenant.oncall.documents.scheduling import schedule_of
from revenant.oncall.escalating.policy import Policy
from revenant.oncall.people import addresses
from revenant.oncall.schedule import Schedule
from revenant.store.oncall_files import read_oncall_file
from revenant.store.places import ONCALL_FOLDER, oncall_paths
from revenant.store.workspace import Workspace


class OncallStore:
    """The schedules and policies of a workspace, read when first asked for."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace

    @property
    def exists(self) -> bool:
        """Whether there is a folder of them; asked by commands that are about something else."""
        return (self._workspace.root / ONCALL_FOLDER).is_dir()

    @cached_property
    def schedules(self) -> list[Schedule]:
        """Every schedule, by name.

        Raises:
            InvalidFileError: with line and column of every complaint.
        """
        known = addresses(self._workspace.settings)
        found = [
            schedule_of(document, known, name, line)
            for name, line, document in self._documents
            if isinstance(document, ScheduleDocument)
        ]
        return sorted(found, key=lambda schedule: schedule.name)

    @cached_property
    def policies(self) -> list[Policy]:
        """Every escalation policy, by name.

        Raises:
            InvalidFileError.
        """
        known = addresses(self._workspace.settings)
        found = [
            policy_of(document, known, name, line)
            for name, line, document in self._documents
            if isinstance(document, PolicyDocument)
        ]
        return sorted(found, key=lambda policy: policy.name)

    @cached_property
    def _documents(self) -> list[tuple[str, int, ScheduleDocument | PolicyDocument]]:
        complaints: list[str] = []
        found = list(self._read(complaints))
        if complaints:
            raise InvalidFileError(complaints, "`revenant oncall lint` shows each; correct the file")
        return found

    def _read(self, complaints: list[str]) -> Iterator[tuple[str, int, ScheduleDocument | PolicyDocument]]:
        for path in oncall_paths(self._workspace.root):
            name = self._workspace.relative(path)
            file = read_oncall_file(self._workspace.inside(path), name)
            wrong = [*file.complaints, *(each for item in file.items for each in item.complaints)]
            complaints += [f"{name}:{line}:{col}: {message}" for line, col, message in wrong]
            yield from ((name, item.at()[0], item.value) for item in file.items if item.value is not None)
