"""Files of the workspace as the subjects lint's rules look at."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from datetime import datetime
from functools import cached_property
from pathlib import Path
from typing import TypeVar

from revenant.core.files import RUNBOOKS_FOLDER
from revenant.core.settings import Settings
from revenant.incidents.log import Log
from revenant.incidents.rules.subject import LogSubject
from revenant.incidents.settings_rules.logs_not_merged import Attributes
from revenant.incidents.snapshot import fold
from revenant.linting.document import Document
from revenant.oncall.changing.entries import Overridden
from revenant.oncall.handing.document import HandoffPage, HandoffSubject
from revenant.oncall.rules.subject import OncallSubject
from revenant.oncall.rules.unreadable_override import OverridesSubject
from revenant.postmortems.subject import PostmortemSubject
from revenant.postmortems.templating import Engine
from revenant.runbooks.links.following import Reason
from revenant.runbooks.rules.subject import DrillsSubject, RunbookSubject
from revenant.signals.catalogue import Catalogue
from revenant.signals.change_rules.subject import ChangeLog, ChangesSubject
from revenant.slos.data_rules.subject import DataSubject
from revenant.slos.rules.adjustments_subject import AdjustmentsSubject
from revenant.slos.rules.subject import SloSubject
from revenant.store import yaml_io
from revenant.store.alert_rules import find_rule_files
from revenant.store.changelog import CHANGES
from revenant.store.coverage import Coverer
from revenant.store.drills import DRILLS
from revenant.store.frontmatter import split_rows
from revenant.store.git import run_git
from revenant.store.handoffs import handoff_pages, read_handoff
from revenant.store.knowledge import WorkspaceKnowledge
from revenant.store.library import WorkspaceLibrary
from revenant.store.log import parse_log
from revenant.store.oncall_files import read_oncall_file
from revenant.store.oncall_knowledge import WorkspaceOncall
from revenant.store.overrides import OVERRIDES
from revenant.store.places import (
    ADJUSTMENTS_FILE,
    CATALOGUE_FILE,
    CHANGES_FOLDER,
    OVERRIDES_FILE,
    SETTINGS_FILE,
    change_days,
    drills_name,
)
from revenant.store.postmortems import PostmortemStore
from revenant.store.runbooks import RunbookStore
from revenant.store.slo_adjustments import parse_adjustments
from revenant.store.slo_data import stem_of
from revenant.store.slo_files import read_slo_file
from revenant.store.slo_knowledge import WorkspaceSlos
from revenant.store.slo_survey import data_subject
from revenant.store.template_trials import TemplateTrials
from revenant.store.workspace import Workspace

ATTRIBUTES_FILE = ".gitattributes"
T = TypeVar("T")


class Context:
    """What checking one file may need of the others.

    `engine` gives what renders templates, once there are any; without it nobody looks at them.
    """

    engine: Callable[[], Engine] | None = None

    def __init__(
        self, workspace: Workspace, settings: Document[Settings], catalogue: Document[Catalogue], now: datetime
    ) -> None:
        self.workspace, self.settings, self.catalogue, self.now = workspace, settings, catalogue, now

    @cached_property
    def known(self) -> Settings:
        """The settings, or those of a workspace that says nothing where they cannot be read."""
        return self.settings.value or Settings(schema="revenant/workspace@1")

    @cached_property
    def runbooks(self) -> RunbookStore:
        return RunbookStore(self.workspace, self.known.runbooks)

    @cached_property
    def library(self) -> WorkspaceLibrary:
        return WorkspaceLibrary(self.runbooks, self.known, self.catalogue.value, self.now)

    @cached_property
    def postmortems(self) -> PostmortemStore:
        return PostmortemStore(self.workspace, self.known.postmortems)

    @cached_property
    def knowledge(self) -> WorkspaceKnowledge:
        return WorkspaceKnowledge(self.workspace, self.known, self.now)

    @cached_property
    def template_trials(self) -> TemplateTrials | None:
        return TemplateTrials(self.workspace, self.known, self.engine()) if self.engine else None

    @cached_property
    def rule_files(self) -> list[Path]:
        """The files that runbooks.alert_rules names."""
        return find_rule_files(self.workspace, self.known.runbooks.alert_rules)

    @cached_property
    def coverer(self) -> Coverer:
        paths = self.rule_files if self.known.runbooks.alert_rules else None
        return Coverer(self.runbooks, self.library.tree, paths)

    @cached_property
    def handoffs(self) -> list[HandoffPage]:
        return handoff_pages(self.workspace)

    @cached_property
    def slos(self) -> WorkspaceSlos:
        return WorkspaceSlos(self.workspace, self.known, self.catalogue.value, self.now)

    @cached_property
    def oncall(self) -> WorkspaceOncall:
        return WorkspaceOncall(self.workspace, self.known, self.catalogue.value, self.now)

    @property
    def unchecked(self) -> Counter[Reason]:
        """How many of the things that rules have met could not be checked, by reason."""
        return self.library.unchecked if "library" in self.__dict__ else Counter()

    def prepare(self) -> None:
        """Find what every runbook needs of all others, before the work is shared out."""
        _ = self.coverer.rivals, self.library.ids

    @property
    def missing(self) -> list[str]:
        """What the settings name and is not there."""
        runbooks = self.known.runbooks.folder
        named = [*([runbooks] if runbooks != RUNBOOKS_FOLDER else []), *self.known.postmortems.folders]
        return [f"{folder} (no such folder)" for folder in named if not (self.workspace.root / folder).is_dir()]


def read_context(workspace: Workspace, now: datetime) -> Context:
    """Read the settings and the catalogue, however broken."""
    return Context(workspace, _settings(workspace), _catalogue(workspace), now)


def _settings(workspace: Workspace) -> Document[Settings]:
    return document(SETTINGS_FILE, workspace.inside(workspace.root / SETTINGS_FILE).read_bytes(), Settings)


def _catalogue(workspace: Workspace) -> Document[Catalogue]:
    path = workspace.inside(workspace.root / CATALOGUE_FILE)
    return document(CATALOGUE_FILE, path.read_bytes() if path.is_file() else b"schema: revenant/services@1", Catalogue)


def _rows(content: bytes) -> list[str]:
    """The lines of a file; bytes that are not UTF-8 stay recognisable."""
    rows = content.decode(errors="surrogateescape").split("\n")
    return rows if rows[-1] else rows[:-1]


def log_subject(name: str, content: bytes, context: Context) -> LogSubject:
    """The event log `name` with what the workspace knows of services and environments."""
    log = parse_log(content)
    settings, catalogue = context.settings.value, context.catalogue.value
    return LogSubject(
        path=name,
        rows=_rows(content),
        log=log,
        snapshot=fold(Path(name).stem, log.events),
        lines=_first_lines(log),
        now=context.now,
        services=frozenset(catalogue.names if catalogue else ()),
        environments=frozenset(settings.environments if settings else ()),
    )


def changes_subject(name: str, content: bytes, context: Context) -> ChangesSubject:
    """The change log `name` with what the workspace knows of services and environments."""
    settings, catalogue = context.settings.value, context.catalogue.value
    return ChangesSubject(
        path=name,
        rows=_rows(content),
        log=ChangeLog(*CHANGES.parse(content)),
        now=context.now,
        services=frozenset(catalogue.names if catalogue else ()),
        environments=frozenset(settings.environments if settings else ()),
    )


def drills_subject(name: str, content: bytes) -> DrillsSubject:
    """The log of drills `name`."""
    found = DRILLS.parse(content)
    return DrillsSubject(name, _rows(content), found.broken, found.torn)


def handoff_subject(path: Path, context: Context) -> HandoffSubject:
    """The page of a handoff, with the times at which its schedule was handed off later.

    Raises:
        OSError: the disk refuses it.
    """
    content = path.read_bytes()
    head = read_handoff(content)
    schedule = head.matter.schedule if head.matter else ""
    later = [page.matter.at for page in context.handoffs if page.matter.schedule == schedule]
    return HandoffSubject(context.workspace.relative(path), split_rows(content), head, context.now, later)


def runbook_subject(path: Path, context: Context) -> RunbookSubject:
    """The runbook in a file, with what all runbooks of the workspace share.

    Raises:
        OSError: the disk refuses it.
    """
    runbook = context.runbooks.read(path)
    return RunbookSubject(runbook.path, runbook.rows, runbook, context.library)


def postmortem_subject(path: Path, context: Context) -> PostmortemSubject:
    """The postmortem in a file, with what the workspace knows of its incident.

    Raises:
        OSError: the disk refuses it.
    """
    return PostmortemSubject(context.postmortems.read(path), context.knowledge)


def slo_subject(path: Path, context: Context) -> SloSubject:
    """The SLOs in a file, with what the workspace knows of all others.

    Raises:
        ReadFailedError: the disk refuses it.
    """
    name = context.workspace.relative(path)
    return SloSubject(context.slos.files.get(name) or read_slo_file(path, name), context.slos)


def oncall_subject(path: Path, context: Context) -> OncallSubject:
    """The schedules and policies in a file, with what the workspace knows of all others.

    Raises:
        ReadFailedError: the disk refuses it.
    """
    name = context.workspace.relative(path)
    return OncallSubject(context.oncall.files.get(name) or read_oncall_file(path, name), context.oncall)


def overrides_subject(content: bytes, context: Context) -> OverridesSubject:
    """oncall/overrides.yaml, with the names of the schedules there are."""
    found = OVERRIDES.parse(content)
    named = [
        (line, each.schedule)
        for line, each in zip(found.lines, found.items, strict=True)
        if isinstance(each, Overridden)
    ]
    return OverridesSubject(
        OVERRIDES_FILE, _rows(content), found.broken, found.torn, named, list(context.oncall.roster.schedules)
    )


def adjustments_subject(content: bytes, context: Context) -> AdjustmentsSubject:
    """slos/adjustments.yaml, with what the workspace knows of SLOs and people."""
    value, places, complaints = parse_adjustments(content)
    adjustments = value.adjustments if value else []
    return AdjustmentsSubject(ADJUSTMENTS_FILE, _rows(content), adjustments, places, complaints, context.slos)


def measured_subject(path: Path, context: Context) -> DataSubject:
    """Measured values, with the names that files of values may have.

    Raises:
        ReadFailedError: the disk refuses it.
    """
    names = {stem_of(slo, each) for slo in context.slos.slos.values() for each in slo.objectives}
    return data_subject(path, context.workspace.relative(path), names, context.now)


def _first_lines(log: Log) -> dict[str, int]:
    lines: dict[str, int] = {}
    for line, event in zip(log.lines, log.events, strict=True):
        lines.setdefault(event.id, line)
    return lines


def document(name: str, content: bytes, kind: type[T]) -> Document[T]:
    """A file that is one value."""
    value, complaints = yaml_io.load_as(content, kind)
    return Document(name, split_rows(content), value, complaints)


def attributes(workspace: Workspace, runbooks: str) -> Attributes:
    """.gitattributes, empty where there is none, and what git says of logs, of all but incidents only where some are.

    `runbooks` is the folder of runbooks.
    """
    path = workspace.inside(workspace.root / ATTRIBUTES_FILE)
    samples = {"incidents/**/*.yaml": "incidents/2026/01/INC-20260101-00000.yaml"}
    drills = drills_name(runbooks)
    if change_days(workspace.root):
        samples[f"{CHANGES_FOLDER}/**/*.yaml"] = f"{CHANGES_FOLDER}/2026/01/01.yaml"
    if (workspace.root / OVERRIDES_FILE).is_file():
        samples[OVERRIDES_FILE] = OVERRIDES_FILE
    if (workspace.root / drills).is_file():
        samples[drills if " " not in drills else f'"{drills}"'] = drills
    told = run_git(workspace.root, "check-attr", "-z", "merge", "--", *samples.values()).stdout
    lacking = [pattern for pattern, sample in samples.items() if f"{sample}\0merge\0union\0" not in told]
    return Attributes(ATTRIBUTES_FILE, _rows(path.read_bytes()) if path.is_file() else [], lacking)
