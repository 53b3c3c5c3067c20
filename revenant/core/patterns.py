"""How texts in settings are written, and what each of these forms is called in a complaint."""

from __future__ import annotations

from typing import Annotated

from msgspec import Meta

DURATION, EMAIL = r"^(\d{1,6}(s|min|m|h|d|w) ?)+$", r"^[^@\s]+@[^@\s]+$"
NIGHT = r"^([01]\d|2[0-3]):[0-5]\d-([01]\d|2[0-3]):[0-5]\d$"
WINDOW = r"^(none|(\d{1,6}(s|min|m|h|d|w) ?)+)$"
FOLDER = r"^(?!\.\.?(/|$))[^/\\\0]+(/(?!\.\.?(/|$))[^/\\\0]+)*$"
PATTERNS = {
    WINDOW: "a duration such as 4h, or none",
    DURATION: "a duration such as 45m, 1h30m or 2d",
    EMAIL: "an address such as ana@example.com",
    NIGHT: "a span of the day such as 22:00-07:00",
    FOLDER: "a folder below the workspace's root, such as docs/runbooks",
}
Duration = Annotated[str, Meta(pattern=DURATION, description="A duration: 45m, 1h30m, 2d")]
OrNone = Annotated[str, Meta(pattern=WINDOW, description="A duration, or none")]
Email = Annotated[str, Meta(pattern=EMAIL, description="The address git commits carry")]
