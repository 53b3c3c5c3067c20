"""Editing the front matter of a Markdown file: its comments and order stay, and the body byte for byte."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from revenant.core.frontmatter import front_rows
from revenant.store.frontmatter import split_rows


def with_keys(content: bytes, values: Mapping[str, Any]) -> bytes:
    """The file with these keys set, or taken out where None. It has front matter that can be read."""
    from revenant.store import yaml_edit

    def change(document: Any) -> None:
        for key, value in values.items():
            if value is None:
                document.pop(key, None)
            elif key in document:
                document[key] = value
            else:
                yaml_edit.put(document, key, value)

    size = front_rows(split_rows(content)) or 0
    lines = content.split(b"\n")
    end = b"\r\n" if lines[0].endswith(b"\r") else b"\n"
    block = b"".join(line.removesuffix(b"\r") + b"\n" for line in lines[1 : size - 1])
    edited = yaml_edit.edited(block.decode(), change).encode()
    return b"\n".join([lines[0], edited.replace(b"\n", end).removesuffix(b"\n"), *lines[size - 1 :]])
