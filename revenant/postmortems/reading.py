"""Reading a postmortem: ours or anybody's; never an error, whatever the text is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import PurePosixPath

from revenant.core.outline import Outline, read_outline
from revenant.core.passages import find_passages
from revenant.postmortems.actions import find_actions
from revenant.postmortems.document import Postmortem, PostmortemHead
from revenant.postmortems.regions.markers import find_layout
from revenant.postmortems.sections import Section, sections_of


def read_postmortem(
    path: str, rows: Sequence[str], head: PostmortemHead, extra: Mapping[str, Section] | None = None
) -> Postmortem:
    """The postmortem in the file `path`, whose lines are `rows` and whose front matter has been read as `head`.

    `extra` are the workspace's own words for sections, in lower case.
    """
    outline = read_outline(rows[head.rows :], head.rows + 1)
    passages = find_passages(outline.headings, len(rows), lambda heading: sections_of(heading, extra))
    layout = find_layout(outline.blocks)
    actions = tuple(find_actions(outline, rows, layout, extra))
    return Postmortem(path, _title(path, outline), head, tuple(rows), outline, passages, layout, actions)


def _title(path: str, outline: Outline) -> str:
    titles = (heading.text for heading in outline.headings if heading.level == 1)
    return next(titles, PurePosixPath(path).name.partition(".")[0])
