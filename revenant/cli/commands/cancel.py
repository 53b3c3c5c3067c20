"""`revenant cancel`: declared in error, or superseded."""

from __future__ import annotations

from revenant.cli.moving import moving
from revenant.incidents.lifecycle import Status

command = moving(Status.CANCELLED, "Call off an incident declared in error or superseded by another. Needs --reason.")
