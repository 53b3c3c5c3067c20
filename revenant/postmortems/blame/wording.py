"""Rewrites: the same fact with the change or the missing guard as its subject, in the words of the sentence."""

from __future__ import annotations

import re

from revenant.core.text import one_line, shorten

_END = (
    r"(?=\s(?:by|with|in|on|at|to|from|when|while|after|before|because|and|but|which|that|for|during|as|so|until|since|"
    r"instead|without|into|via|using|who|earlier|again|correctly|properly)\b|\s?[,.;:!?()\[\]–—]|\s-|$)"
)
_THING = re.compile(
    rf"(?:^|\s)(?:the|an?|our|this|that|some|all)\s((?:[\w/.-]{{1,30}}\s){{0,3}}?[\w/.-]{{1,30}}?){_END}", re.I
)
_TASK = re.compile(rf"(?:to|consider|include|add)\s([\w-]{{2,20}}(?:\s[\w/'.-]{{1,30}}){{0,6}}?){_END}", re.I)
_CODE = re.compile(r"`?x{2,}`?")


def changed_thing(text: str, end: int, original: str | None = None) -> str:
    """The thing named right after a verb that ends at `end`, such as "checkout service"; empty if none can be told."""
    found = _THING.match(text[end : end + 160])
    return _shown(found[1]) if found else ""


def omitted_task(verb: str, text: str, start: int) -> str:
    """What was not done, as an infinitive without "to": "restart the worker"; empty if it cannot be told."""
    if "forgot" not in verb.lower() and "failed" not in verb.lower() and "neglected" not in verb.lower():
        return ""
    found = _TASK.match(re.sub(r"^\S+\s", "", text[start : start + 200], count=1))
    return _shown(found[1]) if found else ""


def rewrite(text: str, start: int, end: int) -> str:
    """How to say of the change or of the process what `text` says of somebody, from `start` to `end`."""
    if task := omitted_task(text[start:end], text, start):
        return f'name the guard that was missing: "The runbook had no step to {task}", "No check asked to {task}"'
    thing = changed_thing(text, end) or "COMPONENT"
    return f'make the change the subject: "The change to {_the(thing)} caused …", and say what let it through'


def _the(thing: str) -> str:
    return thing if thing == "COMPONENT" else f"the {thing}"


def _shown(thing: str) -> str:
    return "" if _CODE.search(thing) else shorten(one_line(thing.strip()), 60)
