"""`revenant lint`: check the files of the workspace."""

from __future__ import annotations

from revenant.cli.linting import lint_command

command = lint_command(
    """Check incident logs, postmortems, change logs, runbooks, revenant.yaml, services.yaml, .gitattributes.
    """Check incident logs, change logs, runbooks, templates, revenant.yaml, services.yaml and .gitattributes.

    Exits 1 when problems are found. `revenant runbook rule CODE` explains each.
    """
)
