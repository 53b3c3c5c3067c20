"""Walking a runbook on a terminal or by a file of outcomes: shows each step, takes the answer, and hands it on."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Annotated, NamedTuple

import typer

from revenant.cli.options import choice
from revenant.cli.runbook.asking import Ended, agrees, ask, can_ask, choose, matches_in_time
from revenant.cli.session import Session
from revenant.errors import InvalidFileError, ReadFailedError
from revenant.incidents.events import IncidentAction
from revenant.runbooks.document import Input, Runbook, Section
from revenant.runbooks.errors import InputError, NothingSaidError
from revenant.runbooks.walk.inputs import check_value, check_values
from revenant.runbooks.walk.outcomes import Outcomes, answers
from revenant.runbooks.walk.walk import Answer, Card, Outcome, Taken, Walk, plan

Inputs = Annotated[
    list[str], typer.Option("--input", "-i", metavar="NAME=VALUE", help="A value for $NAME. May be repeated.")
]
OutcomesFile = Annotated[
    str, typer.Option("--outcomes", metavar="FILE", help="How each step went, as YAML; - is standard input.")
]
From = Annotated[str, typer.Option("--from", metavar="STEP", help="Begin at this step.")]
SectionOption = Annotated[str, typer.Option("--section", metavar="NAME", help="Only diagnosis, or only mitigation.")]
_ANSWERS = {"done": Outcome.DONE, "failed": Outcome.FAILED, "skip": Outcome.SKIPPED, "stop": Outcome.STOPPED}


class Wanted(NamedTuple):
    """What was asked for beside the runbook: values, outcomes, and which of its steps."""

    inputs: dict[str, str]
    said: Outcomes | None
    section: Section | None
    first: str


class Ready(NamedTuple):
    """A runbook ready to be walked, with the values for its inputs."""

    runbook: Runbook
    values: dict[str, str]
    cards: tuple[Card, ...]
    said: Outcomes | None


class Walked(NamedTuple):
    """How far it went, and how it ended: None unless nobody answered any more."""

    walk: Walk
    ended: Ended | None = None


def wanted(inputs: list[str], outcomes: str, first: str, section: str) -> Wanted:
    """What the options say.

    Raises:
        InputError, InvalidFileError, ReadFailedError, InvalidValueError.
    """
    said = read_outcomes(outcomes) if outcomes else None
    given = {name: str(value) for name, value in said.inputs.items()} if said else {}
    for word in inputs:
        name, equals, value = word.partition("=")
        if not equals:
            raise InputError(name, "it has no value", "--input NAME=VALUE")
        given[name] = value
    names = [Section.DIAGNOSIS.value, Section.MITIGATION.value]
    return Wanted(given, said, Section(choice("section", section, names)) if section else None, first)


def read_outcomes(name: str) -> Outcomes:
    """A file of outcomes; - is standard input."""
    from revenant.store import yaml_io

    try:
        content = typer.get_binary_stream("stdin").read() if name == "-" else Path(name).read_bytes()
    except OSError as error:
        raise ReadFailedError(name, error.strerror or str(error)) from None
    value, complaints = yaml_io.load_as(content, Outcomes)
    if value is None:
        raise InvalidFileError([f"{name}:{line}:{col}: {message}" for line, col, message in complaints])
    return value


def prepare(session: Session, runbook: Runbook, asked: Wanted, before: Mapping[str, str], *, silent: bool) -> Ready:
    """The steps with their values: given ones, those of earlier steps, and what somebody answers unless `silent`.

    Raises:
        InputError, NoStepsError, UnknownStepError, Ended.
    """
    inputs = runbook.matter.inputs if runbook.matter else []
    values = _still_fit(inputs, before) | check_values(inputs, asked.inputs, matches_in_time)
    cards = plan(runbook, values, section=asked.section, first=asked.first)
    if not silent and asked.said is None and can_ask(session):
        for each in inputs:
            if each.name not in asked.inputs and (each.name in values or _names(cards, each.name)):
                _ask_value(session, each, values)
    return Ready(runbook, values, plan(runbook, values, section=asked.section, first=asked.first), asked.said)


def _names(cards: Sequence[Card], name: str) -> bool:
    """Whether a step still names this input."""
    return any(name in card.unknown for card in cards)


def _still_fit(inputs: list[Input], before: Mapping[str, str]) -> dict[str, str]:
    fit = {}
    for each in inputs:
        if each.name in before:
            try:
                fit[each.name] = check_value(each, before[each.name], matches_in_time)
            except InputError:
                continue
    return fit


def _ask_value(session: Session, wanted_input: Input, values: dict[str, str]) -> None:
    known = values.get(wanted_input.name)
    about = f" ({wanted_input.about})" if wanted_input.about else ""
    hint = f", Enter for {known}" if known else f", such as {wanted_input.example}" if wanted_input.example else ""
    while typed := ask(f"{wanted_input.name}{about}{hint}:"):
        try:
            values[wanted_input.name] = check_value(wanted_input, typed, matches_in_time)
        except InputError as error:
            session.out.say(error.message)
            continue
        return


def follow(
    session: Session,
    ready: Ready,
    earlier: Mapping[str, IncidentAction],
    keep: Callable[[Taken], None],
    *,
    as_json: bool,
) -> Walked:
    """Walk; `keep` gets each step as soon as it is answered.

    Raises:
        OutcomesError, NothingSaidError: nothing has been kept.
    """
    walk = Walk(ready.cards)
    if ready.said is None and (as_json or not can_ask(session)):
        _print(session, ready, as_json=as_json)
        raise NothingSaidError
    said = answers(ready.said, ready.cards, frozenset(earlier)) if ready.said else None
    try:
        while card := walk.current:
            if card.id in earlier:
                _say_already(session, card, earlier[card.id], quiet=said is not None)
                walk = walk.passed_over()
            elif answer := _ask(session, walk) if said is None else said.get(card.id):
                walk = walk.answered(answer)
                keep(walk.taken[-1])
                walk = _after(session, walk) if said is None else walk
            else:
                walk = walk.passed_over()
    except Ended as ended:
        return Walked(walk, ended)
    return Walked(walk)


def _print(session: Session, ready: Ready, *, as_json: bool) -> None:
    """Every step, for whoever will say how they went."""
    from revenant.render.runbook_steps import card_data

    if as_json:
        session.out.json([card_data(card) for card in ready.cards])
        return
    for number, card in enumerate(ready.cards, start=1):
        _show(session, card, f"{number} of {len(ready.cards)}", whole=True)


def _say_already(session: Session, card: Card, action: IncidentAction, *, quiet: bool) -> None:
    from revenant.render.runbook_steps import already_line

    if not quiet:
        session.out.text(already_line(card, action))


def _show(session: Session, card: Card, place: str, *, whole: bool) -> None:
    from revenant.render.runbook_steps import after_commands, before_commands, command_lines

    session.out.text("\n")
    for block in before_commands(card, place):
        session.out.blocks([block])
    after = after_commands(card, whole=whole)
    if card.commands:
        session.out.text(f"\n{command_lines(card)}" + ("\n" if after else ""))
    for block in after:
        session.out.blocks([block])


def _ask(session: Session, walk: Walk) -> Answer:
    """Show the step and ask how it went."""
    card = walk.cards[walk.at]
    _show(session, card, f"{walk.at + 1} of {len(walk.cards)}", whole=False)
    session.out.text("\n")
    confirm = ""
    if card.category.is_risky:
        confirm = _confirmation(card)
        if confirm != card.id:
            return Answer(_ANSWERS[confirm], ask("why? (Enter for nothing)"))
    outcome = _ANSWERS[choose(f"{card.id}: how did it go?", _ANSWERS)]
    verify = card.label("Verify")
    if outcome is Outcome.DONE and verify and not agrees(f"Verify: {verify}. Does it hold?"):
        outcome = Outcome.FAILED
    return Answer(outcome, ask("observed? (Enter for nothing)"), confirm if outcome.is_taken else "")


def _confirmation(card: Card) -> str:
    """The id of a risky step, typed whole; or skip, or stop."""
    while True:
        typed = ask(f"{card.category}: type {card.id} to take it, or skip, or stop:")
        if typed == card.id or typed.casefold() in ("skip", "stop"):
            return typed if typed == card.id else typed.casefold()


def _after(session: Session, walk: Walk) -> Walk:
    """What a failed step asks for: its rollback is shown, and where `If not` leads is offered."""
    card, answer = walk.taken[-1]
    if answer.outcome is not Outcome.FAILED:
        return walk
    for name in ("Rollback", "If not"):
        if text := card.label(name):
            session.out.say(f"{name}: {text}")
    step = walk.suggestion
    return walk.going_to(step) if step and agrees(f"Go to {step}?") else walk
