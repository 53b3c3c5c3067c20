"""What listing postmortems and their action items needs of one: kept in the index, so that no Markdown is parsed."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct

from revenant.postmortems.actions import ActionItem, under_actions
from revenant.postmortems.sections import Section


class PostmortemCard(Struct, frozen=True, array_like=True):
    """One postmortem. `path` is from the workspace's root; `incident` is empty for one of no incident of ours.

    `status` is empty where its front matter is not ours or cannot be read. `tasks` are all of its task list.
    """

    path: str
    incident: str
    title: str
    status: str
    owner: str
    reviewers: list[str]
    tags: list[str]
    tasks: list[ActionItem]

    def actions(self, extra: Mapping[str, Section] | None = None) -> list[ActionItem]:
        """The tasks that are action items; `extra` are the workspace's own words for sections, in lower case."""
        return [item for item in self.tasks if under_actions(item, extra)]
