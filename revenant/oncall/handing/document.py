"""The front matter of a handoff's page, and what is known of a page from it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Annotated, Literal, NamedTuple

from msgspec import Meta, Struct, field

from revenant.core.frontmatter import Head
from revenant.incidents.events import Text, Time

SCHEMA = "revenant/handoff@1"


class Acceptance(Struct, frozen=True):
    """Who took over, and when."""

    by: Text
    at: Time


class HandoffMatter(Struct, frozen=True, kw_only=True):
    """What stands between the two lines of `---`; keys this version does not know are allowed."""

    schema: Literal["revenant/handoff@1"]
    schedule: Text
    from_: Annotated[list[Text], Meta(description="Whose turn ends")] = field(name="from", default_factory=list)
    to: Annotated[list[Text], Meta(min_length=1, description="Who takes over")]
    at: Annotated[Time, Meta(description="When it was handed off")]
    since: Annotated[Time | None, Meta(description="What the page tells of begins then")] = None
    incidents: Annotated[list[str], Meta(description="Those that were open")] = []
    accepted: Annotated[Acceptance | None, Meta(description="null until somebody accepts it")] = None


class HandoffPage(NamedTuple):
    """A page by its path from the workspace's root, with what it says of itself."""

    path: str
    matter: HandoffMatter

    @property
    def name(self) -> str:
        """How commands name it: the file without its ending."""
        return self.path.rpartition("/")[2].removesuffix(".md")

    @property
    def waits(self) -> bool:
        """Whether nobody has accepted it."""
        return self.matter.accepted is None


class HandoffSubject(NamedTuple):
    """What the rules for these pages look at; `later` are the times at which its schedule was handed off again."""

    path: str
    rows: Sequence[str]
    head: Head[HandoffMatter]
    now: datetime
    later: Sequence[datetime] = ()


def newest(pages: Sequence[HandoffPage]) -> dict[str, HandoffPage]:
    """The latest page of each schedule; of one moment the one whose name comes last."""
    ordered = sorted(pages, key=lambda page: (page.matter.at, len(page.path), page.path))
    return {page.matter.schedule: page for page in ordered}
