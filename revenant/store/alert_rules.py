"""Files of alert rules on disk: which they are, and the alerts in each, with their lines."""

from __future__ import annotations

import glob
import os
import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from revenant.errors import UnsafePathError
from revenant.runbooks.alerts import AlertRule, alerts_in
from revenant.runbooks.document import Complaint
from revenant.runbooks.errors import NoAlertRulesError
from revenant.store import yaml_io
from revenant.store.runbooks import split_rows
from revenant.store.workspace import Workspace

_SUFFIXES = (".yaml", ".yml", ".json", ".rules")
_MOST_BYTES = 4 * 2**20
_PAIR = re.compile(r"\\u[dD][89abAB][0-9a-fA-F]{2}(?:\\u[dD][c-fC-F][0-9a-fA-F]{2})?")


class RuleFile(NamedTuple):
    """A file of alert rules, named from the workspace's root where it is inside. One with a complaint has no alerts."""

    path: str
    rows: Sequence[str]
    alerts: Sequence[AlertRule]
    complaint: Complaint | None = None


def find_rule_files(workspace: Workspace, patterns: Iterable[str]) -> list[Path]:
    """The files that `runbooks.alert_rules` names, sorted; those outside of the workspace are left out."""
    found: set[Path] = set()
    for pattern in patterns:
        for name in glob.iglob(pattern, root_dir=workspace.root, recursive=True):
            found.update(path for path in _files(workspace.root / name) if _is_inside(workspace, path))
    return sorted(found)


def named_rule_files(directory: Path, names: Iterable[str]) -> list[Path]:
    """The files, folders and patterns named on the command line, which may be anywhere.

    Raises:
        NoAlertRulesError: one of them is nothing.
    """
    found: dict[Path, None] = {}
    for name in names:
        whole = str(directory / name)
        paths = [whole] if os.path.exists(whole) else sorted(glob.glob(whole, recursive=True))
        files = [file for path in paths for file in _files(Path(os.path.abspath(path)))]
        if not files:
            raise NoAlertRulesError(name)
        found.update(dict.fromkeys(files))
    return list(found)


def _is_inside(workspace: Workspace, path: Path) -> bool:
    try:
        workspace.inside(path)
    except UnsafePathError:
        return False
    return Path(os.path.abspath(path)).is_relative_to(workspace.root)


def _files(path: Path) -> Iterator[Path]:
    """A file itself; of a folder, every file below that is named as rules are, hidden ones left out."""
    if path.is_file():
        yield path
    for top, folders, names in os.walk(path):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            file = Path(top, name)
            if name.endswith(_SUFFIXES) and not name.startswith(".") and file.is_file() and not file.is_symlink():
                yield file


def read_rule_file(path: Path, name: str) -> RuleFile:
    """The alerts of a file; what is wrong with it is told within."""
    try:
        if (size := path.stat().st_size) > _MOST_BYTES:
            said = f"{size / 2**20:.1f} MiB are no rules: the most is {_MOST_BYTES // 2**20} MiB"
            return RuleFile(name, [], [], Complaint(0, 0, said))
        return parse_rule_file(path.read_bytes(), name)
    except OSError as error:
        return RuleFile(name, [], [], Complaint(0, 0, f"cannot be read: {error.strerror or error}"))


def parse_rule_file(content: bytes, name: str) -> RuleFile:
    """The alerts in the content of a file."""
    rows = split_rows(content)
    try:
        text = content.decode()
        documents = yaml_io.load_placed(_as_yaml(text) if name.endswith(".json") else text)
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        return RuleFile(name, rows, [], Complaint(line, 1, "this is not UTF-8"))
    except yaml_io.YamlError as error:
        return RuleFile(name, rows, [], Complaint(*error.complaint))
    return RuleFile(name, rows, [alert for data, places in documents for alert in alerts_in(name, data, places)])


def _as_yaml(text: str) -> str:
    """JSON as YAML reads it: tabs only indent there, and a character beyond the first plane is two escapes."""
    return _PAIR.sub("?", text.replace("\t", " "))
