"""The server's side of a push, before it is accepted: git's own words on standard input, objects in quarantine."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from revenant.core.problems import in_order
from revenant.core.settings import Settings
from revenant.errors import GitFailedError
from revenant.store.audit import audit
from revenant.store.blobs import Blobs, TimeLimit
from revenant.store.branches import Update, find_lost
from revenant.store.judge import Place
from revenant.store.linting import Checked
from revenant.store.places import SETTINGS_FILE
from revenant.store.roles import NOBODY, read_people
from revenant.store.walk import ask

_LINE = re.compile(r"([0-9a-f]{40,64}) ([0-9a-f]{40,64}) (refs/\S+)")


def parse_updates(text: str) -> list[Update]:
    """What git tells a pre-receive hook.

    Raises:
        GitFailedError: it is something else.
    """
    rows = [_LINE.fullmatch(row) for row in text.splitlines() if row.strip()]
    if not all(rows):
        raise GitFailedError(
            "audit this push", "standard input does not say `OLD NEW REF`; is this a pre-receive hook?"
        )
    return [Update(*("" if not part.strip("0") else part for part in row.groups())) for row in rows if row]


def receive(folder: Path, inner: str, updates: Sequence[Update], *, signatures: bool, seconds: float) -> Checked:
    """Judge what a push brings that the repository has not, and what it would take away, in each workspace.

    Raises:
        AuditTimeoutError: it took longer than `seconds`.
    """
    whole = Place(folder, inner.strip("/"))
    places = [whole] if inner else _find_places(whole, updates)
    if not places:
        return Checked([], [], ["this repository (it has no revenant.yaml)"])
    with TimeLimit(seconds) as limit:
        done = [_receive(place, updates, limit, signatures=signatures) for place in places]
    problems, checked, unchecked = ([each for one in part for each in one] for part in zip(*done, strict=True))
    return Checked(in_order(problems), checked, list(dict.fromkeys(unchecked)))


def _receive(place: Place, updates: Sequence[Update], limit: TimeLimit, *, signatures: bool) -> Checked:
    news = _commits(place, [update.new for update in updates if update.new])
    blobs = Blobs(place.folder, limit)
    outer = _settings_here(place, blobs)
    place = place._replace(runbooks=outer.runbooks.folder if outer else place.runbooks)
    found = Checked([], [], [])
    if news:
        found = audit(place, [*news, "--not", "--all"], limit, signatures=signatures, outer=outer)
    lost = find_lost(place, updates, outer, blobs)
    limit.check()
    return found._replace(problems=[*found.problems, *lost])


def _find_places(whole: Place, updates: Sequence[Update]) -> list[Place]:
    """Every workspace that the server or the push holds: at the root, and wherever logs lie beside a revenant.yaml.

    A place somebody pushes is audited too; it never takes the audit away from another.
    """
    bare: dict[str, None] = {}
    with_logs: dict[str, None] = {}
    for tip in (*_tips(whole), *(update.new for update in updates if update.new)):
        names = ask(whole.folder, "ls-tree", "-r", "-z", "--name-only", tip).split("\0")
        for inner in (name.rpartition("/")[0] for name in names if name.rpartition("/")[2] == SETTINGS_FILE):
            bare[inner] = None
            if not inner or any(name.startswith(f"{inner}/incidents/") for name in names):
                with_logs[inner] = None
    return [whole._replace(inner=inner) for inner in with_logs or bare]


def _tips(place: Place) -> list[str]:
    """HEAD, then every branch: what this repository holds before the push."""
    head = ask(place.folder, "rev-parse", "--verify", "--quiet", "HEAD^{commit}").split()
    rest = ask(place.folder, "for-each-ref", "--count=50", "--format=%(objectname)", "refs/heads").split()
    return list(dict.fromkeys([*head, *rest]))


def _settings_here(place: Place, blobs: Blobs) -> Settings | None:
    """People and roles of the workspace this repository has already."""
    found = (blobs.find(f"{tip}:{place.named(SETTINGS_FILE)}") for tip in _tips(place))
    return next((read_people(content).settings or NOBODY for _, content in filter(None, found)), None)


def _commits(place: Place, names: Sequence[str]) -> list[str]:
    """The commits these objects are or lead to; a tag may also lead to something else.

    Raises:
        GitFailedError: one of them is not there. What cannot be read is refused, never passed.
    """
    wanted = list(dict.fromkeys(names))
    for row in _objects(place, wanted):
        if row.endswith(" missing"):
            raise GitFailedError("read what was pushed", row)
    return [row for row in _objects(place, [f"{name}^{{commit}}" for name in wanted]) if " " not in row]


def _objects(place: Place, names: Sequence[str]) -> list[str]:
    """The id of each object, or git's word for why there is none."""
    told = ask(place.folder, "cat-file", "--batch-check=%(objectname)", stdin="".join(f"{name}\n" for name in names))
    return [row for row in told.split("\n") if row]
