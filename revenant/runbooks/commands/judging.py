"""What a command does: reads, changes, destroys; judged by the tables of tools.py. The rest is unknown."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from revenant.runbooks.commands.nesting import started_by, unwrapped
from revenant.runbooks.commands.shell import Simple, Typed, simple_commands
from revenant.runbooks.commands.special_tools import SPECIAL, plain_words
from revenant.runbooks.commands.sql import is_sql, judge_sql
from revenant.runbooks.commands.tools import (
    CHANGERS,
    COPIERS,
    DESTROYS,
    NEUTRAL,
    READERS,
    SCRATCH,
    SQL_OPTIONS,
    SQL_TOOLS,
    TOOLS,
    Effect,
    Tool,
)

_DEEPEST = 4  # sh -c "ssh host 'sudo …'"
_LONGEST = 5000  # characters of one command that somebody would type


class Verdict(NamedTuple):
    """What a command does, and whether what it takes away cannot be had back."""

    effect: Effect
    destroys: bool = False


_NOTHING = Verdict(Effect.UNKNOWN)


@lru_cache(maxsize=1024)
def judge(command: Typed) -> Verdict:
    """What one command line does, with all that it starts: the worst of it."""
    if len(command.text) + len(command.body) > _LONGEST:
        return _NOTHING
    if is_sql(command.text):
        return _of_sql(command.text)
    return _worst([_judge_simple(simple, command.body, 0) for simple in simple_commands(command.text)])


def judge_statements(text: str) -> Verdict:
    """What a block of SQL does."""
    return _of_sql(text[:_LONGEST])


def _worst(verdicts: Sequence[Verdict]) -> Verdict:
    order = list(Effect)
    worst = min(verdicts, key=lambda verdict: order.index(verdict.effect), default=_NOTHING)
    return worst._replace(destroys=any(verdict.destroys for verdict in verdicts))


def _judge_simple(simple: Simple, body: str, depth: int) -> Verdict:
    words = unwrapped(simple.words)
    if not words:
        return _NOTHING
    tool = words[0].rpartition("/")[2]
    words = (tool, *words[1:])
    if (inner := started_by(tool, words)) is not None:
        return _judge_inner(inner, body, depth)
    if _only_tells(words):
        return Verdict(Effect.READS)
    if tool in SQL_TOOLS:
        return _of_sql("; ".join([*_statements(words), body]))
    effect = _effect(tool, words)
    if effect != Effect.CHANGES and _writes_outside(simple, tool):
        return Verdict(Effect.CHANGES)
    return Verdict(effect, _destroys(words, effect))


def _judge_inner(inner: tuple[str, ...], body: str, depth: int) -> Verdict:
    if depth >= _DEEPEST or not inner:
        return _NOTHING
    simples = simple_commands(inner[0]) if len(inner) == 1 else [Simple(inner)]
    return _worst([_judge_simple(simple, body, depth + 1) for simple in simples])


def _only_tells(words: tuple[str, ...]) -> bool:
    """Whether a command says what it would do, and does nothing."""
    dry = (word for word in words if word.startswith("--dry-run"))
    return "--help" in words or any(not word.endswith(("none", "false")) for word in dry)


def _effect(tool: str, words: tuple[str, ...]) -> Effect:
    if tool in TOOLS:
        return _by_verb(TOOLS[tool], words[1:])
    if special := SPECIAL.get(tool):
        return special(words)
    if tool in CHANGERS or tool.startswith("mkfs"):
        return Effect.CHANGES if _touches(tool, words[1:]) else Effect.UNKNOWN
    return Effect.READS if tool in READERS else Effect.UNKNOWN


def _by_verb(tool: Tool, words: tuple[str, ...]) -> Effect:
    """By the first words that are no options, the longest phrase first; a tool's `-s` may be a verb."""
    if words and words[0] in tool.reads:
        return Effect.READS
    plain = plain_words(words, tool.valued, 3)
    for size in range(len(plain), 0, -1):
        phrase = " ".join(plain[:size])
        if phrase in tool.reads:
            return Effect.READS
        if phrase in tool.changes:  # `label --list` shows them
            return Effect.READS if "--list" in words else Effect.CHANGES
    return Effect.UNKNOWN


def _touches(tool: str, arguments: tuple[str, ...]) -> bool:
    """Whether what rm, cp and the like name is more than scratch files."""
    places = [word.removeprefix("of=") for word in arguments if not word.startswith(("-", "if=", "bs="))]
    if not places:
        return tool not in ("mount", "swapon", "tee", "fdisk", "cp", "mv", "rm", "dd")
    if tool in COPIERS:
        return places[-1].startswith("/") and not SCRATCH.match(places[-1])
    return not all(SCRATCH.match(place) for place in places)


def _writes_outside(simple: Simple, tool: str) -> bool:
    """Whether output of a known tool goes to a file of the machine: not to scratch, nor to where people work."""
    return any(target.startswith("/") and not SCRATCH.match(target) for target in simple.targets) and (
        tool in READERS or tool in NEUTRAL or tool in TOOLS or tool in SPECIAL
    )


def _destroys(words: tuple[str, ...], effect: Effect) -> bool:
    if effect == Effect.READS:
        return False
    return "--force" in words or (effect == Effect.CHANGES and bool(DESTROYS.match(" ".join(words) + " ")))


def _of_sql(text: str) -> Verdict:
    changes, destroys = judge_sql(text)
    effect = Effect.UNKNOWN if changes is None else Effect.CHANGES if changes else Effect.READS
    return Verdict(effect, destroys)


def _statements(words: tuple[str, ...]) -> list[str]:
    """What psql, mysql and the like are told to run: after -c or -e, or in `--command=`."""
    after = [words[at + 1] for at in range(len(words) - 1) if SQL_OPTIONS.match(words[at])]
    joined = [word.partition("=")[2] for word in words if word.startswith(("--command=", "--execute=", "--query="))]
    return [*after, *joined, *(word for word in words[1:] if " " in word and word not in after)]
