"""Builds deterministic workspaces of N incidents, for benchmarks."""

from __future__ import annotations

import random
import subprocess
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

from revenant.core.ids import base32
from revenant.core.severity import Severity
from revenant.incidents.events import KnownEvent, Stamp
from revenant.incidents.lifecycle import Status
from revenant.incidents.operations import move, note, open_incident
from revenant.incidents.snapshot import fold
from revenant.store.log import create_log

SERVICES = ["checkout", "payments", "web", "search", "orders-db", "login"]
SYMPTOMS = ["error rate above 5 %", "p99 above 2 s", "queue is growing", "certificate expires", "disk is filling up"]
WORDS = ["pool", "replica", "deployment", "cache", "timeout", "retry", "shard", "leader", "lag", "rollback"]
START = datetime(2024, 1, 1, tzinfo=UTC)
PATH = [Status.ACKNOWLEDGED, Status.INVESTIGATING, Status.MITIGATED, Status.RESOLVED]


def build(folder: Path, count: int, seed: int = 7) -> list[str]:
    """Make a committed workspace with `count` incidents; returns the ids of those still open."""
    dice = random.Random(seed)
    folder.mkdir(parents=True)
    git(folder, "init", "-q", "-b", "main")
    git(folder, "config", "user.name", "Bench")
    git(folder, "config", "user.email", "bench@example.com")
    (folder / "revenant.yaml").write_text("schema: revenant/workspace@1\n")
    (folder / ".gitattributes").write_text("incidents/**/*.yaml merge=union text eol=lf\n")
    still_open = [_incident(folder, number, count, dice) for number in range(count)]
    git(folder, "add", "-A")
    git(folder, "commit", "-q", "-m", "bench")
    return [incident_id for incident_id in still_open if incident_id]


def _incident(folder: Path, number: int, count: int, dice: random.Random) -> str:
    """Write one log; returns its id if the incident is still open."""
    at = START + timedelta(minutes=37 * number + dice.randrange(30))
    incident_id = f"INC-{at:%Y%m%d}-{base32(number, 5)}"
    is_open = number >= count - max(40, count // 50)
    events = list(_life(incident_id, at, is_open, dice))
    create_log(folder / "incidents" / f"{at:%Y}" / f"{at:%m}" / f"{incident_id}.yaml", incident_id, events)
    return incident_id if is_open else ""


def _life(incident_id: str, at: datetime, is_open: bool, dice: random.Random) -> Iterator[KnownEvent]:
    ids = (base32(dice.getrandbits(40), 8).lower() for _ in iter(int, 1))
    service = dice.choice(SERVICES)
    title = f"{service}: {dice.choice(SYMPTOMS)}"
    events: list[KnownEvent] = [
        open_incident(_stamp(at, ids), title, dice.choice(list(Severity)), services=[service], environment="production")
    ]
    for status in () if is_open else PATH:
        at += timedelta(seconds=dice.randrange(60, 3600))
        events.append(move(fold(incident_id, events), _stamp(at, ids), status))
        if dice.random() < 0.6:
            at += timedelta(seconds=30)
            events.append(note(_stamp(at, ids), " ".join(dice.choices(WORDS, k=12))))
    yield from events


def _stamp(at: datetime, ids: Iterator[str]) -> Stamp:
    return Stamp(at=at, by="bench@example.com", ids=ids)


def git(folder: Path, *words: str) -> None:
    subprocess.run(["git", *words], cwd=folder, check=True, stdout=subprocess.DEVNULL)
