"""AI009: what an action item says of itself in parentheses cannot be read, or not all of it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from difflib import get_close_matches

from revenant.core.problems import Fix, Level, Splice
from revenant.linting.engine import Finding
from revenant.postmortems.actions import ActionItem
from revenant.postmortems.actions.item import FIELDS, TYPES
from revenant.postmortems.actions.suffix import find_suffix
from revenant.postmortems.sections import Section
from revenant.postmortems.subject import PostmortemSubject

CODE, NAME, LEVEL = "AI009", "malformed-suffix", Level.WARNING
SUMMARY = "The parentheses that end an action item cannot be read, or hold an unknown key."

_KEYS = "|".join(FIELDS)
_BEGUN = re.compile(rf"\(\s*(?:{_KEYS})\s*[:=]", re.IGNORECASE)
_PIECE = re.compile(r"\(\s*(?P<key>[A-Za-z]\w*)\s*:[^()]*\)\s*$")
_COMMA = re.compile(rf",\s*(?=(?:{_KEYS})\s*:)", re.IGNORECASE)
_CLOSED = re.compile(r"\)[.;,]+\s*$")
_BULLET = re.compile(r"(?P<lead>\s*(?:[-*+]|\d{1,9}[.)])[ \t]+)(?P<said>\S.*)")
_HINT = f"(owner: team-name; due: 2026-12-20; …), at the end, with semicolons; keys are {', '.join(FIELDS)}"


def check(subject: PostmortemSubject) -> Iterator[Finding]:
    """Of a report that is not ours only what is clearly meant as ours."""
    for item in subject.actions:
        if item.fields:
            yield from _keys(subject, item)
        elif finding := _unread(subject, item):
            yield finding
    if subject.postmortem.is_native:
        yield from _unboxed(subject)


def _keys(subject: PostmortemSubject, item: ActionItem) -> Iterator[Finding]:
    for key in item.fields:
        if key not in FIELDS:
            yield _unknown(subject, item, key)
    for value in item.fields.values():
        if _COMMA.search(value):
            fix = _mended(subject, item, value, _COMMA.sub("; ", value))
            yield subject.at(item.end, value, f"a comma, not a semicolon, in {value!r}", _HINT, fix=fix)
    kind = item.fields.get("type", "").lower()
    if kind and kind not in TYPES and not _COMMA.search(kind):
        hint = f"types are {', '.join(TYPES)}"
        yield subject.at(item.end, item.fields["type"], f"there is no type {kind!r}", hint)
    for key in _repeated(subject, item):
        yield subject.at(item.end, f"{key}:", f"{key} stands twice; the last one counts", "take one of them out")


def _unknown(subject: PostmortemSubject, item: ActionItem, key: str) -> Finding:
    if not item.fields[key] and " " in key:
        return subject.at(item.end, key, f"{key!r} is no key with a value", _HINT)
    if key == "priority":
        hint = "a priority follows from impact and likelihood: say those"
        return subject.at(item.end, key, "a priority is not written down", hint)
    near = get_close_matches(key, FIELDS, n=1, cutoff=0.7)
    hint = f"did you mean {near[0]}?" if near else f"keys are {', '.join(FIELDS)}"
    fix = _mended(subject, item, f"{key}:", f"{near[0]}:") if near and near[0] not in item.fields else None
    return subject.at(item.end, key, f"there is no key {key!r}", hint, fix=fix)


def _repeated(subject: PostmortemSubject, item: ActionItem) -> list[str]:
    found = find_suffix(" ".join(row.strip() for row in subject.rows[item.line - 1 : item.end]))
    keys = Counter(piece.partition(":")[0].strip().lower() for piece in found.pieces) if found else Counter[str]()
    return [key for key, number in keys.items() if number > 1 and key in FIELDS]


def _unread(subject: PostmortemSubject, item: ActionItem) -> Finding | None:
    """A suffix that was meant, and is none to commands."""
    begun, row = _BEGUN.search(item.text), subject.rows[item.end - 1]
    if begun and ")" not in item.text[begun.start() :]:
        fix = Fix((Splice(item.end, item.end, (f"{row.rstrip()})",)),))
        return subject.at(item.end, begun[0], "the parenthesis is never closed, so nobody reads it", _HINT, fix=fix)
    if begun:
        end = _CLOSED.search(row)
        cut = Fix((Splice(item.end, item.end, (row[: end.start() + 1],)),)) if end else None
        return subject.at(
            item.end, begun[0], "the parentheses do not end the line, so nobody reads them", _HINT, fix=cut
        )
    piece = _PIECE.search(item.text)
    if piece and get_close_matches(piece["key"].lower(), FIELDS, n=1, cutoff=0.7):
        return subject.at(item.end, piece["key"], f"there is no key {piece['key']!r}", _HINT)
    return None


def _unboxed(subject: PostmortemSubject) -> Iterator[Finding]:
    """A list item with a suffix and without a box: no command sees it."""
    for text in subject.postmortem.outline.texts:
        if text.item and not text.quoted and subject.postmortem.section_at(text.line) is Section.ACTIONS:
            row = subject.rows[text.line - 1]
            bullet = _BULLET.fullmatch(row)
            if bullet and not text.text.startswith("[") and find_suffix(text.text):
                fix = Fix((Splice(text.line, text.line, (f"{bullet['lead']}[ ] {bullet['said']}",)),))
                yield subject.at(
                    text.line, bullet["said"], "no box, so nothing tracks it", "begin it with [ ]", fix=fix
                )


def _mended(subject: PostmortemSubject, item: ActionItem, old: str, new: str) -> Fix | None:
    row = subject.rows[item.end - 1]
    return Fix((Splice(item.end, item.end, (row.replace(old, new),)),)) if row.count(old) == 1 else None
