"""The kinds of files `lint` knows: where each is, how its name ends, and what checks it. To add one, add a line."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from enum import StrEnum
from pathlib import Path
from typing import NamedTuple

from revenant.core.files import MARKDOWN_SUFFIXES, POSTMORTEM_SUFFIX
from revenant.incidents.rules import RULES as LOG_RULES
from revenant.incidents.settings_rules import ATTRIBUTES_RULES, LEVELS_RULES, SETTINGS_RULES
from revenant.incidents.settings_rules.unknown_rule import Levels
from revenant.linting.checking import Check, check
from revenant.linting.suppression import Syntax
from revenant.oncall.handing.rules import RULES as HANDOFF_RULES
from revenant.oncall.rules import OVERRIDES_RULES
from revenant.oncall.rules import RULES as ONCALL_RULES
from revenant.postmortems.document import is_postmortem_page
from revenant.postmortems.rules import RULES as POSTMORTEM_RULES
from revenant.postmortems.settings_rules import RULES as POSTMORTEM_SETTINGS_RULES
from revenant.postmortems.template_rules import TEMPLATE_RULES
from revenant.postmortems.templating import ENDING
from revenant.runbooks.rules import DRILL_RULES
from revenant.runbooks.rules import RULES as RUNBOOK_RULES
from revenant.signals.change_rules import RULES as CHANGES_RULES
from revenant.signals.rules import RULES as CATALOGUE_RULES
from revenant.slos.data_rules import DATA_RULES
from revenant.slos.rules import ADJUSTMENT_RULES
from revenant.slos.rules import RULES as SLO_RULES
from revenant.store.alert_rules import read_rule_file
from revenant.store.places import (
    ADJUSTMENTS_FILE,
    CATALOGUE_FILE,
    HANDOFFS_FOLDER,
    ONCALL_FOLDER,
    ONCALL_SUFFIXES,
    OVERRIDES_FILE,
    SETTINGS_FILE,
    SLO_SUFFIXES,
    SLOS_FOLDER,
    TEMPLATES_FOLDER,
    drills_name,
    is_oncall_file,
    is_slo_file,
)
from revenant.store.rulebook import LINT_RULES
from revenant.store.slo_data import FOLDER as DATA_FOLDER
from revenant.store.subjects import (
    ATTRIBUTES_FILE,
    Context,
    adjustments_subject,
    attributes,
    changes_subject,
    drills_subject,
    handoff_subject,
    log_subject,
    measured_subject,
    oncall_subject,
    overrides_subject,
    postmortem_subject,
    runbook_subject,
    slo_subject,
)


class Area(StrEnum):
    """What `lint` can be asked about alone."""

    RUNBOOKS = "runbooks"
    POSTMORTEMS = "postmortems"
    SLOS = "slos"
    ONCALL = "oncall"


class Kind(NamedTuple):
    """One kind of file: its name for one and for many, where it is, how its name ends, and what checks it.

    `comments`: how comments are written that keep lint silent; None where they do not count, as in logs, which are
    only added to: those are never mended either. `area`: what command of its own looks at it too, such as
    `revenant runbook lint`.
    """

    one: str
    many: str
    root: str
    suffixes: tuple[str, ...]
    check: Callable[[Context, Path], Sequence[Check]] | None = None
    comments: Syntax | None = None
    area: Area | None = None
    files: frozenset[str] = frozenset()  # those that the settings name, wherever they are
    owns_page: Callable[[str], bool] = bool  # whether a file named so may be one

    def owns(self, name: str) -> bool:
        """Whether the file of this name, relative to the workspace, is of this kind."""
        if self.files:
            return name in self.files
        inside = not self.root or name == self.root or name.startswith(f"{self.root}/")
        return inside and name.endswith(self.suffixes) and self.owns_page(name)


def kind_of(name: str, kinds: Sequence[Kind]) -> Kind | None:
    """The kind of the file of this name, relative to the workspace."""
    return next((kind for kind in kinds if kind.owns(name)), None)


def kinds_in(context: Context, area: Area | None, named: Sequence[str]) -> tuple[Kind, ...]:
    """The kinds that `lint` looks at, of one area alone if asked.

    Asked for postmortems, every Markdown file among those `named`, and below the folders, is one wherever it is.
    """
    kinds = tuple(kind for kind in kinds_of(context) if area in (None, kind.area))
    if area is not Area.POSTMORTEMS:
        return kinds
    return kinds + tuple(_postmortem_kind(name, MARKDOWN_SUFFIXES) for name in named if name not in ("", "."))


def kinds_of(context: Context) -> tuple[Kind, ...]:
    """Every kind, the more special before the more general."""
    runbooks = context.runbooks.settings.folder
    return (
        Kind(SETTINGS_FILE, SETTINGS_FILE, SETTINGS_FILE, ("",), _check_settings, Syntax.HASH),
        Kind(CATALOGUE_FILE, CATALOGUE_FILE, CATALOGUE_FILE, ("",), _check_catalogue, Syntax.HASH),
        Kind(ATTRIBUTES_FILE, ATTRIBUTES_FILE, ATTRIBUTES_FILE, ("",), _check_attributes, Syntax.HASH),
        *_rule_files(context),
        Kind("incident log", "incident logs", "incidents", (".yaml", ".yml"), _check_log),
        *_postmortems(context),
        _templates(context),
        Kind("drill log", "drill logs", drills_name(runbooks), ("",), _check_drills, area=Area.RUNBOOKS),
        Kind("runbook", "runbooks", runbooks, MARKDOWN_SUFFIXES, _check_runbook, Syntax.MARKDOWN, area=Area.RUNBOOKS),
        Kind("change log", "change logs", "changes", (".yaml", ".yml"), _check_changes),
        *_slos(),
        Kind("handoff page", "handoff pages", HANDOFFS_FOLDER, MARKDOWN_SUFFIXES, _check_handoff, Syntax.MARKDOWN),
        Kind(OVERRIDES_FILE, OVERRIDES_FILE, OVERRIDES_FILE, ("",), _check_overrides, area=Area.ONCALL),
        *_oncall(),
    )


def _postmortems(context: Context) -> Iterator[Kind]:
    """Those beside the incidents' logs, and the folders of others."""
    yield _postmortem_kind("incidents", (POSTMORTEM_SUFFIX,))
    yield from (_postmortem_kind(each, MARKDOWN_SUFFIXES) for each in context.known.postmortems.folders)


