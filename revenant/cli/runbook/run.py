"""`revenant runbook run`: the steps of a runbook, one after the other, recorded in an incident."""

from __future__ import annotations

from typing import Annotated

import typer

from revenant.cli.completion import complete_incident
from revenant.cli.options import AsJson, At, Commit, DryRun, RunbookName
from revenant.cli.runbook.walking import From, Inputs, OutcomesFile, SectionOption
from revenant.cli.session import Session
from revenant.cli.writing import How

InIncident = Annotated[
    str | None,
    typer.Option(
        "--incident",
        metavar="ID",
        help="Which incident; may be left out when one is open.",
        autocompletion=complete_incident,
    ),
]
Again = Annotated[bool, typer.Option("--again", help="Also walk steps that are recorded already.")]
Yes = Annotated[bool, typer.Option("--yes", "-y", help="Take the one open incident without asking.")]


def command(
    ctx: typer.Context,
    runbook: RunbookName,
    incident: InIncident = None,
    inputs: Inputs = [],
    outcomes: OutcomesFile = "",
    first: From = "",
    section: SectionOption = "",
    again: Again = False,
    yes: Yes = False,
    at: At = None,
    as_json: AsJson = False,
    commit: Commit = True,
    dry_run: DryRun = False,
) -> None:
    """Walk a runbook step by step in an incident. Demo only / simulated: no command is ever executed.

    Each answer is recorded at once as an INCIDENT_ACTION, in one commit. A step that is RISKY or UNCLASSIFIED is
    confirmed by typing its id. Run it again to go on where you left off.

    Example: revenant runbook run postgres-lag --incident 7f3k --input REPLICA=orders-db-1
    """
    from revenant.cli.runbook.recording import Recorder, which_incident
    from revenant.cli.runbook.walking import follow, prepare, wanted
    from revenant.runbooks.walk.walk import recorded_before, values_before
    from revenant.store.runbooks import RunbookStore

    session: Session = ctx.obj
    store = RunbookStore(session.workspace)
    found, how = store.find(runbook), How(at, commit, dry_run, as_json)
    asked = wanted(inputs, outcomes, first, section)
    it = session.incidents.get(which_incident(session, incident, found.id, sure=yes or as_json or bool(outcomes)))
    ready = prepare(session, found, asked, values_before(found, it.actions), silent=as_json)
    blob = store.blob(found)
    earlier = {} if again else recorded_before(found, blob, it.actions)
    recorder = Recorder(session, it, ready, blob, how)
    recorder.say_changed(earlier)
    done = follow(session, ready, earlier, recorder.keep, as_json=as_json)
    recorder.report(done, earlier)
    if done.ended is not None and done.ended.interrupted:
        raise done.ended
