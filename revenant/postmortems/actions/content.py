"""The bytes of a document with one line changed, or lines added: every other byte stays, ends of lines too."""

from __future__ import annotations

from collections.abc import Sequence


def replace_line(content: bytes, line: int, row: str) -> bytes:
    """The same bytes, but for what stands before the end of one line."""
    lines = content.split(b"\n")
    end = b"\r" if lines[line - 1].endswith(b"\r") else b""
    lines[line - 1] = row.encode(errors="surrogateescape") + end
    return b"\n".join(lines)


def insert_lines(content: bytes, after: int, rows: Sequence[str]) -> bytes:
    """The same bytes with new lines after the first `after` ones; they end as their neighbour does."""
    lines = content.split(b"\n")
    new = [row.encode(errors="surrogateescape") for row in rows]
    if after == len(lines):  # the last line has no end, and the new last line gets none
        end = b"\r\n" if b"\r\n" in content else b"\n"
        return content + b"".join(end + row for row in new)
    end = b"\r\n" if lines[max(after - 1, 0)].endswith(b"\r") else b"\n"
    head = b"".join(line + b"\n" for line in lines[:after])
    return head + b"".join(row + end for row in new) + content[len(head) :]
