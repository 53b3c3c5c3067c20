"""The words of an incident that another may share: without those that any report of any trouble has."""

from __future__ import annotations

import re
from collections.abc import Iterable

from revenant.core.terms import stem, terms

MOST = 60  # words asked for; the title's come first, then the notes as they were written
_LEAST_STEM = 4  # of a shorter stem a longer one is no other form: log is not login
_SAID_OF_ANYTHING = """
able according across actually add added additional affected affecting afterwards again against ago almost along
already also although always among amount analysis another anything apologies apologize approximately apr april
around aside assume aug august available away back based because become began begin beginning being believe best
better between both bring brought call called came cannot catch caught cause caused causing certain change
changed clear close closed come completely confirm confirmed consider continue continued continuing correct
correctly couple currently customer customers day days dec december degradation degraded detail detailed details
did different directly doing done down each earlier early either else end ended enough entire especially even
eventually ever every everything exactly expect expected experience experienced experiencing fact feb february
few final finally find fine first follow followed following found friday fully further future gave general get
gets getting give given gives go goes going gone good got great group had half happen happened help here high
higher hourly however identified identify immediately impact impacted important improve incident incidents
include included including inconvenience increase increased indeed information initial initially instead
investigate investigated investigating investigation involved issue issues item jan january jul july jun june
just keep kept kind knew know known large larger last lasted late later latest least led left less let level
like likely little ll long longer look looked looking low lower lowered made main make makes making many mar
march mark may maybe mean means meant might minute mitigate mitigated mitigation monday month months morning
moved much multiple must name nd near need needed needs never new news next night normal normally nothing nov
november now number observed occur occurred oct october off often ok old once ongoing onto open opened operation
operations order others otherwise part partial partially particular parts past patience patient people per
percent perform period place point possible post posted potential prevent previous previously primarily probably
problem problems process provide put quick quickly quite rather rd re reach reached real really reason received
recent recently recover recovered recovery reduce reduced related remain remained remaining report reported
reporting reports resolve resolved respectively response result resulted resulting results retroactive return
returned returning right room root run running said same saturday saw say second seconds see seeing seem seemed
seen send sent sep september service services set several share shared short show showed side significant
similar simply single small some someone something sometimes soon sorry special specific specifically st start
started starting state status step steps still stop stopped subset such sunday sure take taken taking team tell
ten th thank thanks thing things think third those though thought three through throughout thursday till time
times today together told took total toward tried true try trying tuesday turn turned twice two type unable
understand understanding unless until update updated updates upon us user users using usual usually utc various
ve very via wait want wanted way wednesday week weeks well went whether whole whose within without work worked
working works year years yesterday yet
"""
_SAYING_NOTHING = frozenset(_SAID_OF_ANYTHING.split())
_ORDINAL = re.compile(r"\d+(st|nd|rd|th)")


def telling(texts: Iterable[str], names: Iterable[str] = (), most: int = MOST) -> dict[str, str]:
    """The words that may tell one trouble from another, each by its stem, in the order in which they come.

    `names` are those of services and tags, which are compared as such.
    """
    left_out = {stem(word) for name in names for word in terms(name)}
    found: dict[str, str] = {}
    for word in (word for text in texts for word in terms(text)):
        cut = stem(word)
        if cut in left_out or word in _SAYING_NOTHING or len(cut) < 3 or _ORDINAL.fullmatch(word):
            continue
        if not any(_are_one(cut, known) for known in found):
            found[cut] = word
        if len(found) == most:
            break
    return found


def _are_one(one: str, other: str) -> bool:
    """Whether one is the other with a further ending: merge and merging are said once."""
    return min(len(one), len(other)) >= _LEAST_STEM and (one.startswith(other) or other.startswith(one))
