"""Patterns of what people do wrong: after a person, after "we", and as a participle before "by"."""

from __future__ import annotations

import re
from functools import lru_cache

from revenant.postmortems.blame import lexicon
from revenant.postmortems.blame.grammar import AUX, START, People

_ANY = "|".join
_OMIT = rf"(?:failed|neglected) to (?:have )?(?:\w+ly |even )?(?:{_ANY(lexicon.OMITTED)})\b"
_CARE = (
    r"neglected to|mistyped|misread\b|misunderstood|misjudged|botched|bungled|fumbled|mishandled|fat-?fingered"
    r"|messed up"
    r"|screwed up|slipped up|dropped the ball|jumped the gun|(?:was|were) asleep at the|cut corners|disregarded"
    r"|never bothered"
    r"|(?:didn't|did not|never) (?:even )?(?:bother|thought? (?:to|of|about)|think (?:to|of|about)|care"
    r"|pay\b.{0,12}attention)"
    r"|(?:wasn't|was not|weren't|were not) paying\b.{0,12}attention"
    r"|made (?:an?|the|another|this|that) (?:\w+ ){0,2}(?:mistake|blunder|wrong call|wrong decision"
    r"|error in judge?ment|misjudge?ment|bad call|poor decision)"
)
_FORGOT = r"(?:forgot|forgotten)\b(?! (?:his|her|their|my|our|the)\b.{0,12}\bpass)"
_IDIOM = (
    r"(?!\s(?:down|up|out|off|away|ground|for|even|through|apart|it down|(?:\S+\s){0,4}into|the (?:dependency|link"
    r"|connection|loop|cycle|tie|lock|deadlock|chain|circuit|replication|silence|news))\b)"
)
_TARGET = (
    r"(?!\s(?:\S+\s){0,3}(?:slo|sla|slos|slas|target|targets|deadline|goal|objective|window|you|out|meeting|opportunity"
    r"|call)\b)"
)
_IGNORED = (
    r"ignored (?:it|them|this|that|(?:the|an?|this|that|these|our|all|several|repeated"
    r"|\d+) (?:[\w-]+ ){0,3}?(?:alerts?|alarms?|warnings?|pages?|notifications?|advice|requests?|tickets?|errors?"
    r"|runbooks?|process|procedures?|policy|signals?|signs?|symptoms?|messages?|recommendations?|instructions?"
    r"|guidelines?|reports?|concerns?|failures?|checklist|results?))\b"
)
_EXPLAINED = r"(?![^.;]{0,160}\b(?:because|since|due to|as the|by design|nothing)\b)"
_MEANT = (
    r"(?![^.;]{0,80}\b(?:planned|maintenance|scheduled|decommission\w*|old|rates?|latency|load|levels?|usage|numbers?"
    r"|costs?|errors?|as the)\b)"
)
_OUTAGE = (
    r"caused (?:the|an?|this|our|that|some|several|major|another) (?:[\w-]+ ){0,3}?(?:outages?|incidents?|failures?"
    r"|downtime|data loss|problems?|issues?|breach|disruptions?|mess)\b"
)
_WITHOUT = (
    r"(?:\w+ed|ran|set|put|did|made|took|left|sent|cut|shut) (?:[^\s,;]+ ){1,10}?(?:by (?:mistake|accident)"
    r"|accidentally|without (?:thinking|testing|checking|reviewing|verifying|reading|asking|telling|(?:a )?review))\b"
)
_WRONG_THING = (
    r"(?:pushed|ran|deployed|merged|committed|shipped|released|executed|entered|typed|deleted|picked|chose) (?:the "
    r"|an? )?"
    r"(?:wrong|untested|unreviewed|faulty|bad|incorrect|invalid)\b"
)
_UNREAD = (
    r"(?:did not|didn't) (?:even )?(?:read|test|verify|review|check) (?:the|their|his|her|its) (?:change|code|commit"
    r"|patch|script|migration|config\w*|documentation|docs|runbook|instructions|command|diff|output|plan)\b"
)
_HARM = (
    rf"{_OMIT}|(?:overlooked\b|ignored\b|missed\b{_TARGET}|{_WRONG_THING}|{_UNREAD}){_EXPLAINED}|broke\b{_IDIOM}"
    rf"|(?:took|brought) (?:down\b|(?:\S+ ){{1,4}}down\b){_MEANT}|crashed (?:the|our|a)\b|{_OUTAGE}|misconfigured\b"
    r"|slept through|let (?:\S+ ){1,4}(?:slip|through)\b|wiped(?: out)? (?:the|our|all)\b"
    r"|never (?:wrote|tested|checked|verified|documented|reviewed|updated|read|told|informed|asked|considered|escalated"
    r"|responded|looked|acknowledged|communicated|followed)\b"
    rf"|(?:{_ANY(lexicon.WRONGLY)}) \w+|(?:skipped|bypassed) (?:the |our |all )?(?:\w+ )?(?:reviews?|tests?|checks?"
    r"|checklist|approval|staging|process|procedure|steps?)\b"
    r"|(?:did not|didn't) (?:act|react|respond|escalate)\b.{0,20}\b(?:soon|fast|quickly|early) enough\b"
    r"|(?:did not|didn't) (?:properly |correctly )?follow (?:the|our|standard|proper|established|documented)\b"
    rf"|{_WITHOUT}"
)
_OWN = (
    rf"{_FORGOT}|{_CARE}|{_OMIT}|overlooked\b|missed\b{_TARGET}|(?:falsely|{_ANY(lexicon.WRONGLY)}) \w+"
    rf"|{_IGNORED}{_EXPLAINED}|were too (?:slow|hasty|quick) (?:to|in)\b|broke\b{_IDIOM}|should have known"
    rf"|let (?:\S+ ){{1,4}}(?:slip|through)\b"
)
_AUX_BE = r"(?:is|are|was|were)(?:n't| not)?"


