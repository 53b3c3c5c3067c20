"""Values for a runbook's inputs: checked, quoted, put where they belong, and nothing else is touched."""

from __future__ import annotations

import re
import shlex

import pytest
from hypothesis import given
from hypothesis import strategies as st

from revenant.runbooks.commands.variables import assigned
from revenant.runbooks.document import Input
from revenant.runbooks.errors import InputError
from revenant.runbooks.walk.inputs import (
    check_value,
    check_values,
    fill_command,
    fill_text,
    unknown_variables,
)
from revenant.runbooks.walk.patterns import MOST_VALUE

REPLICA = Input(name="REPLICA", example="orders-db-1", pattern="^[a-z0-9-]+$")


def matches(pattern: str, value: str) -> bool:
    return re.fullmatch(pattern, value) is not None


@pytest.mark.parametrize("value", ["A", "a b", "", "a\n", "x" * (MOST_VALUE + 1), "a\x1b[31m"])
def test_a_value_that_does_not_fit_is_refused(value: str) -> None:
    with pytest.raises(InputError):
        check_value(REPLICA, value, matches)


def test_an_input_that_is_not_there_is_named() -> None:
    with pytest.raises(InputError, match="REPLIKA: the runbook has no such input"):
        check_values([REPLICA], {"REPLIKA": "a"}, matches)
    assert check_values([REPLICA], {"REPLICA": "db-1"}, matches) == {"REPLICA": "db-1"}


def test_both_spellings_are_replaced_and_longer_names_are_not() -> None:
    values = {"A": "x"}
    assert fill_command("echo $A ${A} $AB ${AB} $1 $? $(A) \\$A", values) == "echo x x $AB ${AB} $1 $? $(A) \\x"


@given(st.text(max_size=30))
def test_a_value_stays_one_word_of_the_command(value: str) -> None:
    shown = fill_command("cmd $A", {"A": value})
    if re.fullmatch(r"[A-Za-z0-9_./:@%+=,-]+", value):
        assert shown == f"cmd {value}"
    else:
        assert shlex.split(shown) == ["cmd", value]


def test_a_sentence_is_filled_as_it_is_and_its_code_in_quotes() -> None:
    assert fill_text("on $A: `run $A`", {"A": "a b"}) == "on a b: `run 'a b'`"


def test_a_value_is_not_filled_again() -> None:
    assert fill_command("$A", {"A": "$B", "B": "no"}) == "'$B'"


def test_unknown_variables_are_named_but_those_that_a_command_sets() -> None:
    rows = ["X=1; echo $X $HOME $Y", "for pod in a b; do echo $pod; done", "echo ${Z}"]
    assert unknown_variables(rows, {name for row in rows for name in assigned(row)} | {"Z"}) == ["Y"]
