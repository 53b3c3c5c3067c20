"""Rules for Prometheus and their tests, to files that an earlier run has written and to no others."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from os.path import relpath
from typing import TYPE_CHECKING

from revenant.cli.foreign import deliver
from revenant.cli.session import Session
from revenant.core.text import how_many

if TYPE_CHECKING:
    from revenant.slos.alerting.generating import Generated
    from revenant.slos.alerting.rules import Group, LeftOut


def write_rules(
    session: Session, found: Generated, render: Callable[[Iterable[Group]], str], output: str, tests: str
) -> None:
    """The rules to stdout or to a file, and beside a file their tests if they are wanted.

    Raises:
        NoRulesError, ResultRefusedError, ResultFailedError.
    """
    from revenant.slos.errors import NoRulesError

    if not found.groups:
        raise NoRulesError(is_any=bool(found.left_out))
    _write(session, output, render(found.groups), f"rules for {how_many(len(found.groups), 'objective')} written")
    if tests:
        _write_tests(session, found, output, tests)


def _write_tests(session: Session, found: Generated, rules: str, tests: str) -> None:
    from revenant.render.prometheus_tests import render_tests
    from revenant.slos.alerting.generating import try_out

    trials, left_out = try_out(found.planned)
    warn_of(session, left_out)
    name = relpath(session.directory / rules, (session.directory / tests).parent).replace("\\", "/")
    _write(session, tests, render_tests(name, trials), f"{how_many(len(trials), 'trial')} written")


def _write(session: Session, output: str, document: str, said: str) -> None:
    from revenant.render.prometheus_rules import MARK
    from revenant.store.results import check_own

    if output != "-":
        check_own(session.directory / output, MARK)
    deliver(session, output, document, "yaml", said)


def warn_of(session: Session, left_out: Iterable[LeftOut]) -> None:
    """Name on stderr what is not among the rules, and why."""
    for each in left_out:
        hint = f" ({each.hint})" if each.hint else ""
        session.out.warn(f"{each.slo}, {each.objective}: {each.reason}{hint}")