@lru_cache(maxsize=8)
def fault_of_person(people: People) -> re.Pattern[str]:
    """Somebody and the verb of their fault, which is the group `verb`; `who` is the somebody."""
    subject = rf"{START}(?:(?P<who>{people.sure}),?{AUX}(?P<verb>{_FORGOT}|{_CARE}|{_HARM})"
    software = rf"|(?P<whom>{people.conducted}){AUX}(?P<verb2>{_CARE}|forgot to\b))"
    return re.compile(subject + software, re.IGNORECASE)


@lru_cache(maxsize=8)
def second_fault(people: People) -> re.Pattern[str]:
    """A person who does something "and forgot", the verb standing right behind the conjunction."""
    between = r"\s(?!and\b|or\b)[^,;:.]{3,90}?,?\s(?:and|but)(?:\sthen|\salso|\ssimply)?\s"
    return re.compile(
        rf"{START}(?P<who>{people.sure}){between}(?P<verb>{_FORGOT}|{_CARE}|{_OMIT}|overlooked\b)", re.IGNORECASE
    )


@lru_cache(maxsize=8)
def done_by(people: People) -> re.Pattern[str]:
    """Harm done "by" a person; the group `verb` is the participle, `who` the person."""
    after = r"(?=\s*(?:$|[,.;:)(–—-]|(?:who|that|and|when|during|at|in|on|after|while|as|because|by|with|without|to|via"
    after += r"|using|from|whose|since|but|for|instead|before|running|making|performing"
    after += r"|deploying|executing|pushing|applying|changing|updating|upgrading"
    after += r"|deleting|removing|adding|trying|working)\b))"
    how = r"(?:\s(?:accidentally|mistakenly|inadvertently|unintentionally|by mistake))?"
    wrongly = rf"(?:{_ANY(lexicon.WRONGLY)}) \w+(?:ed|en|un|et|ut)"
    return re.compile(
        r"(?:\b(?:the|an?|our)\s(?P<thing>(?:[\w-]{1,24}\s){1,3}?)(?:was|were|got|had been)\s(?:\w+ly\s)?)?"
        rf"\b(?P<verb>{_ANY(lexicon.DONE_TO)}|{wrongly}){how}\sby\s(?P<who>{people.sure}){after}",
        re.IGNORECASE,
    )


@lru_cache(maxsize=8)
def wrong_thing_by(people: People) -> re.Pattern[str]:
    """A wrong thing set, pushed or merged "by" a person."""
    return re.compile(
        r"\b(?:wrong|incorrect|bad|faulty|untested|invalid|broken)\s(?P<thing>(?:[\w-]+\s){1,3}?)(?:was|were|got"
        r"|had been)\s"
        r"(?:\w+ly\s)?(?P<verb>set|pushed|merged|deployed|committed|entered|used|chosen|applied|configured|copied"
        r"|given)\s"
        rf"by\s(?P<who>{people.sure})(?!['’/])",
        re.IGNORECASE,
    )


@lru_cache(maxsize=1)
def own_fault() -> re.Pattern[str]:
    """The words we or I, and the verb of our fault."""
    return re.compile(
        rf"(?<![\w'-])(?P<who>we|(?-i:I))(?:'d)?{AUX}(?P<verb>{_OWN})"
        rf"|(?<![\w'-])(?P<who2>we|(?-i:I))\s(?:[^,;:.]{{3,90}}?,?\s(?:and|but)\s)(?P<verb2>{_FORGOT}|{_OMIT}"
        rf"|overlooked\b)"
        rf"|\b(?P<verb3>{_AUX_BE} (?:entirely |all |completely )?(?:our|my) (?:own )?fault)\b",
        re.IGNORECASE,
    )
