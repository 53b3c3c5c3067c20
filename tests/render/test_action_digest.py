"""The weekly reminder, as people read it."""

from __future__ import annotations

from pathlib import Path

from revenant.postmortems.actions.tracking import in_order
from revenant.render.action_digest import digest
from revenant.render.action_export import issues
from tests.postmortems.actions.tracked import SETTINGS, TODAY, incident, tracked

GOLDEN = Path(__file__).parent.parent / "golden"
ITEMS = """
- [ ] **A1** Reject pool sizes below the measured peak. (owner: platform; due: 2026-11-10; type: prevent; impact: high; likelihood: medium; issue: OPS-481)
- [ ] **A2** Alert on *waiting* <connections>. (owner: ana@example.com; due: 2026-11-28; impact: low; likelihood: low)
- [ ] **A3** Later. (owner: platform; due: 2027-03-01)
- [ ] **A4** Nobody has it, and it has no day.
- [x] **A5** Cap the pool. (owner: platform; done: 2026-11-05)
- [x] **A6** Write it down. (owner: @shop; done: 2026-11-09)
- [x] **A7** Just done. (owner: shop; done: 2026-11-22)
- [ ] **A8** Not worth it. (wontdo: the service is retired)
"""  # noqa: E501


def test_the_reminder(update_golden: bool) -> None:
    it = incident(1, tags=["pool"])
    found = in_order(tracked(ITEMS, it, [incident(2, "2026-11-08", tags=["pool"])]), SETTINGS)
    shown = digest(found, TODAY, 7) + "\n----\n\n" + issues(found[:2])
    golden = GOLDEN / "action_digest.md"
    if update_golden:
        golden.write_text(shown, encoding="utf-8")
    assert shown == golden.read_text(encoding="utf-8")


def test_of_many_only_the_first_are_named() -> None:
    many = "\n".join(f"- [ ] **A{number}** Do it (owner: shop; due: 2026-11-01)" for number in range(1, 15))
    shown = digest(tracked(many), TODAY, 7)
    assert shown.count("- Do it") == 10
    assert "- and 4 more" in shown


def test_with_nothing_to_say_it_says_so() -> None:
    assert "Nothing is due." in digest([], TODAY, 7)
