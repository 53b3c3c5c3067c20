"""What all files of oncall/ share, for the rules: found when a rule first asks for it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import cached_property

from revenant.core.settings import Settings
from revenant.errors import RevenantError
from revenant.oncall.documents.document import OncallFile
from revenant.oncall.documents.policies import PolicyDocument
from revenant.oncall.documents.policing import policy_of
from revenant.oncall.documents.schedules import ScheduleDocument
from revenant.oncall.documents.scheduling import schedule_of
from revenant.oncall.escalating.roster import Roster
from revenant.oncall.people import addresses
from revenant.oncall.rules.subject import Spot
from revenant.oncall.schedule import Schedule
from revenant.signals.catalogue import Catalogue
from revenant.store.committed import committed_oncall
from revenant.store.git import run_git
from revenant.store.oncall import OncallStore
from revenant.store.oncall_files import read_oncall_file
from revenant.store.places import ONCALL_FOLDER, oncall_paths
from revenant.store.workspace import Workspace


class WorkspaceOncall:
    """The Knowledge of oncall/rules/subject.py, from the disk."""

    def __init__(self, workspace: Workspace, known: Settings, catalogue: Catalogue | None, now: datetime) -> None:
        self._workspace, self._settings, self.now = workspace, known, now
        self._services = list(catalogue.services) if catalogue else []
        self.address = addresses(known)
        self.people = frozenset(person.email.casefold() for person in known.people)

    @cached_property
    def files(self) -> dict[str, OncallFile]:
        """Every file that can be read, by its name."""
        found = {}
        for path in oncall_paths(self._workspace.root):
            name = self._workspace.relative(path)
            try:
                found[name] = read_oncall_file(self._workspace.inside(path), name)
            except RevenantError:  # told where that file is looked at
                continue
        return found

    @cached_property
    def spots(self) -> Mapping[tuple[str, str], Sequence[Spot]]:
        found = defaultdict[tuple[str, str], list[Spot]](list)
        for file in self.files.values():
            for item in file.items:
                if item.value is not None:
                    found[item.value.kind, item.value.name].append(Spot(file.path, item.at()[0]))
        return dict(found)

    @cached_property
    def roster(self) -> Roster:
        """Of documents with one name the first counts."""
        schedules = dict[str, Schedule]()
        read = [(file.path, item.at()[0], item.value) for file in self.files.values() for item in file.items]
        known = self.address
        for path, line, value in read:
            if isinstance(value, ScheduleDocument):
                schedules.setdefault(value.name, schedule_of(value, known, path, line))
        found = [policy_of(value, known, path, line) for path, line, value in read if isinstance(value, PolicyDocument)]
        first = list({policy.name: policy for policy in reversed(found)}.values())[::-1]
        owners = {service.name: service.owner for service in self._services}
        return Roster(schedules, first, owners, {service.name: service.depends_on for service in self._services})

    @property
    def teams(self) -> frozenset[str]:
        named = [team.name for team in self._settings.teams]
        named += [person.team for person in self._settings.people]
        return frozenset(each for each in (*named, *(service.owner for service in self._services)) if each)

    @cached_property
    def committed(self) -> Mapping[str, Schedule]:
        """Asked only where oncall/ is not as the last commit has it."""
        root = self._workspace.root
        told = run_git(root, "status", "--porcelain", "-z", "--", ONCALL_FOLDER)
        if not told.stdout or run_git(root, "rev-parse", "-q", "--verify", "HEAD").returncode:
            return {}
        try:
            with committed_oncall(self._workspace, "HEAD") as past:
                return {schedule.name: schedule for schedule in OncallStore(past).readable}
        except RevenantError:  # what was committed cannot be read, so there is nothing to compare with
            return {}
