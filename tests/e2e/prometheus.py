"""A real Prometheus on 127.0.0.1, filled with hours of samples before it starts."""

from __future__ import annotations

import json
import socket
import subprocess
import time
import urllib.request
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar
from urllib.parse import urlencode

from tests.e2e.programs import require_programs

PROGRAMS = {"prometheus": "prometheus", "promtool": "prometheus"}
T = TypeVar("T")


class Prometheus:
    """The server's HTTP API."""

    def __init__(self, folder: Path, port: int) -> None:
        self._folder, self._port = folder, port

    def get(self, path: str, **asked: str | float) -> Any:
        """What the API answers, as JSON."""
        return json.loads(self.get_raw(path, **asked))

    def get_raw(self, path: str, **asked: str | float) -> bytes:
        """The same as it came."""
        url = f"http://127.0.0.1:{self._port}/api/v1/{path}?{urlencode(asked)}"
        with urllib.request.urlopen(url, timeout=20) as answer:
            content: bytes = answer.read()
        return content

    def value(self, expr: str, at: float | None = None) -> float | None:
        """The one sample an expression gives, None where it gives none."""
        found = self.get("query", query=expr, **({} if at is None else {"time": at}))["data"]["result"]
        assert len(found) < 2
        return float(found[0]["value"][1]) if found else None

    def wait(self, probe: Callable[[], T], seconds: float = 60) -> T:
        """What `probe` says once that is true.

        Raises:
            AssertionError: it never was; with what the server wrote.
        """
        end = time.monotonic() + seconds
        while not (found := probe()):
            if time.monotonic() > end:
                raise AssertionError(f"waited {seconds} s in vain\n{(self._folder / 'log').read_text()[-4000:]}")
            time.sleep(0.2)
        return found

    def is_ready(self) -> bool:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{self._port}/-/ready", timeout=1) as answer:
                return bool(answer.status == 200)
        except OSError:
            return False


@contextmanager
def prometheus(folder: Path, rules: str, series: Mapping[str, Sequence[float]], last: int) -> Iterator[Prometheus]:
    """A server with these rules, evaluated each second, and series of a sample a minute up to `last`, a Unix time."""
    require_programs(PROGRAMS)
    (folder / "rules.yaml").write_text(rules, encoding="utf-8")
    config = "global: {evaluation_interval: 1s}\nrule_files: [rules.yaml]\n"
    (folder / "prometheus.yml").write_text(config, encoding="utf-8")
    _fill(folder, series, last)
    port = _free_port()
    command = [
        "prometheus", f"--config.file={folder}/prometheus.yml", f"--storage.tsdb.path={folder}/data",
        f"--web.listen-address=127.0.0.1:{port}", "--log.level=warn",
    ]  # fmt: skip
    with (folder / "log").open("wb") as log:
        process = subprocess.Popen(command, stdout=log, stderr=subprocess.STDOUT)
    try:
        server = Prometheus(folder, port)
        server.wait(server.is_ready)
        yield server
    finally:
        process.terminate()
        process.wait(timeout=30)


def _fill(folder: Path, series: Mapping[str, Sequence[float]], last: int) -> None:
    rows = [f"# TYPE {next(iter(series)).partition('{')[0].removesuffix('_total')} counter"]
    for name, values in series.items():
        first = last - 60 * (len(values) - 1)
        rows += [f"{name} {value!r} {first + 60 * place}" for place, value in enumerate(values)]
    (folder / "samples").write_text("\n".join([*rows, "# EOF", ""]), encoding="utf-8")
    command = ["promtool", "tsdb", "create-blocks-from", "openmetrics", "samples", "data"]
    subprocess.run(command, cwd=folder, capture_output=True, check=True, timeout=120)


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as one:
        port: int = one.getsockname()[1]
    return port
