"""The one owner of SQLite: what the fold of every log says, kept beside the repository.

Derived and disposable. It is brought up to date before every answer: a file whose size, modification time
or inode differs is read again, and so is one that was younger than a moment when it was read last. When
anything is wrong with it, it is built anew; when it cannot be written, the files are read instead.
"""

from __future__ import annotations

import re
import sqlite3
import time
from collections.abc import Callable, Collection
from contextlib import closing
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import msgspec

from revenant import __version__
from revenant.errors import GitFailedError, NotARepositoryError
from revenant.store.freshness import Freshness, Stat, has_same_files
from revenant.store.progress import shown
from revenant.store.workspace import Workspace

if TYPE_CHECKING:
    from revenant.postmortems.card import PostmortemCard
    from revenant.store.parsing import Parsed
    from revenant.store.postmortem_cards import Filed
    from revenant.store.record import Survey

NAME = "index.db"
LAYOUT = 8
_OURS = f"{LAYOUT} {__version__}".encode()
RACY_NS = 100_000_000
_TABLES = """
CREATE TABLE meta (key TEXT PRIMARY KEY, value BLOB) WITHOUT ROWID;
CREATE TABLE files (
    path TEXT PRIMARY KEY, size INT, mtime_ns INT, inode INT,
    kind TEXT, id TEXT, is_open INT, has_used INT, damage TEXT, snapshot BLOB
);
CREATE INDEX files_by_id ON files (kind, id);
CREATE INDEX files_open ON files (id) WHERE is_open;
CREATE INDEX files_used ON files (id) WHERE has_used;
CREATE TABLE openings (id TEXT PRIMARY KEY, at INT) WITHOUT ROWID;
CREATE INDEX openings_by_time ON openings (at);
CREATE TABLE tellers (file INTEGER PRIMARY KEY, id TEXT);
CREATE INDEX tellers_by_id ON tellers (id);
CREATE TABLE keys (key TEXT, at INT, id TEXT, PRIMARY KEY (key, at, id)) WITHOUT ROWID;
CREATE INDEX keys_by_id ON keys (id);
CREATE VIRTUAL TABLE texts USING fts5(title, body, tokenize = 'unicode61');
"""
KINDS = frozenset({"incident", "postmortem", "runbook"})
_BEST = "SELECT rowid, bm25(texts, 5.0, 1.0) AS score FROM texts WHERE texts MATCH ? ORDER BY score LIMIT ?"
_BEST_OF_KINDS = """
SELECT texts.rowid, bm25(texts, 5.0, 1.0) AS score FROM texts JOIN files ON files.rowid = texts.rowid
WHERE texts MATCH ? AND kind IN (SELECT value FROM json_each(?)) ORDER BY score LIMIT ?
"""
_ABOUT = """
SELECT texts.rowid, kind, id, path, title, body FROM files JOIN texts ON texts.rowid = files.rowid
WHERE files.rowid IN (SELECT value FROM json_each(?))
"""
_EQUALS = 200  # so many answers beyond the limit may be as good as the last one; of those the first paths count
_SUMMARIES = "SELECT snapshot, damage FROM files WHERE kind = 'incident' ORDER BY id"
_COUNT = "SELECT count(*) FROM files WHERE kind = 'incident'"
_OPEN_SUMMARIES = "SELECT snapshot, damage FROM files WHERE is_open ORDER BY id"
_USED = "SELECT snapshot, damage FROM files WHERE has_used AND NOT is_open ORDER BY id DESC LIMIT 50"
_POSTMORTEMS = """
SELECT card.snapshot, log.snapshot FROM files AS card
LEFT JOIN files AS log ON log.kind = 'incident' AND log.id = card.id WHERE card.kind = 'postmortem' ORDER BY card.path
"""
_CARDS = "SELECT snapshot FROM files WHERE kind = 'postmortem' ORDER BY path"
_INCIDENT_AT = "SELECT id FROM files WHERE path = ? AND kind = 'incident'"
_PRAGMAS = ("PRAGMA journal_mode = WAL", "PRAGMA synchronous = OFF", "PRAGMA temp_store = MEMORY")
_TOKEN = re.compile(r"\w+")


class Hit(msgspec.Struct, frozen=True):
    """One answer of a search: what kind of file, which incident or path, its title, and where it says so."""

    kind: str
    id: str
    path: str
    title: str
    snippet: str


