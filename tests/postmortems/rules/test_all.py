"""What holds for all rules: none fails, whatever a postmortem is, and a fix mends its lines and leaves all others."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from revenant.core.problems import Fix
from revenant.linting.engine import run_rules
from revenant.postmortems.rules import RULES
from tests.postmortems.making import HEAD, subject

NATIVE = """\
# Checkout: error rate above 5 %

## Summary

Half of all payments timed out.[^42k4sseq] It was resolved at 99:99 within half an hour, by 1,5 %.

<!-- revenant:begin facts sum=636e6231 -->
| | |
<!-- revenant:end facts -->

## Detection, diagnosis and mitigation gaps

- Detection:
- Diagnosis:

Root cause
----------
TODO

[^x]: y

## Action items

- [ ] **A1** Improve it (owner: platform, due: 2026/12/4; typ: prevent)
- [x] **A1** Done (owner: shop; due: 2026-11-01
1. **A2** Watch (owner: shop; due: 2026-02-30; due: 3)
"""
FOREIGN = NATIVE.replace("(owner", "(by")


def _broken(text: str, seed: int) -> str:
    """The text with lines dropped, doubled, swapped and cut, as merges and hurried hands do."""
    chance = random.Random(seed)
    rows = text.split("\n")
    for _ in range(chance.randint(1, 12)):
        place = chance.randrange(len(rows))
        match chance.randrange(5):
            case 0:
                del rows[place]
            case 1:
                rows.insert(place, rows[chance.randrange(len(rows))])
            case 2:
                rows[place] = rows[place][: chance.randrange(len(rows[place]) + 1)]
            case 3:
                rows[place] += chance.choice(["\udcff", "\0", "\r", "`", "<!--", "-->", "[^", "(owner:", "|", "\u2028"])
            case _:
                chance.shuffle(rows)
        rows = rows or [""]
    return "\n".join(rows)


@pytest.mark.parametrize("text", [HEAD + NATIVE, NATIVE, HEAD.replace("review", "draft") + FOREIGN], ids=list("rfd"))
@pytest.mark.parametrize("part", range(8))
def test_no_rule_fails_on_a_broken_postmortem(text: str, part: int) -> None:
    for seed in range(part * 20, part * 20 + 20):
        list(run_rules(RULES, subject(_broken(text, seed))))


@given(st.text(st.characters(codec="utf-8"), max_size=300), st.booleans())
def test_no_rule_fails_on_any_text(text: str, is_native: bool) -> None:
    list(run_rules(RULES, subject((HEAD if is_native else "") + text)))


@pytest.mark.parametrize(
    "row",
    [
        "- " * 3000 + "x",
        "(" * 20000,
        "- [ ] " + "(owner: a" * 4000,
        "at 10:15 " * 4000,
        "the incident was " * 4000 + "resolved at 10:15",
        "3 minutes and " * 4000,
        "[^" * 8000,
        "[^42k4sseq]" * 3000,
        "the " + "user " * 9000 + "impact",
        "1 November " * 3000,
        "12 " * 9000 + "%",
    ],
    ids=range(11),
)
def test_a_long_line_takes_no_long_time(row: str) -> None:
    """No assertion on time: a rule that is quadratic in a line would stop the suite here."""
    list(run_rules(RULES, subject(f"{HEAD}# T\n\n## Summary\n\n{row}\n\n## Action items\n\n{row}\n- [ ] {row}\n")))


def test_a_fix_mends_its_own_lines() -> None:
    it = subject(HEAD + NATIVE)
    fixes = [problem.fix for problem in run_rules(RULES, it) if problem.fix]
    assert fixes
    for fix in fixes:
        assert isinstance(fix, Fix)
        for splice in fix.splices:
            assert 0 < splice.line == splice.end <= len(it.rows)
            assert list(splice.rows) != list(it.rows[splice.line - 1 : splice.end])