def _postmortem_kind(root: str, suffixes: tuple[str, ...]) -> Kind:
    many, area = "postmortems", Area.POSTMORTEMS
    return Kind(
        "postmortem", many, root, suffixes, _check_postmortem, Syntax.MARKDOWN, area, owns_page=is_postmortem_page
    )


def _templates(context: Context) -> Kind:
    look = _check_template if context.engine else None
    return Kind("postmortem template", "postmortem templates", TEMPLATES_FOLDER, (ENDING,), look)


def _slos() -> Iterator[Kind]:
    suffixes, area, accepted = SLO_SUFFIXES, Area.SLOS, ADJUSTMENTS_FILE
    many = "files of measured values"
    yield Kind("file of measured values", many, DATA_FOLDER, (".csv", ".json"), _check_measured, area=area)
    yield Kind(accepted, accepted, accepted, ("",), _check_adjustments, Syntax.HASH, area)
    yield Kind(
        "file of SLOs", "files of SLOs", SLOS_FOLDER, suffixes, _check_slos, Syntax.HASH, area, owns_page=is_slo_file
    )


def _oncall() -> Iterator[Kind]:
    one, many = "on-call file", "on-call files"
    yield Kind(
        one, many, ONCALL_FOLDER, ONCALL_SUFFIXES, _check_oncall, Syntax.HASH, Area.ONCALL, owns_page=is_oncall_file
    )


def _rule_files(context: Context) -> tuple[Kind, ...]:
    names = frozenset(map(context.workspace.relative, context.rule_files))
    many = "files of alert rules"
    kind = Kind("file of alert rules", many, "", ("",), _check_rules, Syntax.HASH, area=Area.RUNBOOKS, files=names)
    return (kind,) if names else ()


def _check_settings(context: Context, path: Path) -> Sequence[Check]:
    levels = Levels(context.settings, LINT_RULES)
    rules = {**SETTINGS_RULES, **POSTMORTEM_SETTINGS_RULES}
    return [check(rules, context.settings), check(LEVELS_RULES, levels)]


def _check_catalogue(context: Context, path: Path) -> Sequence[Check]:
    return [check(CATALOGUE_RULES, context.catalogue)]


def _check_log(context: Context, path: Path) -> Sequence[Check]:
    return [check(LOG_RULES, log_subject(context.workspace.relative(path), path.read_bytes(), context))]


def _check_changes(context: Context, path: Path) -> Sequence[Check]:
    return [check(CHANGES_RULES, changes_subject(context.workspace.relative(path), path.read_bytes(), context))]


def _check_drills(context: Context, path: Path) -> Sequence[Check]:
    return [check(DRILL_RULES, drills_subject(context.workspace.relative(path), path.read_bytes()))]


def _check_attributes(context: Context, path: Path) -> Sequence[Check]:
    return [check(ATTRIBUTES_RULES, attributes(context.workspace, context.known.runbooks.folder))]


def _check_runbook(context: Context, path: Path) -> Sequence[Check]:
    subject = runbook_subject(path, context)
    rules = RUNBOOK_RULES if subject.runbook.head.is_readable else {"RB001": RUNBOOK_RULES["RB001"]}
    claims = context.coverer.claim_check(subject.runbook)
    return [check(rules, subject), *([claims] if claims else [])]


def _check_postmortem(context: Context, path: Path) -> Sequence[Check]:
    return [check(POSTMORTEM_RULES, postmortem_subject(path, context))]


def _check_handoff(context: Context, path: Path) -> Sequence[Check]:
    return [check(HANDOFF_RULES, handoff_subject(path, context))]


def _check_template(context: Context, path: Path) -> Sequence[Check]:
    trials = context.template_trials
    return [check(TEMPLATE_RULES, trials.subject_at(path))] if trials else []


def _check_slos(context: Context, path: Path) -> Sequence[Check]:
    return [check(SLO_RULES, slo_subject(path, context))]


def _check_overrides(context: Context, path: Path) -> Sequence[Check]:
    return [check(OVERRIDES_RULES, overrides_subject(path.read_bytes(), context))]


def _check_oncall(context: Context, path: Path) -> Sequence[Check]:
    return [check(ONCALL_RULES, oncall_subject(path, context))]


def _check_measured(context: Context, path: Path) -> Sequence[Check]:
    return [check(DATA_RULES, measured_subject(path, context))]


def _check_adjustments(context: Context, path: Path) -> Sequence[Check]:
    return [check(ADJUSTMENT_RULES, adjustments_subject(path.read_bytes(), context))]


def _check_rules(context: Context, path: Path) -> Sequence[Check]:
    name = context.workspace.relative(path)
    file = next((file for file in context.coverer.files if file.path == name), None) or read_rule_file(path, name)
    return [context.coverer.file_check(file)]
