"""The one owner of PyYAML: strict reading, and positions for every complaint.

Reading is YAML 1.2 core: `no`, `on`, `17:00` and `2026-11-23` stay text, duplicate keys, merge keys,
aliases and tags are refused, size and depth are bounded.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, ClassVar, TypeVar

import msgspec
import yaml

from revenant.store.complaints import Complaint, Path, every_complaint

MAX_BYTES = 32 * 2**20
MAX_DEPTH = 40
TWICE = "stands here twice"  # how a complaint about a repeated key ends
# libyaml composes by recursion and overflows the stack near 30,000 levels. Each level takes one of these,
# so a document with few of them cannot nest deep and need not be walked first.
_OPENERS = (b"[", b"{", b"- ", b"-\t", b"-\n", b"? ", b"?\n", b":\n", b":\r", b": ")
_SAFE_OPENERS = 5000
T = TypeVar("T")


class YamlError(Exception):
    """A document that cannot be read at all."""

    def __init__(self, complaint: Complaint) -> None:
        super().__init__(complaint.message)
        self.complaint = complaint


class _StrictLoader(yaml.CSafeLoader):
    """YAML 1.2 core scalars; no aliases, tags, merge keys or repeated keys."""

    # PyYAML's own class tables, emptied: nothing of YAML 1.1 is inherited.
    yaml_implicit_resolvers: dict[str, list[Any]] = {}  # noqa: RUF012 (PyYAML declares it so)
    yaml_constructors: ClassVar[dict[str | None, Any]] = {}

    def construct_object(self, node: yaml.Node, deep: bool = False) -> Any:
        if node in self.constructed_objects:
            raise _refused(node, "an alias (*) repeats this, and aliases are not allowed")
        return super().construct_object(node, deep)

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        found: dict[Any, Any] = {}
        for key_node, value_node in node.value:
            if not isinstance(key_node, yaml.ScalarNode):
                raise _refused(key_node, "a key must be a single word")
            if key_node.value in found:
                raise _refused(key_node, f"the key {key_node.value!r} {TWICE}")
            found[key_node.value] = self.construct_object(value_node, deep=True)
        return found


def _refused(node: yaml.Node | yaml.Event, message: str) -> yaml.MarkedYAMLError:
    mark: Any = node.start_mark
    return yaml.constructor.ConstructorError(None, None, message, mark)


def _unknown_tag(loader: Any, node: yaml.Node) -> Any:
    raise _refused(node, f"the tag {node.tag} is not allowed here")


_INT = re.compile(r"[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+")
_FLOAT = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?|[-+]?\.(inf|Inf|INF)|\.(nan|NaN|NAN)")


def _int(loader: Any, node: yaml.ScalarNode) -> int:
    text = str(node.value)
    if len(text) > 300:
        raise _refused(node, "the number is too long")
    return int(text, 0) if text[:2] in ("0x", "0o") else int(text)


def _float(loader: Any, node: yaml.ScalarNode) -> float:
    return float(str(node.value).lower().replace(".inf", "inf").replace(".nan", "nan"))


def _build_loader() -> None:
    core = (
        ("null", re.compile(r"~|null|Null|NULL|"), ["~", "n", "N", ""]),
        ("bool", re.compile(r"true|True|TRUE|false|False|FALSE"), list("tTfF")),
        ("int", re.compile(f"(?:{_INT.pattern})$"), list("-+0123456789")),
        ("float", re.compile(f"(?:{_FLOAT.pattern})$"), list("-+.0123456789")),
    )
    for name, pattern, first in core:
        exact = re.compile(f"^(?:{pattern.pattern})$")
        _StrictLoader.add_implicit_resolver(f"tag:yaml.org,2002:{name}", exact, first)
    safe = yaml.constructor.SafeConstructor
    constructors: dict[str, Any] = {
        "null": safe.construct_yaml_null,
        "bool": safe.construct_yaml_bool,
        "int": _int,
        "float": _float,
        "str": safe.construct_yaml_str,
        "seq": _StrictLoader.construct_sequence,
        "map": _StrictLoader.construct_mapping,
    }
    for name, constructor in constructors.items():
        _StrictLoader.add_constructor(f"tag:yaml.org,2002:{name}", constructor)
    _StrictLoader.add_constructor(None, _unknown_tag)


_build_loader()


def load(text: str | bytes) -> Any:
    """Read one document strictly into plain data (str, int, float, bool, None, list, dict).

    Raises:
        YamlError: it is not YAML, or uses what is refused.
    """
    return _read(text, lambda loader: loader.get_single_data())


def load_all(text: str | bytes) -> list[Any]:
    """Read every document of a stream, as strictly; empty ones are left out.

    Raises:
        YamlError: one of them is not YAML, or uses what is refused.
    """
    return [document for document in _read(text, _documents) if document is not None]


def _documents(loader: _StrictLoader) -> list[Any]:
    found = []
    while loader.check_data():  # type: ignore[no-untyped-call]
        found.append(loader.get_data())
    return found


def _read(text: str | bytes, take: Callable[[_StrictLoader], Any]) -> Any:
    _check_bounds(text)
    loader = _StrictLoader(text)
    try:
        return take(loader)
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        raise YamlError(_complaint(error)) from None
    finally:
        loader.dispose()


def load_as(text: str | bytes, kind: type[T]) -> tuple[T | None, list[Complaint]]:
    """Read a document as a `kind`: the value, or None and every complaint with its position."""
    try:
        data = load(text)
    except YamlError as error:
        return None, [error.complaint]
    try:
        return msgspec.convert(data, kind), []
    except msgspec.ValidationError:
        return None, every_complaint(data, kind, _positions(text))


def load_placed(text: str | bytes) -> list[tuple[Any, dict[Path, tuple[int, int]]]]:
    """Read every document of a stream strictly, each with line and column of every node by its path.

    Raises:
        YamlError: one of them is not YAML, or uses what is refused.
    """
    documents, placed = _read(text, _documents), []
    for data, root in zip(documents, yaml.compose_all(text, Loader=yaml.CSafeLoader), strict=True):
        if data is not None:
            found: dict[Path, tuple[int, int]] = {}
            _place(root, (), root.start_mark, found)
            placed.append((data, found))
    return placed


def _check_bounds(text: str | bytes) -> None:
    if len(text) > MAX_BYTES:
        raise YamlError(Complaint(1, 1, f"larger than {MAX_BYTES // 2**20} MiB"))
    content = text.encode(errors="replace") if isinstance(text, str) else text
    if sum(content.count(opener) for opener in _OPENERS) > _SAFE_OPENERS:
        _check_depth(text)


def _check_depth(text: str | bytes) -> None:
    """Walk the parser's events, which nest without recursion, before anything recursive sees them."""
    depth = 0
    try:
        for event in yaml.parse(text, Loader=yaml.CSafeLoader):
            depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
            if depth > MAX_DEPTH:
                raise YamlError(_complaint(_refused(event, f"nested deeper than {MAX_DEPTH}")))
    except yaml.YAMLError as error:
        complaint = _complaint(error)
        if "nesting depth" in complaint.message:  # the parser has a limit of its own since 6.0.4, and reads ahead
            complaint = complaint._replace(message=f"nested deeper than {MAX_DEPTH}")
        raise YamlError(complaint) from None


def _complaint(error: Exception) -> Complaint:
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    words = getattr(error, "problem", None) or getattr(error, "reason", None) or str(error)
    if mark is None:
        return Complaint(0, 0, f"not readable as YAML: {words}")
    return Complaint(mark.line + 1, mark.column + 1, str(words))


# --- positions ------------------------------------------------------------------------------


def _positions(text: str | bytes) -> dict[Path, tuple[int, int]]:
    """Line and column of every node by its path; a mapping's value is placed at its key."""
    found: dict[Path, tuple[int, int]] = {(): (1, 1)}
    root = yaml.compose(text, Loader=yaml.CSafeLoader)
    if root is not None:
        _place(root, (), root.start_mark, found)
    return found


def _place(node: yaml.Node, path: Path, mark: Any, found: dict[Path, tuple[int, int]]) -> None:
    found[path] = (mark.line + 1, mark.column + 1)
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            _place(value, (*path, str(key.value)), key.start_mark, found)
    elif isinstance(node, yaml.SequenceNode):
        for number, value in enumerate(node.value):
            _place(value, (*path, number), value.start_mark, found)
