"""The front matter of a postmortem: which incident, how far along, who answers for it."""

from __future__ import annotations

from typing import Annotated, Literal

from msgspec import Meta, Struct


class FrontMatter(Struct, frozen=True, kw_only=True):
    """What stands between the two lines of `---`; keys this version does not know are allowed."""

    schema: Literal["revenant/postmortem@1"]
    incident: Annotated[str, Meta(min_length=1)]
    status: Literal["draft", "review", "final"]
    owner: str = ""
