"""BL105: an action that would mend people, where a mechanism is wanted."""

from __future__ import annotations

import re
from collections.abc import Iterator

from revenant.core.problems import Level
from revenant.linting.engine import Finding
from revenant.postmortems.subject import PostmortemSubject

CODE = "BL105"
NAME = "fixing-people"
LEVEL = Level.INFO
SUMMARY = "An action that mends people: be more careful, pay attention, retrain, remind; a warning under Action items."
TRIGGERS = frozenset((
    "careful", "cautious", "diligent", "vigilant", "attentive", "mindful", "aware", "thorough", "disciplined", "care",
    "attention", "caution", "retrain", "retrained", "retraining", "train", "remind", "reminded", "reminding",
    "refamiliarize", "refamiliarise", "remember", "forget", "reprimanded", "warned", "trained", "educate", "check",
    "checks", "test", "verify", "follow", "know", "understand", "read", "learn", "double", "conscientious",
))  # fmt: skip
_WHO = (
    r"(?:the\s|our\s|all\s|every\s)?(?:[\w-]+\s)?(?:engineers?|developers?|devs|team(?:s| members?)?|everyone|everybody"
    r"|people|humans|staff|admins?|operators?|sres?|on-?call(?: engineers?)?|reviewers?|contributors?|maintainers?"
    r"|colleagues|responders?)"
)
_MUST = r"(?:should|must|need to|needs to|have to|has to|ought to|will)"
_LATER = r"(?:\s(?:always|never|also|really|in future|all))?"
_CARE = (
    r"(?:be(?:come|en|ing)?\s(?:a\s(?:bit|lot|little)\s)?(?:more|extra|very|much more|even more|especially"
    r"|particularly)\s(?:careful|cautious|diligent|vigilant|attentive|mindful|aware|thorough|disciplined"
    r"|conscientious)|be\scareful\b|(?:take|use|exercise)\s(?:more|greater|extra|better)\s(?:care|caution)\b"
    r"|pay\s(?:more|closer|better|extra|careful|greater)?\s?attention|exercise\scaution"
    r"|(?:re-?)?famili?ari[sz]e\s(?:themselves|ourselves)|re-?familiari[sz]e)"
)
_MEND = re.compile(
    rf"(?:^[\W\d]*(?:\w+\d*:?\s)?|[,;:]\s|\b(?:and|please|then|also|we'll)\s)(?:please\s)?{_CARE}"
    rf"|\b(?:we|i|you|{_WHO})\s{_MUST}{_LATER}\s(?:to\s)?(?:{_CARE}|remember to\b|double[- ]check\b)"
    rf"|^[\W\d]*(?:\w{{1,3}}\d*[:.]?\s)?(?:(?:re-?train|remind|educate|coach|admonish|warn)\s{_WHO}\b"
    rf"|train\s{_WHO}\s(?:not\sto|to\sbe|to\snot|to\salways|on\show\snot)\b)"
    rf"|\b(?:we|i)\s{_MUST}{_LATER}\s(?:retrain|remind|coach)\s{_WHO}\b"
    rf"|(?:\b{_WHO}|(?<!\w)@?[\w-]+@?)\s{_MUST}{_LATER}\s(?:to\s)?learn\s(?:proper|better|basic|how to (?:properly"
    rf"|be)|to be|not to)\b"
    rf"|(?<![\w-])(?:{_WHO}|(?-i:[A-Z])[a-z]+|he|she|they)\s{_MUST}{_LATER}\sbe\s(?:retrained|re-trained|reminded"
    rf"|disciplined|reprimanded|warned|coached)\b"
    rf"|(?:^[\W\d]*(?:\w{{1,3}}\d*[:.]?\s)?|\b(?:we|i|{_WHO})\s{_MUST}{_LATER}\s)(?:make sure|ensure"
    rf"|see to it)(?:\sthat)?\s{_WHO}\s(?:always\s|never\s|actually\s)?(?:checks?|remembers?|tests?|verify"
    rf"|verifies|follows?|reads?|knows?|understands?"
    r"|are\s(?:more\s)?(?:aware|careful)|do(?:n't| not) forget|double[- ]check|pay)\b"
    rf"|\b(?:more|greater|better|additional|extra)\s(?:care|caution|diligence|vigilance|discipline)\s(?:is|was"
    rf"|should|must|needs?|when|in|from|by)\b",
    re.IGNORECASE,
)
_MACHINE = frozenset({"model", "models", "classifier", "bot", "slackbot", "detector", "automatically"})
_HINT = 'add what does not depend on anybody\'s attention: "Add a check that blocks …"'


def check(subject: PostmortemSubject) -> Iterator[Finding]:
    for said in subject.said:
        if not said.has(TRIGGERS) or said.has(_MACHINE) or said.text.startswith("Note that"):
            continue
        if found := _MEND.search(said.text):
            start = found.start() + len(found[0]) - len(found[0].lstrip(" ,;:-[]()*"))
            level = Level.WARNING if said.is_of_actions else None
            yield said.at(start, f'"{said.text[start : found.end()]}" would mend people, not the system', _HINT, level)
