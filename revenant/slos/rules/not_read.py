"""SL005: a document, a key or a part of it that nothing here reads."""

from __future__ import annotations

from collections.abc import Iterator

from revenant.core.problems import Level
from revenant.linting.engine import Finding
from revenant.slos.documents.document import Item
from revenant.slos.documents.fitting import unknown_keys
from revenant.slos.documents.openslo import API
from revenant.slos.documents.unread import idle_keys, is_composite
from revenant.slos.rules.subject import SloSubject, finding

CODE = "SL005"
NAME = "not-read"
LEVEL = Level.WARNING
SUMMARY = "A document, a key or a part of it that nothing here reads."
_COMPOSITE = "objectives with indicators of their own are counted one by one: no budget is made of all of them"


def check(subject: SloSubject) -> Iterator[Finding]:
    for item in subject.file.items:
        if item.outside:
            yield _outside(item)
        elif item.value is not None:
            yield from _keys(item)


def _outside(item: Item) -> Finding:
    if item.data.get("apiVersion") == API:
        return finding(item, ("kind",), item.outside, "it does no harm here", Level.INFO)
    return finding(item, ("apiVersion",), item.outside, "write it as OpenSLO v1, or move it out of slos/")


def _keys(item: Item) -> Iterator[Finding]:
    for path, message in unknown_keys(item.data):
        yield finding(
            item, path, message, "correct it or take it out; what is your own belongs to metadata.annotations"
        )
    if item.data["kind"] != "SLO":
        return
    for path, message in idle_keys(item.data):
        yield finding(item, path, message, "take it out", Level.INFO)
    if is_composite(item.data):
        yield finding(item, ("spec", "objectives"), _COMPOSITE, "write an SLO for each, with values of its own")
