"""`revenant ack`: a responder is on it."""

from __future__ import annotations

from revenant.cli.moving import moving
from revenant.incidents.lifecycle import Status

command = moving(Status.ACKNOWLEDGED, "Acknowledge: you are aware and on it. Stops the acknowledgement target.")