class Index:
    """The index of one work tree. Ask it through `ask_index`, which repairs what is broken."""

    def __init__(self, workspace: Workspace, folder: Path | None = None) -> None:
        self._workspace = workspace
        folder = folder or workspace.repository.private
        folder.mkdir(parents=True, exist_ok=True)
        self._db = sqlite3.connect(folder / NAME, timeout=10, isolation_level=None)

    @cached_property
    def _freshness(self) -> Freshness:
        return Freshness(self._workspace)

    def close(self) -> None:
        """Let go of the file, and of a git that is still looking."""
        if "_freshness" in self.__dict__:
            self._freshness.close()
        self._db.close()

    # --- bringing it up to date -----------------------------------------------------------

    def refresh(self) -> None:
        """Make the index say what the files say now.

        Raises:
            sqlite3.Error: it cannot be read or written.
        """
        if self._is_ours():
            mark = self._meta("mark")
            if mark is not None and self._freshness.holds(mark):
                return
        else:
            for pragma in _PRAGMAS:
                self._db.execute(pragma)
        self._db.execute("BEGIN IMMEDIATE")
        try:
            if not self._is_ours():  # asked again: another process may have been faster, and be asking it by now
                self._create()
            self._update()
            self._db.execute("COMMIT")
        except BaseException:
            self._db.execute("ROLLBACK")
            raise

    def glance(self) -> None:
        """Make the index know every file there is; what it says of those it knew may be of before.

        For whoever reads the files it names: it takes a hundredth of `refresh` where somebody has just written.

        Raises:
            sqlite3.Error: it cannot be read or written.
        """
        mark = self._meta("mark") if self._is_ours() else None
        if mark is None or not has_same_files(str(self._workspace.root), mark):
            self.refresh()

    def _is_ours(self) -> bool:
        try:
            return self._meta("layout") == _OURS
        except sqlite3.OperationalError:
            return False

    def _create(self) -> None:
        for name in ("meta", "files", "texts", "openings", "tellers", "keys"):
            self._db.execute(f"DROP TABLE IF EXISTS {name}")
        for statement in _TABLES.strip().split(";\n"):
            self._db.execute(statement)
        self._set_meta("layout", _OURS)

    def _update(self) -> None:
        known: dict[str, Stat] = {
            path: (size, mtime, inode)
            for path, size, mtime, inode in self._db.execute("SELECT path, size, mtime_ns, inode FROM files")
        }
        mark = self._freshness.mark()
        current = self._freshness.stats()
        gone = known.keys() - current.keys()
        changed = [path for path, stat in current.items() if known.get(path) != stat]
        self._forget([*gone, *changed])
        from revenant.store.parsing import parse_files  # an index that is up to date asks for no parser

        started = time.time_ns()
        for parsed in shown(parse_files(self._workspace.root, changed), len(changed), "reading the record"):
            self._keep(parsed, current[parsed.path], started)
        racy = any(started - current[path][1] < RACY_NS for path in changed)
        self._set_meta("mark", b"" if racy else mark)

    def _forget(self, paths: list[str]) -> None:
        rows = [(path,) for path in paths]
        self._db.executemany("DELETE FROM tellers WHERE file IN (SELECT rowid FROM files WHERE path = ?)", rows)
        for table in ("keys", "openings"):
            self._db.executemany(f"DELETE FROM {table} WHERE id IN ({_INCIDENT_AT})", rows)  # noqa: S608
        self._db.executemany("DELETE FROM texts WHERE rowid IN (SELECT rowid FROM files WHERE path = ?)", rows)
        self._db.executemany("DELETE FROM files WHERE path = ?", rows)

    def _keep(self, parsed: Parsed, stat: Stat, started: int) -> None:
        """Store one file; the time of one that is still warm is left out, so that it is read again."""
        size, mtime, inode = stat
        seen = mtime if started - mtime >= RACY_NS else 0
        own = (parsed.kind, parsed.id, parsed.is_open, parsed.has_used, parsed.damage, parsed.snapshot)
        row = (parsed.path, size, seen, inode, *own)
        cursor = self._db.execute("INSERT INTO files VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", row)
        self._db.execute(
            "INSERT INTO texts (rowid, title, body) VALUES (?, ?, ?)", (cursor.lastrowid, parsed.title, parsed.body)
        )
        if parsed.kind != "runbook":
            self._db.execute("INSERT INTO tellers VALUES (?, ?)", (cursor.lastrowid, parsed.id))
        if parsed.opened is not None:
            self._db.execute("INSERT OR REPLACE INTO openings VALUES (?, ?)", (parsed.id, parsed.opened))
            rows = [(key, parsed.opened, parsed.id) for key in parsed.keys]
            self._db.executemany("INSERT OR IGNORE INTO keys VALUES (?, ?, ?)", rows)

    def _meta(self, key: str) -> bytes | None:
        row = self._db.execute("SELECT value FROM meta WHERE key = ?", (key,)).fetchone()
        return None if row is None else row[0]

    def _set_meta(self, key: str, value: bytes) -> None:
        self._db.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", (key, value))

    # --- asking it ------------------------------------------------------------------------

    def survey(self, *, open_only: bool = False, bulky: frozenset[str] | None = None) -> Survey:
        """Every incident, oldest first, or those that are open, with these `bulky` lists; and how many there are."""
        rows = self._db.execute(_OPEN_SUMMARIES if open_only else _SUMMARIES).fetchall()
        total = self._db.execute(_COUNT).fetchone()[0] if open_only else len(rows)
        from revenant.incidents.brief import BULKY, with_only  # not asked for by search
        from revenant.store.record import Summary, Survey

        decoder = msgspec.msgpack.Decoder(with_only(BULKY if bulky is None else bulky))
        used = self._db.execute(_USED).fetchall() if open_only else []
        told, over = ([Summary(decoder.decode(snapshot), damage) for snapshot, damage in part] for part in (rows, used))
        return Survey(told, int(total), over)

    def postmortems(self) -> list[Filed]:
        """The card of every incident's postmortem, oldest first, with its incident."""
        from revenant.incidents.snapshot import IncidentSnapshot
        from revenant.postmortems.card import PostmortemCard
        from revenant.store.postmortem_cards import Filed

        cards, logs = msgspec.msgpack.Decoder(PostmortemCard), msgspec.msgpack.Decoder(IncidentSnapshot)
        rows = self._db.execute(_POSTMORTEMS).fetchall()
        return [Filed(cards.decode(card), None if log is None else logs.decode(log)) for card, log in rows]

    def cards(self) -> list[PostmortemCard]:
        """The card of every incident's postmortem, oldest first."""
        from revenant.postmortems.card import PostmortemCard

        decoder = msgspec.msgpack.Decoder(PostmortemCard)
        return [decoder.decode(card) for (card,) in self._db.execute(_CARDS)]

    def rows(self, question: str, *values: str | int) -> list[tuple[Any, ...]]:
        """The answer to a question in SQL, for those who ask about few incidents of many."""
        return self._db.execute(question, values).fetchall()

    def search(self, words: str, kinds: Collection[str], limit: int) -> list[Hit]:
        """Files that hold all of the words, best first (BM25, a word in the title counts five times)."""
        from revenant.core.excerpts import excerpt

        scores = self._scores(_quoted(words), kinds, limit if limit < 0 else limit + _EQUALS)
        found = self._db.execute(_ABOUT, (msgspec.json.encode(list(scores)).decode(),)).fetchall()
        best = sorted(found, key=lambda row: (scores[row[0]], row[3]))
        wanted = _TOKEN.findall(words)
        shown = best if limit < 0 else best[:limit]
        return [Hit(kind, key, path, title, excerpt(body, wanted)) for _, kind, key, path, title, body in shown]

    def _scores(self, query: str, kinds: Collection[str], most: int) -> dict[int, float]:
        """The best rows and their scores. Asking for the kind of each costs half as much again as finding them."""
        if KINDS.issubset(kinds):
            return dict(self._db.execute(_BEST, (query, most)).fetchall())
        wanted = msgspec.json.encode(list(kinds)).decode()
        return dict(self._db.execute(_BEST_OF_KINDS, (query, wanted, most)).fetchall())


