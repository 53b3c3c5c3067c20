"""What reading yields, and what a source may know of this side: signals, doubts, and the context of a run."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from types import MappingProxyType

from msgspec import Struct

from revenant.signals.signal import UNKNOWN, Signal

NOTHING: Mapping[str, str] = MappingProxyType({})
NO_SERVICES: Mapping[str, list[str]] = MappingProxyType({})


class NotASignalError(ValueError):
    """Data from which no signal can be made; its text is the reason."""


class Doubt(Struct, frozen=True):
    """Something about the input that a person should know. `lost`: what it is about did not become a signal."""

    reason: str
    place: str = ""
    lost: bool = False

    def inside(self, place: str) -> Doubt:
        """The same doubt, placed inside `place`."""
        return Doubt(self.reason, " ".join(part for part in (place, self.place) if part), self.lost)


class Context(Struct, frozen=True):
    """A run of reading: its clock, the services of each repository, and what to assume where a signal is silent.

    `repositories` has keys as `repository_keys` makes them; `mapping` is field → dotted path, for plain data.
    """

    now: datetime
    repositories: Mapping[str, list[str]] = NO_SERVICES
    service: str = UNKNOWN
    environment: str = UNKNOWN
    mapping: Mapping[str, str] = NOTHING


Found = Signal | Doubt


def placed(found: Iterable[Found], place: str) -> Iterator[Found]:
    """What was found inside `place`: doubts learn where they stand, and what is no signal becomes a doubt."""
    try:
        for one in found:
            yield one.inside(place) if isinstance(one, Doubt) else one
    except NotASignalError as error:
        yield Doubt(str(error), place, lost=True)
    except RecursionError:
        yield Doubt("nested too deeply", place, lost=True)
