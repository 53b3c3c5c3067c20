"""`revenant oncall lint`: as `revenant lint`, of schedules and escalation policies alone."""

from __future__ import annotations

from revenant.cli.linting import lint_command

command = lint_command(
    """Check schedules, escalation policies and handoffs, as revenant lint does.

    Exits 1 when problems are found. `revenant runbook rule CODE` explains each.
    """,
    "oncall",
)
