"""The incidents before some time, as the index knows them: who has which trait, and who uses which word."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from functools import cached_property
from typing import Any

import msgspec

from revenant.postmortems.learning.corpus import Found, Size
from revenant.store.index import Index

_LATEST = 300  # incidents with one trait that are looked at
_MOST_WITH_WORD, _LEAST_WITH_WORD, _SHARE_WITH_WORD = 500, 3, 20  # one word in more than a twentieth says nothing
_EVER = 2**62
_SIZE = "SELECT count(*) FROM openings WHERE at < ?"
_HAVING = "SELECT id FROM keys WHERE key = ? AND at < ? ORDER BY at DESC, id DESC LIMIT ?"
_HOW_MANY = "SELECT count(*) FROM keys WHERE key = ? AND at < ?"
_MENTIONING = """
SELECT DISTINCT openings.id FROM texts CROSS JOIN tellers ON file = texts.rowid
CROSS JOIN openings ON openings.id = tellers.id WHERE texts MATCH ? AND at < ? LIMIT ?
"""
_ANYWHERE = "SELECT rowid FROM texts WHERE texts MATCH ? LIMIT ?"
_ENDINGS = ("", "s", "e", "es", "ed", "ing", "ion")  # those that core/terms.py takes off, and what they stood on
_LENGTHS = """
SELECT id, sum(length(body)) FROM tellers JOIN texts ON texts.rowid = file
WHERE id IN (SELECT value FROM json_each(?)) GROUP BY id
"""
_PLACES = """
SELECT id, count(*) FROM keys WHERE id IN (SELECT value FROM json_each(?))
AND (key GLOB 'service\t*' OR key GLOB 'tag\t*') GROUP BY id
"""
_TIMES = "SELECT at FROM keys WHERE key = ? AND at < ? ORDER BY at"
_KNOWN = "SELECT id FROM openings WHERE at < ? AND id IN (SELECT value FROM json_each(?))"


class IndexedCorpus:
    """The Corpus of postmortems/learning/similarity.py: what an index knows of incidents opened before some time.

    `quickly`: a word that is common at any time counts as common, which is found out sooner.
    """

    def __init__(self, index: Index, before: datetime | None, *, quickly: bool = False) -> None:
        self._ask, self._quickly = index.rows, quickly
        self._before = int(before.timestamp()) if before else _EVER

    @cached_property
    def size(self) -> int:
        return int(self._ask(_SIZE, self._before)[0][0])

    def having(self, key: str) -> Found:
        ids = _firsts(self._ask(_HAVING, key, self._before, _LATEST))
        return Found(ids, len(ids) if len(ids) < _LATEST else self._ask(_HOW_MANY, key, self._before)[0][0])

    def mentioning(self, stem: str) -> Found:
        most = min(_MOST_WITH_WORD, max(_LEAST_WITH_WORD, self.size // _SHARE_WITH_WORD))
        wanted = " OR ".join(f'"{stem}{ending}"' for ending in _ENDINGS)
        if self._quickly and len(self._ask(_ANYWHERE, wanted, 2 * most + 1)) > 2 * most:  # a log and a page each
            return Found((), most + 1)
        ids = _firsts(self._ask(_MENTIONING, wanted, self._before, most + 1))
        return Found(ids if len(ids) <= most else (), len(ids))

    def sizes(self, ids: Iterable[str]) -> Mapping[str, Size]:
        wanted = _listed(ids)
        places = dict(self._ask(_PLACES, wanted))
        return {each: Size(length, places.get(each, 0)) for each, length in self._ask(_LENGTHS, wanted)}

    def times(self, key: str) -> list[datetime]:
        """When those with the trait of this key were opened."""
        return [datetime.fromtimestamp(at, UTC) for (at,) in self._ask(_TIMES, key, self._before)]

    def known(self, ids: Iterable[str]) -> set[str]:
        """Those of `ids` that are among the incidents compared with."""
        return set(_firsts(self._ask(_KNOWN, self._before, _listed(ids))))


def _firsts(rows: Iterable[tuple[Any, ...]]) -> list[str]:
    return [str(row[0]) for row in rows]


def _listed(ids: Iterable[str]) -> str:
    return msgspec.json.encode(list(ids)).decode()
