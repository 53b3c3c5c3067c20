"""`revenant lint`: check the files of the workspace."""

from __future__ import annotations

from revenant.cli.linting import lint_command

command = lint_command(
    """Check incident logs, postmortems and their templates, runbooks, SLOs, change logs, and the workspace's own files.

    Exits 1 when problems are found. `revenant runbook rule CODE` explains each.
    """
)
