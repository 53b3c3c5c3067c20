"""What revenant writes into a postmortem: one file a region. To add one: a file here and a line below.

A region says the same for the same material, byte by byte: no time of writing, no order by chance.
"""

from __future__ import annotations

from collections.abc import Callable

from revenant.postmortems.generated import facts, timeline
from revenant.postmortems.generated.material import Material

GENERATED: dict[str, Callable[[Material], str]] = {
    "facts": facts.write,
    "timeline": timeline.write,
}
