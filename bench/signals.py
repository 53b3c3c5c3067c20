"""Makes a stream of signals of any length: constant traffic over services that depend on each other.

python bench/signals.py COUNT > signals.jsonl
"""

from __future__ import annotations

import random
import sys
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

from revenant.signals.signal import Gravity, Kind, Signal, to_line

START = datetime(2026, 11, 1, tzinfo=UTC)
SERVICES = [f"service-{number:03}" for number in range(200)]
ENVIRONMENTS = ("production", "staging", "canary")
NAMES = ("HighErrorRate", "LatencyAboveTarget", "PodRestarted")


def depends_on(rng: random.Random) -> dict[str, list[str]]:
    """Three dependencies a service."""
    return {name: sorted(set(rng.sample(SERVICES, 3)) - {name}) for name in SERVICES}


def signals(count: int, seed: int = 1, apart: timedelta = timedelta(milliseconds=2)) -> Iterator[Signal]:
    """Signals in order of time; every third is of a trace."""
    rng = random.Random(seed)
    for number in range(count):
        yield Signal(
            id=f"{number:012x}",
            at=START + number * apart,
            kind=Kind.LOG,
            service=rng.choice(SERVICES),
            environment=rng.choice(ENVIRONMENTS),
            name=rng.choice(NAMES),
            severity=Gravity.ERROR,
            instance=f"pod-{rng.randrange(5)}",
            trace_id=f"{rng.getrandbits(128):032x}" if number % 3 == 0 else "",
        )


def services_yaml() -> str:
    """services.yaml for these services."""
    rows = [
        f"- {{name: {name}, depends_on: [{', '.join(needs)}]}}" for name, needs in depends_on(random.Random(7)).items()
    ]
    return "schema: revenant/services@1\nservices:\n" + "\n".join(rows) + "\n"


def main() -> None:
    """Write so many signals to stdout."""
    for signal in signals(int(sys.argv[1])):
        sys.stdout.buffer.write(to_line(signal))


if __name__ == "__main__":
    main()
