"""Injected faults of a real system, overlaid with shifted copies of itself, come apart again."""

from __future__ import annotations

import sys
from datetime import timedelta
from pathlib import Path

import pytest

from revenant.signals.correlation.windows import Windows
from tests.conftest import ROOT


@pytest.mark.data
@pytest.mark.parametrize(("slot", "least"), [(900, 0.97), (600, 0.95)])
def test_faults_close_in_time_are_told_apart(
    shared_data: Path, slot: int, least: float, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.syspath_prepend(str(ROOT / "bench"))
    from cloudbed import load
    from correlation import assign, overlay, score

    made = overlay([load(shared_data / "signals" / "cloudbed-1")], timedelta(seconds=slot))
    rows = [signal for signal, _ in made.signals]
    found = score([fault for _, fault in made.signals], assign(rows, made.graph, Windows()))
    assert found.f1 >= least
    assert found.mixed == 0
    for name in ("correlation", "cloudbed", "signals"):
        sys.modules.pop(name, None)
