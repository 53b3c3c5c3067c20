"""`revenant runbook drill`: the same walk outside of any incident, logged beside the runbooks."""

from __future__ import annotations

from typing import Annotated

import typer

from revenant.cli.options import AsJson, At, Commit, DryRun, RunbookName
from revenant.cli.runbook.walking import From, Inputs, OutcomesFile, SectionOption
from revenant.cli.session import Session
from revenant.cli.writing import How
from revenant.runbooks.practice.entries import OUTCOMES

CameTo = Annotated[
    str, typer.Option("--outcome", metavar="WORD", help=f"Of a drill done elsewhere: {', '.join(OUTCOMES)}.")
]
Minutes = Annotated[
    int | None, typer.Option("--minutes", metavar="N", min=0, help="How long it took; by default as measured.")
]
FailedSteps = Annotated[
    list[str], typer.Option("--failed", metavar="STEP", help="A step that failed. May be repeated.")
]
Note = Annotated[str, typer.Option("--note", metavar="TEXT", help="What was learnt; it stays in the record.")]


def command(
    ctx: typer.Context,
    runbook: RunbookName,
    inputs: Inputs = [],
    outcomes: OutcomesFile = "",
    first: From = "",
    section: SectionOption = "",
    outcome: CameTo = "",
    minutes: Minutes = None,
    failed: FailedSteps = [],
    note: Note = "",
    at: At = None,
    as_json: AsJson = False,
    commit: Commit = True,
    dry_run: DryRun = False,
) -> None:
    """Practise a runbook: walk it, and log how it went in drills.yaml. Demo only / simulated: nothing is executed.

    With --outcome nothing is walked: a drill done elsewhere is logged.

    Example: revenant runbook drill postgres-lag --outcome failed --failed M2 --minutes 25 --note "no replica"
    """
    from revenant.cli.runbook.drilling import Drill, ended, from_options
    from revenant.cli.runbook.walking import wanted
    from revenant.runbooks.errors import TwoDrillsError
    from revenant.store.runbooks import RunbookStore

    session: Session = ctx.obj
    store = RunbookStore(session.workspace)
    found = store.find(runbook)
    drill = Drill(session, found, store.blob(found), How(at, commit, dry_run, as_json))
    if outcomes and (outcome or failed):
        raise TwoDrillsError
    if outcome or failed:
        drill.record(from_options(found, outcome, failed), minutes, note)
        return
    done = drill.walk(wanted(inputs, outcomes, first, section))
    if done.walk.taken:
        drill.record(ended(done.walk), minutes, note or drill.note(done))
    else:
        session.out.say("no step was answered; nothing was recorded")
    if done.ended is not None and done.ended.interrupted:
        raise done.ended
