"""Bytes to signals: documents found, their source detected, each signal judged; nothing is dropped silently."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from revenant.core.text import shorten
from revenant.signals.documents import Document, documents
from revenant.signals.rows import looks_like_csv, rows
from revenant.signals.signal import UNKNOWN, Signal
from revenant.signals.sources import SOURCES, Source, detect
from revenant.signals.sources.found import Context, Doubt, Found, placed
from revenant.signals.sources.times import clock_doubt, is_credible
from revenant.signals.splitting import Line, split

AUTO, OTLP = "auto", "otlp"
NAMES = (AUTO, *SOURCES, OTLP)
NO_SERVICE = "no service is named: only a trace or request id can relate it to others"
_CSV = ("plain", AUTO)


def ingest(chunks: Iterable[bytes], name: str, source: str, context: Context) -> Iterator[Found]:
    """Every signal in `chunks`, in order, with the doubts between them; `name` is how people call the input.

    JSON Lines, one JSON document or several, or CSV. Memory holds one line or one document at a time.
    """
    lines = split(chunks)
    first = next((line for line in lines if isinstance(line, Doubt) or line.content.strip()), None)
    if first is None:
        yield Doubt("there is nothing in it", name, lost=True)
        return
    found: Iterable[Document | Doubt]
    if source in _CSV and isinstance(first, Line) and looks_like_csv(first.content, context.mapping):
        found = rows(first, lines)
    else:
        found = documents(first, lines)
    for one in found:
        yield from _placed_in(one, name, source, context)


def doubts_about(signal: Signal, context: Context) -> Iterator[Doubt]:
    """What a person should know about a signal that counts all the same."""
    place = repr(shorten(signal.name or signal.id, 60))
    if complaint := clock_doubt(signal.at, context.now):
        yield Doubt(complaint, place)
    if signal.service == UNKNOWN:
        yield Doubt(NO_SERVICE, place)


def _placed_in(one: Document | Doubt, name: str, source: str, context: Context) -> Iterator[Found]:
    if isinstance(one, Doubt):
        yield Doubt(one.reason, f"{name}:{one.place}" if one.place else name, one.lost)
        return
    place = f"{name}:{one.line}"
    if one.repeated:
        yield Doubt(f"the key {one.repeated!r} stands twice in it; the last one counts", place)
    yield from placed(_read(one.value, source, context), place)


def _read(value: Any, source: str, context: Context) -> Iterator[Found]:
    """What a document says; a list that no source claims is a list of documents."""
    reader = _reader(value, source, context)
    if reader is not None:
        yield from _judged(reader.read(value, context), context)
    elif isinstance(value, list):
        for number, entry in enumerate(value):
            yield from placed(_entry(entry, source, context), f"[{number}]")
    else:
        yield Doubt(_unrecognised(value, source), lost=True)


def _entry(entry: Any, source: str, context: Context) -> Iterator[Found]:
    reader = _reader(entry, source, context)
    if reader is None:
        yield Doubt(_unrecognised(entry, source), lost=True)
    else:
        yield from _judged(reader.read(entry, context), context)


def _reader(value: Any, source: str, context: Context) -> Source | None:
    """Who reads a document: whoever recognises it, or the source that was named if it does."""
    if source == "plain":
        return SOURCES[source] if isinstance(value, dict) else None
    if source not in (AUTO, OTLP):
        return SOURCES[source] if SOURCES[source].recognises(value) else None
    known = detect(value)
    if known is None and context.mapping and isinstance(value, dict):
        known = "plain"
    return SOURCES[known] if known and (source == AUTO or known.startswith(OTLP)) else None


def _unrecognised(value: Any, source: str) -> str:
    if source == AUTO:
        return f"{_shape(value)}: of no known shape ({', '.join(SOURCES)})"
    known = detect(value)
    return f"not of the shape of {source}" + (f"; it looks like {known}" if known else f": {_shape(value)}")


def _shape(value: Any) -> str:
    if isinstance(value, dict):
        return (
            f"an object with the keys {', '.join(key[:30] for key in list(value)[:6])}" if value else "an empty object"
        )
    return "a list" if isinstance(value, list) else f"only {str(value)[:30]!r}"


def _judged(found: Iterator[Found], context: Context) -> Iterator[Found]:
    for one in found:
        if not isinstance(one, Signal):
            yield one
        elif not is_credible(one.at):
            yield Doubt(
                f"its time is in the year {one.at.year}, which no clock says; it would disorder the rest", lost=True
            )
        else:
            yield one
            yield from doubts_about(one, context)
