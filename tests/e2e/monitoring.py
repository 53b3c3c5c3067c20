"""Alertmanager and webhook as Debian ships them, on 127.0.0.1, set up by the very files the how-to shows."""

from __future__ import annotations

import json
import os
import re
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

from tests.conftest import ROOT

PROGRAMS = {"prometheus-alertmanager": "prometheus-alertmanager", "webhook": "webhook", "flock": "util-linux"}
PAGE = ROOT / "docs" / "how-to" / "alertmanager.md"
T = TypeVar("T")


class Monitoring:
    """Both programs, delivering into a workspace; `with Monitoring(folder, workspace) as monitoring: …`."""

    def __init__(self, folder: Path, workspace: Path) -> None:
        folder.mkdir()
        self.folder = folder
        hooks, self._api = _free_ports(2)
        places = {
            "/srv/ops": str(workspace), "/var/lib/revenant": str(folder), "/usr/local/bin": str(folder),
            "127.0.0.1:9000": f"127.0.0.1:{hooks}", "group_wait: 30s": "group_wait: 1s",
            "group_interval: 5m": "group_interval: 1s",
        }  # fmt: skip
        script = folder / "revenant-alerts"
        script.write_text(_shown("sh", places), encoding="utf-8")
        script.chmod(0o755)
        (folder / "hooks.json").write_text(_shown("json", places), encoding="utf-8")
        (folder / "alertmanager.yml").write_text(_shown("yaml", places), encoding="utf-8")
        self._commands = [
            ["webhook", "-hooks", f"{folder}/hooks.json", "-ip", "127.0.0.1", "-port", str(hooks), "-verbose"],
            [
                "prometheus-alertmanager", f"--config.file={folder}/alertmanager.yml", f"--storage.path={folder}/data",
                f"--web.listen-address=127.0.0.1:{self._api}", "--cluster.listen-address=",
                f"--web.external-url=http://127.0.0.1:{self._api}",
            ],
        ]  # fmt: skip
        self._running: list[subprocess.Popen[bytes]] = []
        self.hook = f"http://127.0.0.1:{hooks}/hooks/alertmanager"

    def __enter__(self) -> Monitoring:
        path = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
        for command in self._commands:
            with (self.folder / f"{command[0]}.log").open("wb") as log:
                self._running.append(
                    subprocess.Popen(command, env=os.environ | {"PATH": path}, stdout=log, stderr=subprocess.STDOUT)
                )
        self.wait(self._is_ready)
        return self

    def __exit__(self, *_: object) -> None:
        for process in self._running:
            process.terminate()
        for process in self._running:
            process.wait(timeout=10)

    def _is_ready(self) -> bool:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{self._api}/-/ready", timeout=1) as answer:
                return bool(answer.status == 200)
        except OSError:
            return False

    def send(self, *alerts: dict[str, Any]) -> None:
        """Hand alerts to Alertmanager, as Prometheus does."""
        url = f"http://127.0.0.1:{self._api}/api/v2/alerts"
        content = json.dumps(alerts).encode()
        request = urllib.request.Request(url, content, {"Content-Type": "application/json"})
        with urllib.request.urlopen(request, timeout=5) as answer:
            assert answer.status == 200

    @property
    def deliveries(self) -> int:
        """How many deliveries the script has finished."""
        return (self.folder / "webhook.log").read_text().count("finished handling alertmanager")

    def wait(self, probe: Callable[[], T], seconds: float = 30) -> T:
        """What `probe` says once that is true.

        Raises:
            AssertionError: it never was; with what the programs wrote.
        """
        end = time.monotonic() + seconds
        while not (found := probe()):
            if time.monotonic() > end:
                logs = "\n".join(path.read_text(errors="replace")[-4000:] for path in self.folder.glob("*.log"))
                raise AssertionError(f"waited {seconds} s in vain\n{logs}")
            time.sleep(0.1)
        return found


def _shown(language: str, places: dict[str, str]) -> str:
    """The one block of that language in the how-to, for another place."""
    text: str
    (text,) = re.findall(rf"^```{language}\n(.*?)^```", PAGE.read_text(encoding="utf-8"), re.DOTALL | re.MULTILINE)
    for shown, here in places.items():
        text = text.replace(shown, here)
    return text


def _free_ports(count: int) -> list[int]:
    sockets = [socket.create_server(("127.0.0.1", 0)) for _ in range(count)]
    ports = [one.getsockname()[1] for one in sockets]
    for one in sockets:
        one.close()
    return ports
