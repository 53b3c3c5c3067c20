"""A postmortem as a value: what it says of itself, its sections, its generated regions, its action items."""

from __future__ import annotations

import re
from pathlib import PurePosixPath
from typing import Annotated, Literal, NamedTuple, TypeAlias

from msgspec import Meta, Struct

from revenant.core.frontmatter import Head
from revenant.core.ids import INCIDENT_ID
from revenant.core.outline import Outline
from revenant.core.passages import Passage
from revenant.incidents.events import Time
from revenant.postmortems.actions import ActionItem
from revenant.postmortems.regions.markers import Layout
from revenant.postmortems.sections import Section

SCHEMA = "revenant/postmortem@1"


_PAGES = frozenset(("readme", "index", "_index", "contributing", "summary"))
_ABOUT = r"(?:post\W?mortem|incident|report|review|blameless|pm|rca)"
_TEMPLATE = re.compile(
    rf"[\W_]*(?:\d{{1,4}}[\W_]+)?(?:{_ABOUT}[\W_]*)*template(?:[\W_]*{_ABOUT})*[\W_]*", re.IGNORECASE
)


def is_postmortem_page(path: str) -> bool:
    """Whether a file in a folder of postmortems may be one: a README, an index or a template is none."""
    stem = PurePosixPath(path).name.partition(".")[0]
    return stem.casefold() not in _PAGES and not _TEMPLATE.fullmatch(stem)


class FrontMatter(Struct, frozen=True, kw_only=True):
    """What stands between the two lines of `---`; keys this version does not know are allowed."""

    schema: Literal["revenant/postmortem@1"]
    incident: Annotated[str, Meta(min_length=1)]
    status: Literal["draft", "review", "final"]
    owner: str = ""
    reviewers: list[str] = []
    review_at: Annotated[Time | None, Meta(description="When it went to review")] = None
    final_at: Annotated[Time | None, Meta(description="When it became final")] = None
    tags: list[str] = []


PostmortemHead: TypeAlias = Head[FrontMatter]
PostmortemPassage: TypeAlias = Passage[Section]


class Postmortem(NamedTuple):
    """A postmortem, ours or anybody's. `path` is from the workspace's root; `rows` are all lines of the file."""

    path: str
    title: str
    head: PostmortemHead
    rows: tuple[str, ...]
    outline: Outline
    passages: tuple[PostmortemPassage, ...]
    layout: Layout
    actions: tuple[ActionItem, ...]

    @property
    def is_native(self) -> bool:
        """Whether its author says that it is of our format."""
        return self.head.is_native

    @property
    def matter(self) -> FrontMatter | None:
        """The front matter, where it is of our format and valid."""
        return self.head.matter

    @property
    def render_command(self) -> str:
        """The command that writes its regions anew: named by its incident, because without one no final one is."""
        stem = PurePosixPath(self.path).name.partition(".")[0]
        named = f" {stem.rpartition('-')[2]}" if INCIDENT_ID.fullmatch(stem) else ""
        return f"revenant postmortem render{named}"

    @property
    def sections(self) -> frozenset[Section]:
        return frozenset(passage.kind for passage in self.passages)

    def section_at(self, line: int) -> Section | None:
        """The section a line stands in; the innermost where one is part of another."""
        inside = [passage.kind for passage in self.passages if passage.line <= line <= passage.end]
        return inside[-1] if inside else None

    def text(self, passage: PostmortemPassage) -> str:
        """What stands below a section's heading."""
        return "\n".join(self.rows[passage.line : passage.end]).strip("\n")
