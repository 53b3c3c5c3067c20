"""Generated regions of a postmortem: marked, with a checksum, so that a hand edit inside is noticed."""

from __future__ import annotations

from hashlib import sha256


def checksum(body: str) -> str:
    """Eight hex digits of the SHA-256 of a region's content; line ends do not count."""
    return sha256(body.replace("\r\n", "\n").encode()).hexdigest()[:8]


def region(name: str, body: str) -> str:
    """`body` between its markers; the opening one carries the checksum."""
    content = body.strip("\n") + "\n"
    return f"<!-- revenant:begin {name} sum={checksum(content)} -->\n{content}<!-- revenant:end {name} -->"
