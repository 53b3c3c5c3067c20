"""`revenant postmortem status`: how far a postmortem is, and moving it on."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from revenant.cli.options import AsJson, Commit, DryRun, choice, words
from revenant.cli.session import Session

if TYPE_CHECKING:
    from revenant.store.postmortem_rendering import Rendered

_STATUSES = ("draft", "review", "final")
Given = Annotated[list[str], words("[STATUS]", choices=_STATUSES)]


def command(
    ctx: typer.Context,
    given: Given,
    as_json: AsJson = False,
    commit: Commit = True,
    dry_run: DryRun = False,
) -> None:
    """Say how far a postmortem is, or move it: draft, review, final, and back. The day is kept in its front matter.

    It is final only if its regions are up to date and its action items have owner and due date.
    Example: revenant postmortem status 7f3k review
    """
    from revenant.postmortems.errors import UnreadableFrontMatterError

    session: Session = ctx.obj
    incident, wanted = _split(session, given)
    found = _look(session, incident)
    if found.postmortem.matter is None:
        said = [each.message for each in found.postmortem.head.complaints] or ["it has no front matter of ours"]
        raise UnreadableFrontMatterError(found.postmortem.path, said[0])
    before = found.postmortem.matter.status
    if wanted and wanted != before:
        _move(session, found, wanted, commit=commit, dry_run=dry_run)
    _tell(session, incident, before, wanted or before, found, as_json=as_json, dry_run=dry_run)


def _split(session: Session, given: list[str]) -> tuple[str, str]:
    """The incident, and the status it is to have; empty where none is named."""
    if len(given) > 2:
        raise typer.BadParameter("expected [ID] [STATUS]")
    wanted = ""
    if given and (len(given) == 2 or given[0].lower() in _STATUSES):
        wanted = choice("status", given[-1], [*_STATUSES])
        given = given[:-1]
    return session.incident_id(given[0] if given else None), wanted


def _look(session: Session, incident: str) -> Rendered:
    from revenant.postmortems.errors import NoPostmortemError
    from revenant.store.postmortem_rendering import Renderer

    renderer = Renderer(session.workspace, session.incidents)
    if not renderer.store.path(incident).is_file():
        raise NoPostmortemError(incident)
    return renderer.look(incident)


def _move(session: Session, found: Rendered, wanted: str, *, commit: bool, dry_run: bool) -> None:
    from revenant.postmortems.errors import ChangedMeanwhileError, NotReadyError
    from revenant.postmortems.progress import keys_after, reasons_not_final, unwritten
    from revenant.store.frontmatter_edit import with_keys
    from revenant.store.postmortem_writing import PostmortemWriter

    reasons = reasons_not_final(found.postmortem, found.regions) if wanted == "final" else []
    if reasons:
        raise NotReadyError(found.postmortem.path, reasons)
    if wanted == "final" and (empty := unwritten(found.postmortem)):
        session.out.warn(f"nobody has written {', '.join(empty)}; `revenant postmortem lint` says what else is missing")
    keys = keys_after(wanted, session.now)

    def make(content: bytes) -> bytes:
        if content != found.before:  # what was not looked at is not passed
            raise ChangedMeanwhileError(found.postmortem.path)
        return with_keys(content, keys)

    writer = session.editor(commit=commit, dry_run=dry_run)
    PostmortemWriter(session.workspace, session.out.warn).change(
        found.path, writer, make, lambda: f"postmortem {wanted}"
    )


def _tell(
    session: Session, incident: str, before: str, after: str, found: Rendered, *, as_json: bool, dry_run: bool
) -> None:
    from revenant.incidents.lifecycle import Status

    if as_json:
        session.out.json({"incident": incident, "path": found.postmortem.path, "before": before, "status": after})
        return
    moved = f"{before} → {after}" if before != after else after
    session.out.text(f"{'would record: ' if dry_run and before != after else ''}{incident}  postmortem {moved}")
    short = incident.rpartition("-")[2]
    nexts = {
        "draft": f"next: revenant postmortem status {short} review",
        "review": f"next: revenant postmortem review-pack {short}, then revenant postmortem status {short} final",
        "final": f"next: revenant close {short}",
    }
    closed = after == "final" and session.incidents.get(incident).status is Status.CLOSED
    if not dry_run and not closed:
        session.out.say(nexts[after])
