"""What these rules look at: a postmortem, and how each of its regions stands to the record."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from revenant.postmortems.document import Postmortem
from revenant.postmortems.regions.comparing import Compared


class RegionsSubject(NamedTuple):
    """One postmortem and its regions."""

    postmortem: Postmortem
    regions: Sequence[Compared]

    @property
    def path(self) -> str:
        return self.postmortem.path

    @property
    def rows(self) -> Sequence[str]:
        return self.postmortem.rows
