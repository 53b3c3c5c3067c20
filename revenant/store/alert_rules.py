"""Files of alert rules on disk: which they are, and the alerts in each, with their lines."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from revenant.core.frontmatter import Complaint
from revenant.errors import UnsafePathError
from revenant.runbooks.alerts import AlertRule, alerts_in
from revenant.runbooks.errors import NoAlertRulesError
from revenant.store import yaml_io
from revenant.store.frontmatter import split_rows
from revenant.store.workspace import Workspace

_SUFFIXES = (".yaml", ".yml", ".json", ".rules")
_WILD = set("*?")
_MOST_BYTES = 4 * 2**20
_PAIR = re.compile(r"\\u(?P<high>[dD][89abAB][0-9a-fA-F]{2})(?:\\u(?P<low>[dD][c-fC-F][0-9a-fA-F]{2}))?")


class RuleFile(NamedTuple):
    """A file of alert rules, named from the workspace's root where it is inside. One with a complaint has no alerts."""

    path: str
    rows: Sequence[str]
    alerts: Sequence[AlertRule]
    complaint: Complaint | None = None


def find_rule_files(workspace: Workspace, patterns: Iterable[str]) -> list[Path]:
    """The files that `runbooks.alert_rules` names, sorted; those outside of the workspace are left out."""
    inner = (each for each in patterns if not each.startswith("/") and ".." not in each.split("/"))
    found = {path for pattern in inner for path in _expand(workspace.root, pattern)}
    return sorted(path for path in found if _is_inside(workspace, path))


def named_rule_files(directory: Path, names: Iterable[str]) -> list[Path]:
    """The files, folders and patterns named on the command line, which may be anywhere.

    Raises:
        NoAlertRulesError: one of them is nothing.
    """
    found: dict[Path, None] = {}
    for name in names:
        files = list(_files(Path(os.path.abspath(directory / name)))) or list(_expand(directory, name))
        if not files:
            raise NoAlertRulesError(name)
        found.update(dict.fromkeys(files))
    return list(found)


def _expand(top: Path, pattern: str) -> Iterator[Path]:
    """The files a pattern matches; linked folders are not entered, for they may lead in circles."""
    parts = pattern.split("/")
    plain = next((number for number, part in enumerate(parts) if _WILD & set(part)), len(parts))
    base = Path(os.path.abspath(top / "/".join(parts[:plain]))) if pattern[:1] != "/" else Path("/", *parts[1:plain])
    if plain == len(parts):
        yield from _files(base)
        return
    shape = _shape(parts[plain:])
    is_open = parts[-1] in ("*", "**")
    for file in _files(base, every=True):
        rest = file.relative_to(base).as_posix()
        found = shape.match(rest)
        if found and (rest.endswith(_SUFFIXES) or (found.end() == len(rest) and not is_open)):
            yield file


def _shape(parts: Sequence[str]) -> re.Pattern[str]:
    """What a path must begin with to be matched by these parts: itself, or a folder it is in."""
    if parts and parts[-1] == "**":
        parts = [*parts[:-1], "**", "*"]
    said = "".join("(?:[^/]+/)*" if part == "**" else f"{_part(part)}/" for part in parts)
    return re.compile(f"{said.removesuffix('/')}(?:$|(?=/))")


def _part(part: str) -> str:
    return re.escape(part).replace(r"\*", "[^/]*").replace(r"\?", "[^/]")


def _is_inside(workspace: Workspace, path: Path) -> bool:
    try:
        workspace.inside(path)
    except UnsafePathError:
        return False
    return Path(os.path.abspath(path)).is_relative_to(workspace.root)


def _files(path: Path, *, every: bool = False) -> Iterator[Path]:
    """A file itself; of a folder, every file below that is named as rules are, or `every`; hidden ones left out."""
    if path.is_file():
        yield path
    for top, folders, names in os.walk(path):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            file = Path(top, name)
            is_wanted = (every or name.endswith(_SUFFIXES)) and not name.startswith(".")
            if is_wanted and file.is_file() and not file.is_symlink():
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
    return _PAIR.sub(_character, text.replace("\t", " "))


def _character(pair: re.Match[str]) -> str:
    high, low = pair["high"], pair["low"]
    if not low:
        return "\ufffd"
    return chr(0x10000 + ((int(high, 16) - 0xD800) << 10) + int(low, 16) - 0xDC00)
