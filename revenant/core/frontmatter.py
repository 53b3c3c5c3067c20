"""Front matter: the YAML between two lines of `---` at the top of a Markdown file, as it was found."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Generic, NamedTuple, TypeVar

FENCE = "---"
M = TypeVar("M")


class Complaint(NamedTuple):
    """Something wrong with the front matter; the line counts in the file.

    `is_value` if the YAML can be read, and one of its values is not what our format allows. `hint` where it is the
    file that is wrong, not its front matter.
    """

    line: int
    col: int
    message: str
    is_value: bool = False
    hint: str = ""


class Head(NamedTuple, Generic[M]):
    """Front matter as it was found. `keys` is everything in it; `matter` is None unless it is ours and valid.

    `rows` is how many lines of the file it takes, with both lines of `---`; `is_native` whether its schema says that
    the document is of our format.
    """

    keys: Mapping[str, Any]
    matter: M | None
    complaints: tuple[Complaint, ...]
    rows: int
    is_native: bool = False

    @property
    def is_readable(self) -> bool:
        """Whether nothing but values is wrong with it."""
        return all(complaint.is_value for complaint in self.complaints)


def front_rows(rows: Sequence[str]) -> int | None:
    """How many rows the front matter takes with both its lines of `---`: 0 without any, None if it never ends."""
    if not rows or rows[0].lstrip("\ufeff").rstrip() != FENCE:
        return 0
    return next((number + 1 for number in range(1, len(rows)) if rows[number].rstrip() in (FENCE, "...")), None)
