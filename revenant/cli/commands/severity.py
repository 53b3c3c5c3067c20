"""`revenant severity`: a lead's decision, in the record."""

from __future__ import annotations

from typing import Annotated

import typer

from revenant.cli.options import AsJson, At, Commit, DryRun, Reason, choice, split_words, words
from revenant.cli.session import Session
from revenant.cli.slo.proposing import say_too_mild
from revenant.cli.writing import How, record
from revenant.core.severity import Severity
from revenant.incidents.operations import change_severity


def command(
    ctx: typer.Context,
    given: Annotated[list[str], words("SEV", choices=[*Severity])],
    reason: Reason = "",
    at: At = None,
    as_json: AsJson = False,
    commit: Commit = True,
    dry_run: DryRun = False,
) -> None:
    """Change the severity. Only an SRE_LEAD or ORG_ADMIN of revenant.yaml may; others are told whom to ask.

    A lower one than the burn of an error budget asks for is recorded, and the difference is said.
    """
    session: Session = ctx.obj
    incident, (word,) = split_words(given, "SEV")
    to = Severity(choice("severity", word, [*Severity]))
    change = record(
        session,
        incident,
        lambda it, stamp: change_severity(it, stamp, to, session.settings, reason=reason),
        f"severity {to}",
        How(at, commit, dry_run, as_json),
    )
    say_too_mild(session, change.after)
