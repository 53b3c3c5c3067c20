"""Chromium without a window: what it makes of a page, what it complains of, and what it asks the network for."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import NamedTuple

PROGRAMS = {"chromium": "chromium"}
_OPTIONS = (
    *("--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--hide-scrollbars"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
)


class Seen(NamedTuple):
    """What became of a page: its elements as text, the lines of its console, the addresses it asked for."""

    dom: str
    console: list[str]
    requests: list[str]


class Browser:
    """Starts Chromium for each question and waits until it has answered; `folder` is its own."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(exist_ok=True)
        self._folder = folder

    def see(self, page: Path, *options: str) -> Seen:
        """Load a page and look at what it did."""
        log = self._folder / "net.json"
        log.unlink(missing_ok=True)
        done = self._run("--enable-logging=stderr", f"--log-net-log={log}", "--dump-dom", *options, page.as_uri())
        console = [line for line in done.stderr.splitlines() if ":CONSOLE" in line or "Content Security Policy" in line]
        return Seen(done.stdout, console, _requests(log))

    def picture(self, page: Path, png: Path, *options: str, size: str = "1100,1600") -> bytes:
        """The page as a PNG."""
        self._run(f"--screenshot={png}", f"--window-size={size}", *options, page.as_uri())
        return png.read_bytes()

    def print(self, page: Path, pdf: Path) -> bytes:
        """The page as a PDF."""
        self._run(f"--print-to-pdf={pdf}", "--no-pdf-header-footer", page.as_uri())
        return pdf.read_bytes()

    def _run(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        command = ["chromium", *_OPTIONS, f"--user-data-dir={self._folder / 'profile'}", *arguments]
        return subprocess.run(command, capture_output=True, encoding="utf-8", timeout=120, check=True)


def _requests(log: Path) -> list[str]:
    """What pages asked for; what Chromium asks for itself has no origin."""
    events = json.loads(log.read_text(encoding="utf-8"))["events"]
    asked = (event["params"] for event in events if isinstance(event.get("params"), dict))
    return [
        each["url"] for each in asked if "url" in each and each.get("initiator", "not an origin") != "not an origin"
    ]
