"""Values for a runbook's `$NAME`: put where it stands, quoted as a shell would need them; never evaluated."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from shlex import quote

from revenant.runbooks.commands.variables import is_well_known
from revenant.runbooks.document import Input
from revenant.runbooks.errors import InputError
from revenant.runbooks.walk.patterns import MOST_VALUE

_VARIABLE = re.compile(r"\$(?:\{(?P<braced>[A-Za-z_]\w*)\}|(?P<bare>[A-Za-z_]\w*))", re.ASCII)
_CODE = re.compile(r"(`[^`]*`)")
# Whether a whole value matches a pattern; the caller sees to it that it ends whatever the pattern is.
Matches = Callable[[str, str], bool]


def check_value(wanted: Input, value: str, matches: Matches) -> str:
    """The value, if it is fit for this input.

    Raises:
        InputError: it is too long, holds a line break, or does not match the input's pattern.
    """
    if len(value) > MOST_VALUE:
        raise InputError(wanted.name, f"{len(value)} characters are too many: at most {MOST_VALUE}", wanted.example)
    if not value.isprintable():
        raise InputError(wanted.name, "it holds a line break or a control character", wanted.example)
    if wanted.pattern and not matches(wanted.pattern, value):
        raise InputError(wanted.name, f"{value!r} does not match {wanted.pattern}", wanted.example)
    return value


def check_values(inputs: Sequence[Input], given: Mapping[str, str], matches: Matches) -> dict[str, str]:
    """Given values by name, each fit for its input.

    Raises:
        InputError: one is not, or there is no such input.
    """
    known = {wanted.name: wanted for wanted in inputs}
    for name in given:
        if name not in known:
            raise InputError(name, "the runbook has no such input", ", ".join(known))
    return {name: check_value(known[name], value, matches) for name, value in given.items()}


def fill_command(row: str, values: Mapping[str, str]) -> str:
    """A command with its variables replaced, in quotes where a shell would need them; unknown ones stay."""
    return _VARIABLE.sub(lambda found: _value(found, values, quote), row)


def fill_text(text: str, values: Mapping[str, str]) -> str:
    """A sentence with its variables replaced; what stands in backticks is a command."""
    parts = _CODE.split(text)
    return "".join(
        fill_command(part, values) if part.startswith("`") else _VARIABLE.sub(lambda it: _value(it, values, str), part)
        for part in parts
    )


def _value(found: re.Match[str], values: Mapping[str, str], shown: Callable[[str], str]) -> str:
    name = found["braced"] or found["bare"]
    return shown(values[name]) if name in values else found[0]


def variables(rows: Iterable[str]) -> Iterator[str]:
    """Names of the variables that stand in some lines, each once."""
    yield from dict.fromkeys(found["braced"] or found["bare"] for row in rows for found in _VARIABLE.finditer(row))


def unknown_variables(rows: Iterable[str], known: Collection[str]) -> list[str]:
    """Variables in `rows` that are neither known nor every shell's, each once."""
    return [name for name in variables(rows) if name not in known and not is_well_known(name)]
