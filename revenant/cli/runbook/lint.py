"""`revenant runbook lint`: as `revenant lint`, of runbooks and alert rules alone."""

from __future__ import annotations

from revenant.cli.linting import lint_command

command = lint_command(
    """Check runbooks and alert rules, as revenant lint does.

    Exits 1 when problems are found. `revenant runbook rule CODE` explains each.
    """,
    "runbooks",
)
