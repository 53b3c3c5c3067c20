"""The pages of handoffs on disk, each written or accepted in one commit with what it leaves in the incidents."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from revenant.core.frontmatter import Head
from revenant.core.slugs import slug
from revenant.core.times import format_time
from revenant.incidents.events import KnownEvent
from revenant.incidents.joining import Page
from revenant.oncall.handing.document import SCHEMA, HandoffMatter, HandoffPage, newest
from revenant.oncall.handing.errors import (
    AcceptedAlreadyError,
    NoPageNamedError,
    PageChangedError,
    UnknownPageError,
)
from revenant.oncall.handing.recording import accepted, handed_off
from revenant.store.frontmatter import read_head, split_rows
from revenant.store.growing import create_file, replace_file
from revenant.store.joining import Joiner
from revenant.store.ledger import Writer
from revenant.store.markdown_files import markdown_files
from revenant.store.places import HANDOFFS_FOLDER, page_mark
from revenant.store.workspace import Workspace


def handoff_pages(workspace: Workspace) -> list[HandoffPage]:
    """Every page that can be read, oldest first; lint names the others."""
    found = []
    for entry in markdown_files(workspace.root / HANDOFFS_FOLDER):
        with suppress(OSError):
            matter = read_handoff(workspace.inside(Path(entry.path)).read_bytes()).matter
            if matter is not None:
                found.append(HandoffPage(workspace.relative(Path(entry.path)), matter))
    return sorted(found, key=lambda page: (page.matter.at, len(page.path), page.path))


def read_handoff(content: bytes) -> Head[HandoffMatter]:
    """The front matter of a page."""
    return read_head(split_rows(content), HandoffMatter, SCHEMA)


def page_named(pages: Sequence[HandoffPage], name: str) -> HandoffPage:
    """The page of this path or name, or the latest of the schedule of this name.

    Raises:
        UnknownPageError.
    """
    latest = newest(pages)
    found = next((page for page in pages if name.removeprefix("./") in (page.path, page.name)), None)
    if found is None and name not in latest:
        raise UnknownPageError(name, [*latest, *(page.name for page in pages)])
    return found or latest[name]


def page_waiting(pages: Sequence[HandoffPage], who: str) -> HandoffPage:
    """The only page that waits for `who`, of the latest of every schedule; or the only one that waits at all.

    Raises:
        NoPageNamedError: there is none, or there are several.
    """
    waiting = [page for page in newest(pages).values() if page.waits]
    mine = [page for page in waiting if who in page.matter.to]
    if len(mine) != 1:
        raise NoPageNamedError([page.matter.schedule for page in mine or waiting] if mine or len(waiting) > 1 else [])
    return mine[0]


class HandoffStore(Joiner):
    """Writes pages, and records on several incidents together with them."""

    def free_name(self, matter: HandoffMatter, day: str) -> str:
        """The path of a new page, from the workspace's root; with a number where there is one of that day."""
        stem = f"{HANDOFFS_FOLDER}/{day[:4]}/{day}-{slug(matter.schedule) or 'schedule'}"
        names = (f"{stem}{suffix}.md" for suffix in ("", *(f"-{number}" for number in range(2, 1000))))
        return next(name for name in names if not (self._workspace.root / name).exists())

    def hand_off(self, name: str, text: str, matter: HandoffMatter, writer: Writer, note: str) -> None:
        """Write the page and record on its incidents that they were handed off.

        Raises:
            BrokenLogError: part of a log is unreadable; nothing is written.
        """

        def decide(pages: list[Page]) -> list[list[KnownEvent]]:
            return [[handed_off(page.stamp, matter, name, note)] for page in pages]

        path = self._workspace.inside(self._workspace.root / name)
        message = f"Handoff of {matter.schedule} to {', '.join(matter.to)}"
        self._write_with(matter.incidents, writer, decide, (name, lambda: create_file(path, text.encode())), message)

    def accept(self, page: HandoffPage, writer: Writer, *, take: bool) -> HandoffMatter:
        """Write into the page who accepted it, and record it on those of its incidents that are still open.

        Raises:
            AcceptedAlreadyError, PageChangedError.
            BrokenLogError: part of a log is unreadable; nothing is written.
        """
        name = page.path
        path = self._workspace.inside(self._workspace.root / name)
        content = path.read_bytes()
        matter = read_handoff(content).matter
        if matter is None:
            raise PageChangedError(page.path)
        if matter.accepted is not None:
            raise AcceptedAlreadyError(page.path, matter.accepted.by, matter.accepted.at)

        def decide(pages: list[Page]) -> list[list[KnownEvent]]:
            return [list(accepted(page.it, page.stamp, matter, name, take=take)) for page in pages]

        def write() -> None:
            if not replace_file(path, content, _with_acceptance(content, writer.by, writer.at or writer.now)):
                raise PageChangedError(page.path)

        ids = [each for each in matter.incidents if self._files.has(each) and self.get(each).is_open]
        if writer.commit and not writer.dry_run and self._workspace.repository.uncommitted(path):
            self._warn(f"{name} has other changes that are not committed; they are committed with this one")
        self._write_with(ids, writer, decide, (name, write), f"{writer.by} accepts the handoff of {matter.schedule}")
        return matter

    def _write_with(
        self,
        ids: Sequence[str],
        writer: Writer,
        decide: Callable[[list[Page]], list[list[KnownEvent]]],
        page: tuple[str, Callable[[], None]],
        message: str,
    ) -> None:
        """Decide all before anything is written; then the page first, since it names the incidents."""
        if writer.dry_run:
            return
        name, write = page
        with self._ledger.writing(writer):
            done = self._decide_together(ids, writer, decide) if ids else []
            self._ledger.mark(writer, [page_mark(name), *ids])
            write()
            for each in done:
                self._write(each.after.id, each.events)
            self._ledger.commit(writer, message, new=True)


def _with_acceptance(content: bytes, by: str, at: datetime) -> bytes:
    from revenant.store import yaml_edit
    from revenant.store.frontmatter_edit import with_keys

    return with_keys(content, {"accepted": yaml_edit.on_one_line({"by": by, "at": format_time(at)})})
