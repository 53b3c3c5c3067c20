"""Rewrites: the same fact with the change or the missing guard as its subject, in the words of the sentence."""

from __future__ import annotations

import re

from revenant.core.text import one_line, shorten

_WORD = r"[\w/'-]{1,30}(?:\.\w{1,20})?"
_END = (
    r"(?=\s(?:by|with|in|on|at|to|from|when|while|after|before|because|and|but|which|that|for|during|as|so|until|since|"
    r"instead|without|into|via|using|who|earlier|again|correctly|properly)\b|\s?[,.;:!?()\[\]–—]|\s-|$)"
)
_THING = re.compile(rf"\s(?:the|an?|our|this|that|some|all)\s((?:{_WORD}\s){{0,3}}?{_WORD}){_END}", re.IGNORECASE)
_TASK = re.compile(rf"\w+ to (?:have )?({_WORD}(?:\s{_WORD}){{0,6}}?){_END}", re.IGNORECASE)
_UNDONE = re.compile(r"forgot|failed|neglected", re.IGNORECASE)
_UNSEEN = re.compile(r"overlooked|missed|ignored|misread|disregarded", re.IGNORECASE)
_CODE = re.compile(r"`x*`?|x{4,}")


def rewrite(text: str, start: int, end: int) -> str:
    """How to say of the change or of the process what `text` says of somebody, with the verb from `start` to `end`."""
    verb = text[start:end]
    if _UNDONE.match(verb) and (task := omitted_task(text, start)):
        return f'name the guard that was missing: "The runbook had no step to {task}", "No check asked to …"'
    thing = changed_thing(text, end)
    if _UNSEEN.search(verb):
        return f'say what hid it: "{_capital(thing) or "SIGNAL"} was not shown because …"'
    return change_to(thing)


def change_to(thing: str) -> str:
    """The rewrite with a change as the subject; `thing` is what was changed, if that is known."""
    return f'make the change the subject: "The change to {thing or "COMPONENT"} caused …", and say what let it through'


def changed_thing(text: str, end: int) -> str:
    """The thing named right after a verb that ends at `end`, with its article; empty if none can be told."""
    found = _THING.match(text[end : end + 160])
    return f"the {_shown(found[1])}" if found and _shown(found[1]) else ""


def omitted_task(text: str, start: int) -> str:
    """What somebody "forgot to" do from `start` on, without "to"; empty if it cannot be told."""
    found = _TASK.match(text[start : start + 200])
    return _shown(found[1]) if found else ""


def _capital(thing: str) -> str:
    return thing[:1].upper() + thing[1:]


def _shown(thing: str) -> str:
    return "" if _CODE.search(thing) else shorten(one_line(thing.strip()), 60)
