"""A walk for tests, and answers to its steps."""

from __future__ import annotations

from revenant.runbooks.walk.recording import Pinned
from revenant.runbooks.walk.walk import Answer, Outcome, Walk, plan
from tests.runbooks.making import read

VALUES = {"REPLICA": "db-1"}
CARDS = plan(read(), VALUES)
PINNED = Pinned("pg-lag", "b10b", VALUES)
DONE, FAIL, SKIP, STOP = (Answer(outcome) for outcome in Outcome)


def walked(*answers_: Answer) -> Walk:
    walk = Walk(CARDS)
    for answer in answers_:
        walk = walk.answered(answer)
    return walk
