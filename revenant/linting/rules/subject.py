"""What the rules for suppressions look at: the comments of one file after its rules have run."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date
from typing import NamedTuple

from revenant.linting.suppression import Suppression


class Suppressed(NamedTuple):
    """`silenced`: for each comment the codes it kept silent; `ran`: rules that ran here; `known`: all there are."""

    path: str
    rows: Sequence[str]
    suppressions: Sequence[Suppression]
    silenced: Sequence[frozenset[str]]
    ran: Collection[str]
    known: Collection[str]
    today: date
