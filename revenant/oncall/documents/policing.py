"""An escalation policy from its document."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import timedelta

from revenant.core.severity import Severity
from revenant.core.times import parse_duration
from revenant.oncall.documents.policies import PolicyDocument, RepeatDocument, TriggerDocument
from revenant.oncall.escalating.policy import (
    Condition,
    Happening,
    Policy,
    Repeat,
    Step,
    Target,
    TargetKind,
    Trigger,
)

_PACE = timedelta(minutes=15)
_OTHER_WORDS = {"severity-upgraded": Happening.SEVERITY_RAISED}


def policy_of(document: PolicyDocument, known: Callable[[str], str] = str, path: str = "", line: int = 0) -> Policy:
    """The policy; `known` gives the address of a name, or the name itself."""
    steps = [
        Step(parse_duration(each.after), Condition(each.if_), _targets(each.notify, known)) for each in document.steps
    ]
    steps.sort(key=lambda step: step.after)
    return Policy(
        name=document.name,
        steps=steps,
        repeat=_repeat(document.repeat, [step.after for step in steps]),
        triggers=[_trigger(each, known) for each in document.triggers],
        services=document.services,
        teams=document.teams,
        severities=[Severity(each.upper()) for each in document.severities],
        forgotten_after=parse_duration(document.forgotten_after) if document.forgotten_after else None,
        description=document.description,
        path=path,
        line=line,
    )


def _repeat(document: RepeatDocument | None, after: list[timedelta]) -> Repeat | None:
    """Without a word of how often, the steps go on at the pace of the last two."""
    if document is None or not document.times:
        return None
    if document.every:
        return Repeat(document.times, parse_duration(document.every))
    last = after[-1] - after[-2] if len(after) > 1 else timedelta()
    return Repeat(document.times, after[-1] + (last or _PACE))


def _trigger(document: TriggerDocument, known: Callable[[str], str]) -> Trigger:
    return Trigger(
        on=_OTHER_WORDS.get(document.on) or Happening(document.on),
        targets=_targets(document.notify, known),
        after=parse_duration(document.after),
        condition=Condition(document.if_),
        aim=document.target or "",
        to=[Severity(each.upper()) for each in document.to],
        tag=document.tag,
    )


def _targets(written: Iterable[str], known: Callable[[str], str]) -> list[Target]:
    found = []
    for each in written:
        kind, _, name = each.partition(":")
        found.append(Target(TargetKind(kind), known(name) if kind == TargetKind.USER else name))
    return found
