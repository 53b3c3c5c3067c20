"""`revenant audit`: prove that nobody has tampered with the record."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated

import typer

from revenant.cli.options import AsJson, choice
from revenant.cli.session import Session
from revenant.core.problems import Level
from revenant.errors import ExitCode

if TYPE_CHECKING:
    from revenant.store.linting import Checked

_PUSH_SECONDS = 60.0


def command(
    ctx: typer.Context,
    revisions: Annotated[
        str, typer.Argument(metavar="[RANGE]", help="Commits, as for git log: main, v1..HEAD; HEAD if left out.")
    ] = "HEAD",
    form: Annotated[str, typer.Option("--format", metavar="FORMAT", help="As for revenant lint.")] = "text",
    as_json: AsJson = False,
    signatures: Annotated[
        bool, typer.Option("--signatures", help="Every commit to the record needs a good signature of its author.")
    ] = False,
    pre_receive: Annotated[
        bool, typer.Option("--pre-receive", help="Judge a push: run by git as the server's pre-receive hook.")
    ] = False,
    inner: Annotated[
        str, typer.Option("--workspace-path", metavar="DIR", help="With --pre-receive: the workspace's folder.")
    ] = "",
    timeout: Annotated[
        float | None, typer.Option("--timeout", metavar="SECONDS", min=0, help="Give up then; a push gets 60.")
    ] = None,
) -> None:
    """Judge every commit: lines are only added, each by its commit's author, and roles were held at the time.

    Exits 1 when problems are found. Each code has a page: docs/rules/CODE.md.
    """
    from revenant.incidents.audit_rules import AUDIT_RULES
    from revenant.render.problems import FORMATS, tally
    from revenant.store.audit import audit_workspace

    session: Session = ctx.obj
    chosen = FORMATS[choice("format", "json" if as_json else form, [*FORMATS])]
    if pre_receive:
        found = _push(session, inner, signatures, _PUSH_SECONDS if timeout is None else timeout)
    else:
        found = audit_workspace(session.workspace, revisions, signatures=signatures, seconds=timeout)
    if text := chosen.render(found.problems, AUDIT_RULES):
        session.out.text(text)
    session.out.say(tally(found.problems, found.checked, found.unchecked))
    threshold = Level.WARNING if pre_receive else Level.ERROR
    if any(problem.level.reaches(threshold) for problem in found.problems):
        raise typer.Exit(ExitCode.PROBLEMS)


def _push(session: Session, inner: str, signatures: bool, seconds: float) -> Checked:
    """What git tells on standard input, judged."""
    from revenant.store.receive import parse_updates, receive

    updates = parse_updates(sys.stdin.read())
    return receive(session.directory.resolve(), inner, updates, signatures=signatures, seconds=seconds)
