"""`revenant slo lint`: as `revenant lint`, of SLOs alone."""

from __future__ import annotations

from revenant.cli.linting import lint_command

command = lint_command(
    """Check SLOs and accepted downtime, as revenant lint does.

    Exits 1 when problems are found. `revenant runbook rule CODE` explains each.
    """,
    "slos",
)
