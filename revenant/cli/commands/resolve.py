"""`revenant resolve`: service is restored."""

from __future__ import annotations

from revenant.cli.moving import moving
from revenant.incidents.lifecycle import Status

command = moving(Status.RESOLVED, "Say that service is restored, understood, and the remedies are in place.")
