"""`revenant postmortem lint`: as `revenant lint`, of postmortems alone, and of any Markdown file that is named."""

from __future__ import annotations

from revenant.cli.linting import lint_command

command = lint_command(
    """Check postmortems, as revenant lint does, and any report in Markdown that PATHS name.

    Exits 1 when problems are found. `revenant runbook rule CODE` explains each.
    """,
    "postmortems",
)
