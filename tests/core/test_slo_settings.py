"""What revenant.yaml says of SLOs."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import msgspec
import pytest

from revenant.core.settings import Settings
from revenant.core.slo_settings import SloSettings

PAIR = {"long": "1h", "short": "5m", "percent": 2, "floor": "SEV2", "page": True}


def read(**slos: Any) -> SloSettings:
    return msgspec.convert({"schema": "revenant/workspace@1", "slos": slos}, Settings).slos


def test_what_is_left_out_keeps_its_default() -> None:
    found = read()
    assert (found.burn, found.critical.tiers, found.critical.slos) == ([], (1,), [])
    assert found.exhaustion_span == timedelta(days=1)


def test_a_table_of_ones_own() -> None:
    found = read(burn=[PAIR], critical={"tiers": [], "slos": ["search-*"]}, exhaustion="12h")
    assert found.burn[0].percent == 2
    assert found.critical.tiers == ()
    assert found.exhaustion_span == timedelta(hours=12)
    assert read(exhaustion="none").exhaustion_span is None


@pytest.mark.parametrize(
    "wrong",
    [
        {"short": "1h"}, {"short": "2h"}, {"long": "0h", "short": "0m"}, {"short": "soon"}, {"percent": 0},
        {"percent": 101}, {"floor": "SEV5"}, {"pages": True}, {"short": "0m"},
    ],
)  # fmt: skip
def test_what_cannot_be_is_refused(wrong: dict[str, Any]) -> None:
    with pytest.raises(msgspec.ValidationError, match=r"slos\.burn\[0\]"):
        read(burn=[PAIR | wrong])
