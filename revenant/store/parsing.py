"""Files turned into what the index keeps of them; many files on all cores."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

import msgspec

from revenant.core.files import POSTMORTEM_SUFFIX
from revenant.core.markdown import unescape
from revenant.postmortems.learning.traits import traits_of
from revenant.store.log import parse_log
from revenant.store.record import summarise

# Starting processes costs 60 ms, as much as reading some 200 logs.
_WORTH_PROCESSES = 800
_CHUNK = 200
_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)


class Parsed(msgspec.Struct, frozen=True, array_like=True):
    """What the index keeps of one file: an incident's log, a postmortem or a runbook.

    `snapshot` is what a log folds to, or the card of a postmortem.
    """

    path: str
    kind: str
    id: str
    is_open: bool
    damage: str
    snapshot: bytes
    title: str
    body: str
    has_used: bool = False  # a runbook
    opened: int | None = None  # when it was detected, in seconds since 1970; only of incidents
    keys: tuple[str, ...] = ()  # what it may share with others


def parse_files(root: Path, names: list[str]) -> Iterator[Parsed]:
    """Parse the files with these paths from `root`; one that has vanished meanwhile is left out."""
    chunks = [(str(root), names[start : start + _CHUNK]) for start in range(0, len(names), _CHUNK)]
    cores = os.cpu_count() or 1
    if len(names) < _WORTH_PROCESSES or cores == 1:
        for chunk in chunks:
            yield from _parse_chunk(chunk)
        return
    from concurrent.futures import ProcessPoolExecutor

    with ProcessPoolExecutor(cores) as pool:
        for parsed in pool.map(_parse_chunk, chunks):
            yield from parsed


def _parse_chunk(chunk: tuple[str, list[str]]) -> list[Parsed]:
    root, names = chunk
    return [parsed for name in names if (parsed := _parse(root, name)) is not None]


def _parse(root: str, name: str) -> Parsed | None:
    try:
        with open(f"{root}/{name}", "rb") as file:
            content = file.read()
    except OSError:
        return None
    return _log(name, content) if name.endswith(".yaml") else _document(name, content)


def _log(name: str, content: bytes) -> Parsed:
    incident_id = PurePosixPath(name).stem
    summary = summarise(incident_id, parse_log(content))
    it = summary.snapshot
    signals = dict.fromkeys(event.name for event in it.signals)
    body = "\n".join([*it.notes, *it.services, *it.tags, *signals])
    packed = msgspec.msgpack.encode(it)
    return Parsed(
        name,
        "incident",
        incident_id,
        it.is_open,
        summary.damage,
        packed,
        it.title,
        body,
        bool(it.runbooks or it.actions),
        int(it.detected_at.timestamp()) if it.detected_at and not it.merged_into else None,
        tuple(trait.key for trait in traits_of(it)),
    )


def _document(name: str, content: bytes) -> Parsed:
    """A postmortem or a runbook: its first heading is its title."""
    text = content.decode("utf-8", errors="replace")
    title = next((line.lstrip("# ").strip() for line in _below_head(text) if line.startswith("# ")), "")
    path = PurePosixPath(name)
    if not name.endswith(POSTMORTEM_SUFFIX):
        return Parsed(name, "runbook", path.stem, False, "", b"", title, text)
    from revenant.store.postmortem_cards import read_card  # Markdown, which logs and runbooks need not

    card = msgspec.msgpack.encode(read_card(name, content))
    said = _COMMENT.sub("", text)  # a template's questions and example are in every postmortem, and about none
    return Parsed(name, "postmortem", path.name.removesuffix(POSTMORTEM_SUFFIX), False, "", card, unescape(title), said)


def _below_head(text: str) -> list[str]:
    """The lines below the front matter: a comment in it looks like a heading."""
    rows = text.split("\n")
    end = next((place for place, row in enumerate(rows[1:], 1) if row.rstrip() == "---"), 0)
    return rows[end + 1 :] if rows[0].rstrip() == "---" and end else rows
