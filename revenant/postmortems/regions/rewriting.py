"""A postmortem's text with its regions written anew: everything outside of them stays byte for byte."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from revenant.postmortems.regions.markers import Layout, Region, region


def rewrite(text: str, layout: Layout, bodies: Mapping[str, str], detached: Collection[str] = ()) -> str:
    """The text with what `bodies` say in its regions, by name; of those `detached` only the markers are taken out.

    `layout` is that of the text's lines, which end in LF or CRLF; a region's lines end as its first marker does.
    """
    lines = text.split("\n")
    for each in reversed(layout.regions):
        if each.name in detached:
            del lines[each.end - 1], lines[each.begin - 1]
        elif each.name in bodies:
            lines[each.begin - 1 : each.end] = _written(each, lines, bodies[each.name])
    return "\n".join(lines)


def _written(each: Region, lines: list[str], body: str) -> list[str]:
    ends = ["\r" if lines[number - 1].endswith("\r") else "" for number in (each.begin, each.end)]
    *rows, last = region(each.name, body).split("\n")
    return [*(row + ends[0] for row in rows), last + ends[1]]
