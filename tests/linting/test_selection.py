"""Which rules run, and at which level."""

from __future__ import annotations

import pytest

from revenant.core.problems import Fix, Level, Problem
from revenant.linting.errors import UnknownRuleError
from revenant.linting.selection import read_selection

KNOWN = ["RB101", "RB102", "RB403", "WS001"]


def running(select: list[str], ignore: list[str], **levels: str) -> list[str]:
    chosen = read_selection(select, ignore, levels, KNOWN)
    return [code for code in KNOWN if chosen.runs(code)]


def test_codes_and_their_beginnings() -> None:
    assert running([], []) == KNOWN
    assert running(["rb1,WS001"], []) == ["RB101", "RB102", "WS001"]
    assert running(["RB"], ["RB4", "RB102"]) == ["RB101"]


def test_off_is_off_until_it_is_named_in_full() -> None:
    assert running([], [], RB101="off") == KNOWN[1:]
    assert running(["RB1"], [], RB101="off") == ["RB102"]
    assert running(["RB101"], [], RB101="off") == ["RB101"]


def test_unknown_codes_are_refused_with_what_may_be_meant() -> None:
    with pytest.raises(UnknownRuleError, match="no rule 'RB4O3'") as caught:
        read_selection(["RB4O3"], [], {}, KNOWN)
    assert "RB403" in caught.value.hint
    assert caught.value.exit_code == 2


def test_a_level_holds_for_every_finding_of_its_rule() -> None:
    chosen = read_selection([], [], {"RB101": "info"}, KNOWN)
    for level in Level:
        assert chosen.levelled(Problem("a", 1, 1, level, "RB101", "")).level is Level.INFO
    assert chosen.levelled(Problem("a", 1, 1, Level.ERROR, "RB102", "")).level is Level.ERROR


def test_fixes_of_taste_are_made_only_for_a_rule_named_in_full() -> None:
    taste = Fix((), asked=True)
    assert not read_selection(["RB1"], [], {}, KNOWN).mends("RB101", taste)
    assert read_selection(["RB101"], [], {}, KNOWN).mends("RB101", taste)
