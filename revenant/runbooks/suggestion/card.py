"""What finding and showing a runbook needs of it: small enough to be kept beside the repository, for all of them."""

from __future__ import annotations

from msgspec import Struct

from revenant.core.passages import Passage
from revenant.runbooks.document import Category, Claim, Runbook, Section, Step


class Stride(Struct, frozen=True, array_like=True):
    """One step in a line: `section` is where it stands, `verify` how one knows that it worked."""

    id: str
    title: str
    category: Category
    section: Section | None
    line: int
    verify: str = ""


class Card(Struct, frozen=True, array_like=True):
    """A runbook in short. `blob` is git's id of its content, `rows` how many lines it has.

    `parts` are the lines an anchor stands for, first and last, in a file that holds many runbooks.
    """

    path: str
    blob: str
    rows: int
    id: str
    title: str
    status: str
    replaced_by: str
    is_index: bool
    services: tuple[str, ...]
    claims: tuple[Claim, ...]
    passages: tuple[Passage[Section], ...]
    steps: tuple[Stride, ...]
    parts: dict[str, tuple[int, int]]

    @property
    def is_deprecated(self) -> bool:
        return self.status == "deprecated"

    @property
    def is_draft(self) -> bool:
        return self.status == "draft"

    def span(self, anchor: str = "") -> tuple[int, int]:
        """The first and last line of the whole, or of the part at `anchor`."""
        return self.parts.get(anchor, (1, self.rows))


def card_of(runbook: Runbook, blob: str) -> Card:
    """The card of a runbook whose content git calls `blob`."""
    keys = runbook.head.keys
    return Card(
        path=runbook.path,
        blob=blob,
        rows=len(runbook.rows),
        id=runbook.id,
        title=runbook.title,
        status=str(keys.get("status") or ""),
        replaced_by=str(keys.get("replaced_by") or ""),
        is_index=runbook.is_index,
        services=tuple(runbook.services),
        claims=runbook.claims,
        passages=runbook.passages,
        steps=tuple(_stride(step) for step in runbook.steps),
        parts={claim.anchor: _part(runbook, claim) for claim in runbook.claims if claim.anchor},
    )


def _stride(step: Step) -> Stride:
    verify = step.label("Verify")
    return Stride(step.id, step.title, step.category, step.section, step.line, verify.text if verify else "")


def _part(runbook: Runbook, claim: Claim) -> tuple[int, int]:
    """From the heading of an alert to the next heading that is as high."""
    headings = runbook.outline.headings
    level = next((heading.level for heading in headings if heading.line == claim.line), 6)
    after = (each.line for each in headings if each.line > claim.line and 0 < each.level <= level)
    return claim.line, next(after, len(runbook.rows) + 1) - 1
