"""How far actions have come."""

from __future__ import annotations

from revenant.postmortems.actions import parse_actions
from revenant.postmortems.learning.tally import Tally, tally_of

TEXT = """## Action items
- [ ] **A1** One
- [x] **A2** Two
- [x] **A3** Three (verified: 2026-12-01)
- [x] **A4** Four (wontdo: nobody needs it)
"""


def test_what_will_not_be_done_is_not_done() -> None:
    tally = tally_of(parse_actions(TEXT))
    assert tally == Tally(written=4, done=2, verified=1, declined=1)
    assert tally.open == 1
    assert tally.plus(tally).done == 4
