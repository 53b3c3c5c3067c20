"""Every command by name: its module, and the line shown in the overview. To add one, add a line.

Only the module of the command that runs is imported. With 45 commands an eager table costs 45 ms of
every start (docs/decisions/0001).
"""

from __future__ import annotations

from typing import NamedTuple


class Entry(NamedTuple):
    """`module` lies in cli/commands; it holds a function `command`, or a Typer `app` of subcommands."""

    module: str
    summary: str
    panel: str


_START, _INCIDENT, _LOOK, _SIGNALS, _WRITE, _CARE = (
    "Starting",
    "During an incident",
    "Looking",
    "Signals and changes",
    "Correcting and completing",
    "Keeping the record",
)

COMMANDS: dict[str, Entry] = {
    "init": Entry("init", "Make a folder a workspace.", _START),
    "demo": Entry("demo", "Play one incident in a throw-away workspace.", _START),
    "open": Entry("open", "Declare an incident.", _INCIDENT),
    "ack": Entry("ack", "Acknowledge: a responder is on it.", _INCIDENT),
    "note": Entry("note", "Add a note to the timeline.", _INCIDENT),
    "transition": Entry("transition", "Move an incident to any status it may take.", _INCIDENT),
    "mitigate": Entry("mitigate", "Say that the impact is reduced or gone.", _INCIDENT),
    "resolve": Entry("resolve", "Say that service is restored.", _INCIDENT),
    "close": Entry("close", "Close, once the postmortem is final.", _INCIDENT),
    "cancel": Entry("cancel", "Call off an incident declared in error.", _INCIDENT),
    "reopen": Entry("reopen", "Take up again what came back.", _INCIDENT),
    "merge": Entry("merge", "Make two incidents one.", _INCIDENT),
    "split": Entry("split", "Make one incident two.", _INCIDENT),
    "severity": Entry("severity", "Change the severity (SRE_LEAD, ORG_ADMIN).", _INCIDENT),
    "escalate": Entry("escalate", "Call somebody, or say who is to be called by now.", _INCIDENT),
    "assign": Entry("assign", "Name commander, communications lead, responders.", _INCIDENT),
    "show": Entry("show", "Everything about one incident on one screen.", _LOOK),
    "status": Entry("status", "Open incidents, worst first.", _LOOK),
    "list": Entry("list", "Incidents, filtered.", _LOOK),
    "search": Entry("search", "Find words in incidents, postmortems and runbooks.", _LOOK),
    "similar": Entry("similar", "Earlier incidents like this one, and how they ended.", _LOOK),
    "patterns": Entry("patterns", "What recurs, how often, and at what cost.", _LOOK),
    "report": Entry("report", "Measurements over many incidents.", _LOOK),
    "correlate": Entry("correlate", "Group signals into incidents, and say why.", _SIGNALS),
    "explain": Entry("explain", "Why two signals are in one group, or are not.", _SIGNALS),
    "change": Entry("change", "Changes: record, import, list, link to incidents.", _SIGNALS),
    "ingest": Entry("ingest", "Turn what monitoring sends into signals.", _SIGNALS),
    "services": Entry("services", "The service catalogue: list, derive.", _SIGNALS),
    "slo": Entry("slo", "Objectives and error budgets: status, burn, gate, rules, lint.", _LOOK),
    "oncall": Entry("oncall", "On call: who, next, gaps, load, swap, handoff, lint.", _LOOK),
    "update": Entry("update", "Change title, services, environment or tags.", _WRITE),
    "link": Entry("link", "Relate to another incident or a ticket.", _WRITE),
    "impact": Entry("impact", "Record when users were affected, and how badly.", _WRITE),
    "effort": Entry("effort", "Log time spent.", _WRITE),
    "follow-up": Entry("follow_up", "Note something to do after the incident.", _WRITE),
    "amend": Entry("amend", "Correct a field of an event.", _WRITE),
    "retract": Entry("retract", "Take an event back.", _WRITE),
    "postmortem": Entry("postmortem", "Postmortems: draft, render, check, review, lint.", _WRITE),
    "action": Entry("action", "Action items: list, add, done, verify, digest.", _WRITE),
    "runbook": Entry("runbook", "Runbooks: list, suggest, run, drill, lint.", _CARE),
    "lint": Entry("lint", "Check the files of the workspace.", _CARE),
    "sync": Entry("sync", "Bring this clone and the others together.", _CARE),
    "commit": Entry("commit", "Commit events and postmortems that are not committed yet.", _CARE),
    "audit": Entry("audit", "Prove from history that nobody tampered with the record.", _CARE),
    "redact": Entry("redact", "Take the words out of one event (ORG_ADMIN).", _CARE),
    "doctor": Entry("doctor", "Check the workspace, git and this installation.", _CARE),
    "import": Entry("import_", "Bring in another system's history.", _CARE),
    "export": Entry("export", "Write incidents as JSON, JSON Lines or CSV.", _CARE),
}

# Commands whose first word is an incident and nothing else.
WITH_INCIDENT = frozenset(
    ["ack", "mitigate", "resolve", "close", "cancel", "reopen", "assign", "show", "update", "impact", "similar"]
)
