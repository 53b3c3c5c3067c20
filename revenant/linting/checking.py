"""One file, from its rules to what is reported: rules, levels, suppressions; the baseline weighs all files at once."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from revenant.core.problems import Problem
from revenant.linting.engine import Rule, S, Subject, run_rules
from revenant.linting.rules import RULES
from revenant.linting.rules.subject import Suppressed
from revenant.linting.selection import Selection
from revenant.linting.suppression import Suppression, Syntax, read_suppressions


class Check(NamedTuple):
    """Rules and what they look at; made by `check`, which makes sure that they fit."""

    rules: Mapping[str, Rule[Any]]
    subject: Subject


class Terms(NamedTuple):
    """What holds for a whole run: which rules, all that there are, and which day it is."""

    selection: Selection
    known: Collection[str]
    today: date


def check(rules: Mapping[str, Rule[S]], subject: S) -> Check:
    """These rules look at this."""
    return Check(rules, subject)


def run_checks(checks: Sequence[Check], terms: Terms, syntax: Syntax | None) -> list[Problem]:
    """What there is to report of one file; `syntax` is that of its comments, None where they do not count."""
    running = [(terms.selection.of(rules), subject) for rules, subject in checks]
    found = [terms.selection.levelled(problem) for rules, subject in running for problem in run_rules(rules, subject)]
    if syntax is None or not checks:
        return found
    ran = frozenset(code for rules, _ in running for code in rules)
    return _suppressed(found, checks[0].subject, ran, terms, syntax)


def _suppressed(
    found: list[Problem], subject: Subject, ran: Collection[str], terms: Terms, syntax: Syntax
) -> list[Problem]:
    comments = [_judged(comment, terms.known) for comment in read_suppressions(subject.rows, syntax)]
    if not comments:
        return found
    silenced = [_silenced(comment, found, terms.today) for comment in comments]
    left = [problem for problem in found if not _is_covered(problem, comments, terms.today)]
    heard = Suppressed(subject.path, subject.rows, comments, silenced, ran, terms.known, terms.today)
    told = run_rules(terms.selection.of(RULES), heard)
    return left + [terms.selection.levelled(problem) for problem in told]


def _judged(comment: Suppression, known: Collection[str]) -> Suppression:
    unknown = [code for code in comment.codes if code not in known]
    return comment._replace(fault=f"there is no rule {unknown[0]}") if unknown and not comment.fault else comment


def _silenced(comment: Suppression, found: Iterable[Problem], today: date) -> frozenset[str]:
    return frozenset(problem.code for problem in found if comment.covers(problem, today))


def _is_covered(problem: Problem, comments: Iterable[Suppression], today: date) -> bool:
    return any(comment.covers(problem, today) for comment in comments)
