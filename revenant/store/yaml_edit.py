"""The one owner of ruamel: editing a hand-kept YAML file so that comments, order and quotes stay."""

from __future__ import annotations

import re
from collections.abc import Callable
from copy import copy
from io import StringIO
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.scalarstring import FoldedScalarString, LiteralScalarString

_INDENTED_LIST = re.compile(r"^\w[^\n]*:[^\n\S]*\n(?:[^\n\S]*(?:#[^\n]*)?\n)*  +- ", re.MULTILINE)


def edited(text: str, change: Callable[[Any], None]) -> str:
    """`text` after `change` has worked on it; what it did not touch reads as before."""
    yaml = YAML()
    yaml.preserve_quotes = True
    yaml.width = 2**16  # nobody's long line is wrapped
    if _INDENTED_LIST.search(text):
        yaml.indent(mapping=2, sequence=4, offset=2)
    document = yaml.load(text)
    change(document)
    out = StringIO()
    yaml.dump(document, out)
    return out.getvalue()


def on_one_line(data: dict[str, Any]) -> CommentedMap:
    """A new mapping, written `{key: value}` on a line of its own; lists inside likewise."""
    inner = {key: _listed(value) if isinstance(value, list) else value for key, value in data.items()}
    found = CommentedMap(inner)
    found.fa.set_flow_style()
    return found


def put(holder: CommentedMap, key: str, value: Any) -> None:
    """Give a mapping a new key, at its end; below its first one where a comment behind a longer value may follow."""
    last = next(reversed(holder), None)
    if last is None or holder.fa.flow_style():
        holder[key] = value
    elif isinstance(holder[last], str | int) and not isinstance(holder[last], LiteralScalarString | FoldedScalarString):
        holder[key] = value
        _move_what_follows(holder, last, key)
    else:
        holder.insert(1, key, value)


def append(holder: CommentedMap, key: str, items: list[Any]) -> None:
    """Add items to the list under `key`, which is begun where there is none."""
    there = holder.get(key)
    if there is None:
        put(holder, key, _listed(items))
        return
    if not there and any(isinstance(item, dict) for item in items):
        there.fa.set_block_style()
    last = len(there) - 1
    there.extend(items)
    if last >= 0 and not there.fa.flow_style():
        _move_what_follows(there, last, len(there) - 1)


def _move_what_follows(holder: Any, last: Any, new: Any) -> None:
    """The comment lines below what was last belong below what is last now; the comment beside it stays."""
    held = holder.ca.items.get(last, [])
    slot = next((number for number, comment in enumerate(held) if comment is not None), None)
    if slot is None:
        return
    own, newline, below = held[slot].value.partition("\n")
    if below:
        end = copy(held[slot])
        held[slot].value, end.value = own + newline, newline + below
        holder.ca.items[new] = [end if number == slot else None for number in range(len(held))]
        if not own:
            del holder.ca.items[last]


def _listed(items: list[Any]) -> CommentedSeq:
    found = CommentedSeq(items)
    if not any(isinstance(item, dict) for item in items):
        found.fa.set_flow_style()
    return found
