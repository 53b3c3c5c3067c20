"""Times `action list` with many postmortems: python bench/actions.py [INCIDENTS [POSTMORTEMS]].

Whole processes, the index up to date, lowest of seven. The postmortems have five action items each.
"""

from __future__ import annotations

import random
import subprocess
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory

from workspace import build

WORDS = "The pool was exhausted at peak because the change to the pool halved it. " * 8
ROUNDS = 7
COMMANDS = (["action", "list"], ["action", "list", "--all"], ["report", "actions"], ["status"])


def main() -> None:
    incidents, postmortems = (int(word) for word in [*sys.argv[1:], "1000", "1000"][:2])
    with TemporaryDirectory() as folder:
        root = Path(folder) / "ops"
        build(root, incidents)
        write_postmortems(root, postmortems)
        print(f"{incidents:,} incidents, {postmortems:,} postmortems")
        for words in COMMANDS:
            print(f"{_lowest(root, words):6.0f} ms  {' '.join(words)}")


def write_postmortems(root: Path, count: int) -> None:
    """Give so many of the incidents a postmortem, and commit."""
    dice = random.Random(3)
    for log in dice.sample(sorted(root.glob("incidents/*/*/*.yaml")), count):
        log.with_name(f"{log.stem}.postmortem.md").write_text(_postmortem(log.stem, dice))
    subprocess.run(["git", "add", "-A"], cwd=root, check=True)
    subprocess.run(["git", "commit", "-q", "-m", "postmortems"], cwd=root, check=True)
    time.sleep(0.5)  # files that are younger than a moment are read again


def _postmortem(incident: str, dice: random.Random) -> str:
    head = f"---\nschema: revenant/postmortem@1\nincident: {incident}\nstatus: final\nowner: ana@example.com\n---\n"
    sections = "".join(f"\n## {name}\n\n{WORDS}\n" for name in ("Summary", "Impact", "Contributing factors"))
    items = "\n".join(_item(number, dice) for number in range(1, 6))
    return f"{head}# {incident}\n{sections}\n## Action items\n\n{items}\n## Lessons\n\n{WORDS}\n"


def _item(number: int, dice: random.Random) -> str:
    box, end = dice.choice([("[ ]", ""), ("[x]", "; done: 2024-05-01")])
    said = f"owner: team-{dice.randrange(9)}; due: 2026-{dice.randrange(1, 13):02d}-11; impact: high; likelihood: low"
    return f"- {box} **A{number}** Reject pool sizes below the peak. ({said}{end})\n"


def _lowest(root: Path, words: list[str]) -> float:
    """Milliseconds of the fastest of several runs, after one that brings the index up to date."""
    spans = []
    for _ in range(ROUNDS + 1):
        started = time.perf_counter()
        subprocess.run([sys.executable, "-m", "revenant", *words], cwd=root, check=True, stdout=subprocess.DEVNULL)
        spans.append(time.perf_counter() - started)
    return min(spans[1:]) * 1000


if __name__ == "__main__":
    main()
