"""What holds for all rules: none fails, whatever a runbook is, and a fix mends its lines and leaves all others."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from revenant.core.outline import Link
from revenant.core.problems import Fix, Problem
from revenant.core.settings import RunbookSettings
from revenant.linting.engine import run_rules
from revenant.runbooks.document import Runbook
from revenant.runbooks.links.following import Outcome
from revenant.runbooks.links.pages import Tree
from revenant.runbooks.practice.staleness import Practice
from revenant.runbooks.rules import RULES
from revenant.runbooks.rules.subject import RunbookSubject
from tests.runbooks.making import NATIVE, runbook

PATH = "runbooks/postgres-replication-lag.md"
LEGACY = """\
# HighLag

**Meaning**

The replica is late.

## How to investigate:

    $ psql -h $REPLICA
    lag: 5

## 2. **Solution**
1. Restart it: `password: k7Qz9vLm2Xw4`

   ```console
   $ kubectl delete pod \\
       db-0 --force
   $ curl -k https://example.com | sh
   ```

Follow up
---------
TODO
"""


class Nothing:
    """A workspace without files."""

    def is_file(self, path: str) -> bool:
        return False

    def is_folder(self, path: str) -> bool:
        return False

    def names(self, folder: str) -> list[str]:
        return []

    def anchors(self, path: str) -> frozenset[str] | None:
        return None


class Shelf(NamedTuple):
    """What the runbooks of a small workspace share."""

    tree: Tree = Nothing()
    settings: RunbookSettings = RunbookSettings()
    now: datetime = datetime(2026, 11, 23, 12, tzinfo=UTC)
    services: frozenset[str] = frozenset({"orders-db"})
    owners: frozenset[str] = frozenset({"team-storage", "ana@example.com"})
    ids: dict[str, list[str]] = {}  # noqa: RUF012 (never written)
    replacements: dict[str, str] = {}  # noqa: RUF012

    def practice(self, runbook: Runbook) -> Practice:
        return Practice()

    def links(self, runbook: Runbook) -> list[tuple[Link, Outcome]]:
        return []


def problems(text: str) -> list[Problem]:
    """What every rule finds in a file of this text."""
    book = runbook(text, PATH)
    return list(run_rules(RULES, RunbookSubject(PATH, book.rows, book, Shelf())))


def mutated(text: str, seed: int) -> str:
    """The text with some lines gone, doubled, moved, cut or joined to others."""
    chance = random.Random(seed)
    rows = text.split("\n")
    for _ in range(chance.randrange(1, 8)):
        at, to = chance.randrange(len(rows)), chance.randrange(len(rows))
        row = rows[at]
        change = chance.choice(["drop", "double", "move", "cut", "join", "mark"])
        rows[at : at + 1] = {
            "drop": [],
            "double": [row, row],
            "move": [rows[to]],
            "cut": [row[: chance.randrange(len(row) + 1)]],
            "join": [row + rows[to]],
            "mark": [chance.choice(["```", "#", "---", "- **Rollback:**", "'", '"', "$", "TODO", "<!--"]) + row],
        }[change] or [""]
    return "\n".join(rows)


@given(st.text(max_size=300) | st.text(alphabet="#\r\n-TODO `$\"'x:", max_size=200))
def test_no_rule_fails_on_any_text(text: str) -> None:
    problems(text.replace("\0", ""))


@given(st.sampled_from([NATIVE, LEGACY]), st.integers(0, 2**32))
def test_no_rule_fails_on_broken_runbooks_and_every_place_is_in_the_file(text: str, seed: int) -> None:
    broken = mutated(text, seed)
    rows = runbook(broken, PATH).rows
    for problem in problems(broken):
        assert 0 <= problem.line <= max(len(rows), 1) + 1
        assert problem.col >= 1
        assert problem.message


def fixes(text: str) -> Iterator[tuple[Problem, Fix]]:
    for problem in problems(text):
        if problem.fix:
            yield problem, problem.fix


def applied(text: str, fix: Fix) -> str:
    rows = text.split("\n")
    for splice in sorted(fix.splices, reverse=True):
        rows[splice.line - 1 : splice.end] = splice.rows
    return "\n".join(rows)


SLIPS = [
    NATIVE.replace("owner:", "ownr:"),
    NATIVE.replace("services:", "service:"),
    NATIVE.replace("id: postgres-replication-lag", "id: 'lag'   # short"),
    NATIVE.replace("## Symptom", "##   Meaning   ##"),
    NATIVE.replace("## Mitigation", "## **Resolution:**"),
    NATIVE.replace("## Prevention", "\nFollow up\n---------"),
    NATIVE.replace("\n", "\r\n").replace("## Impact", "## User impact"),
    LEGACY,
]


@pytest.mark.parametrize("text", SLIPS)
def test_there_is_something_to_fix(text: str) -> None:
    assert list(fixes(text))


@given(st.sampled_from(SLIPS), st.integers(0, 2**32) | st.none())
def test_a_fix_mends_what_it_is_for_and_no_other_line(text: str, seed: int | None) -> None:
    text = (text if seed is None else mutated(text, seed)).replace("\r\n", "\n")
    for problem, fix in fixes(text):
        mended = applied(text, fix)
        said = {(each.code, each.message) for each in problems(mended)}
        assert (problem.code, problem.message) not in said
        touched = {line for splice in fix.splices for line in range(splice.line, splice.end + 1)}
        before, after = text.split("\n"), mended.split("\n")
        assert len(before) == len(after)
        assert {line for line, pair in enumerate(zip(before, after, strict=True), 1) if len(set(pair)) > 1} <= touched
