"""Times every report, warm: python bench/reports.py [INCIDENTS [CHANGES [POSTMORTEMS]]].

Whole processes on the installed wheel of `make bench` where there is one, else on this checkout; median of five. The
incidents have what reports look at: impact, effort, actions, runbooks, changes, retrospective and imported ones.
"""

from __future__ import annotations

import random
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from actions import write_postmortems
from run import BENCH, environment
from workspace import SERVICES, START, git

from revenant.core.ids import base32
from revenant.core.severity import Severity
from revenant.incidents.events import (
    ChangeLinked,
    EffortLogged,
    ImpactRecorded,
    IncidentAction,
    IncidentLinked,
    KnownEvent,
    RunbookAttached,
    SignalsCorrelated,
    Stamp,
)
from revenant.incidents.lifecycle import Status
from revenant.incidents.operations import move, open_incident
from revenant.incidents.snapshot import fold
from revenant.reports import REPORTS
from revenant.store.log import create_log

ROUNDS = 5
STEP = timedelta(minutes=37)
PEOPLE = [f"person-{number}@example.com" for number in range(12)]
TAGS = ["drill", *(f"tag-{number}" for number in range(150))]
ALERTS = [f"Alert{number}" for number in range(400)]
PATH = [Status.ACKNOWLEDGED, Status.MITIGATED, Status.RESOLVED]
PERIODS = {"compare": ["2024", "2025"]}


def main() -> None:
    incidents, changes, postmortems = (
        int(word) for word in [*sys.argv[1:], *["25000", "20000", "500"][len(sys.argv) - 1 :]]
    )
    with TemporaryDirectory() as folder:
        root = Path(folder) / "ops"
        _build(root, incidents, changes, postmortems)
        print(f"{incidents:,} incidents, {changes:,} changes, {postmortems:,} postmortems")
        for name in REPORTS:
            _print(root, name, *PERIODS.get(name, []))
        _print(root, "mttx", "--by", "service")
        _print(root, "page", "-o", str(root.parent / "report.html"))
        print(f"{(root.parent / 'report.html').stat().st_size / 1e6:6.2f} MB  report page")


def _print(root: Path, *words: str) -> None:
    installed = BENCH / "venv" / "bin" / "revenant"
    command = [str(installed)] if installed.exists() else [sys.executable, "-m", "revenant"]
    spans = []
    for _ in range(ROUNDS + 1):  # the first brings the index up to date
        started = time.perf_counter()
        subprocess.run([*command, "report", *words], cwd=root, check=True, env=environment(), stdout=subprocess.DEVNULL)
        spans.append(time.perf_counter() - started)
    print(f"{statistics.median(spans[1:]) * 1000:6.0f} ms  report {' '.join(words[:3])}", flush=True)


def _build(root: Path, incidents: int, changes: int, postmortems: int) -> None:
    dice = random.Random(11)
    root.mkdir()
    git(root, "init", "-q", "-b", "main")
    git(root, "config", "user.name", "Bench")
    git(root, "config", "user.email", "bench@example.com")
    (root / "revenant.yaml").write_text("schema: revenant/workspace@1\nteams: [{name: shop}, {name: platform}]\n")
    owned = "".join(f"- {{name: {name}, owner: {dice.choice(['shop', 'platform'])}}}\n" for name in SERVICES)
    (root / "services.yaml").write_text(f"schema: revenant/services@1\nservices:\n{owned}")
    for number in range(incidents):
        at = START + number * STEP + timedelta(minutes=dice.randrange(30))
        incident_id = f"INC-{at:%Y%m%d}-{base32(number, 5)}"
        events = list(_life(incident_id, number, at, number < incidents - 60, dice))
        create_log(root / "incidents" / f"{at:%Y}" / f"{at:%m}" / f"{incident_id}.yaml", incident_id, events)
    _write_changes(root, changes, incidents * STEP, dice)
    write_postmortems(root, postmortems)


def _life(incident_id: str, number: int, at: datetime, is_over: bool, dice: random.Random) -> Iterator[KnownEvent]:
    ids = (base32(dice.getrandbits(40), 8).lower() for _ in iter(int, 1))
    service, by = dice.choice(SERVICES), dice.choice(PEOPLE)

    def stamp(minutes: float) -> Stamp:
        return Stamp(at=at + timedelta(minutes=minutes), by=by, ids=ids)

    source = f"elsewhere:{number}" if dice.random() < 0.1 else ""
    tags = dice.choices(TAGS, k=dice.randrange(3))
    started = at - timedelta(minutes=dice.randrange(1, 15)) if dice.random() < 0.5 else None
    events: list[KnownEvent] = [
        open_incident(
            stamp(0), f"{service}: it fails", dice.choice(list(Severity)), services=[service], tags=tags,
            started_at=started, source=source,
        )
    ]  # fmt: skip
    yield events[0]
    lasts = 0.0 if source and dice.random() < 0.2 else dice.lognormvariate(4.25, 1.25)
    for part, status in enumerate(PATH if is_over else [], start=1):
        events.append(move(fold(incident_id, events), stamp(lasts * part / len(PATH)), status))
        yield events[-1]
    yield stamp(1).event(SignalsCorrelated, name=dice.choice(ALERTS), service=service, first=at, last=at)
    if started and dice.random() < 0.5:
        ended = at + timedelta(minutes=lasts / 2)
        yield stamp(lasts).event(ImpactRecorded, started_at=started, ended_at=ended, slo="availability", bad_ratio=0.1)
    if dice.random() < 0.3:
        yield stamp(lasts).event(EffortLogged, minutes=dice.randrange(5, 200), person=by)
    if dice.random() < 0.5:
        runbook = f"runbook-{dice.randrange(40)}"
        yield stamp(2).event(RunbookAttached, runbook=runbook)
        category = dice.choice(["SAFE_REVERSIBLE", "RISKY", "INFO_ONLY"])
        yield stamp(3).event(
            IncidentAction,
            text="restart it",
            category=category,
            simulated=True,
            runbook=runbook,
            step=f"M{dice.randrange(4)}",
        )
    if dice.random() < 0.2:
        yield stamp(4).event(ChangeLinked, change=_change_id(dice.randrange(5000)))
    if dice.random() < 0.05:
        yield stamp(5).event(IncidentLinked, relation="related", target="INC-20240101-00000")


def _change_id(number: int) -> str:
    return base32(2**39 + number, 8).lower()


def _write_changes(root: Path, count: int, over: timedelta, dice: random.Random) -> None:
    days: dict[Path, list[str]] = {}
    for number in range(count):
        at = START + number * over / max(count, 1)
        path = root / "changes" / f"{at:%Y}" / f"{at:%m}" / f"{at:%d}.yaml"
        said = f"service: {dice.choice(SERVICES)}, environment: production, summary: deploy {number}, status: succeeded"
        head = f"id: {_change_id(number)}, at: {at:%Y-%m-%dT%H:%M:%SZ}, kind: deployment, by: bench@example.com"
        days.setdefault(path, []).append(f"- {{{head}, {said}}}\n")
    for path, lines in days.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("schema: revenant/changes@1\nchanges:\n" + "".join(lines))


if __name__ == "__main__":
    main()