def _quoted(words: str) -> str:
    """The words as FTS5 strings: whatever they hold is looked for, never taken for a query."""
    cleaned = words.replace("\0", " ").replace('"', " ").split()
    return " ".join(f'"{word}"' for word in cleaned[:-1]) + (f' "{cleaned[-1]}"*' if cleaned else '""')


A = TypeVar("A")


def ask_index(workspace: Workspace, question: Callable[[Index], A], *, at_a_glance: bool = False) -> A | None:
    """The answer of an up-to-date index; None when there can be none, and the files must be read.

    `at_a_glance`: it is enough that it knows every file.
    """
    for _ in (1, 2):
        try:
            with closing(Index(workspace)) as index:
                index.glance() if at_a_glance else index.refresh()
                return question(index)
        except (sqlite3.OperationalError, OSError, GitFailedError, NotARepositoryError):
            return None  # locked for too long, read-only, disk full, no git
        except (sqlite3.DatabaseError, msgspec.MsgspecError):
            discard(workspace)
    return None


def answer(workspace: Workspace, question: Callable[[Index], A]) -> A:
    """The answer of the index, or of one made for the moment where there can be none.

    Raises:
        sqlite3.Error: not even a temporary index can be made.
    """
    found = ask_index(workspace, question)
    if found is not None:
        return found
    import tempfile  # seldom needed, and it brings a lot with it

    with tempfile.TemporaryDirectory() as folder, closing(Index(workspace, Path(folder))) as index:
        index.refresh()
        return question(index)


def discard(workspace: Workspace) -> None:
    """Remove the index; the next question builds it anew."""
    for suffix in ("", "-wal", "-shm"):
        (workspace.repository.private / f"{NAME}{suffix}").unlink(missing_ok=True)
