"""A git server as people have it: bare repository, smart HTTP with Basic auth, hooks; on 127.0.0.1 only."""

from __future__ import annotations

import base64
import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from http.client import parse_headers
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from io import BufferedReader
from pathlib import Path
from typing import IO, Any, ClassVar
from urllib.parse import urlsplit

USERS = {name: f"{name}-secret" for name in ("ana", "ben", "lea", "kim", "eve")}
REPOSITORY = "workspace.git"
AUDIT_HOOK = f"""#!/bin/sh
exec '{sys.executable}' -m revenant audit --pre-receive
"""
_BLOCK = 1 << 16


class GitServer:
    """Serves one bare repository to USERS; `with GitServer(folder) as server: … server.url("ben")`."""

    def __init__(self, folder: Path) -> None:
        self.repo = folder / REPOSITORY
        subprocess.run(["git", "init", "-q", "--bare", "-b", "main", str(self.repo)], check=True)
        handler = type("Handler", (_Handler,), {"root": folder})
        self._http = ThreadingHTTPServer(("127.0.0.1", 0), handler)
        self._thread = threading.Thread(target=self._http.serve_forever, daemon=True)

    def __enter__(self) -> GitServer:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._http.shutdown()
        self._http.server_close()
        self._thread.join()

    def url(self, user: str = "ben") -> str:
        """Where `user` clones from and pushes to, password included."""
        return f"http://{user}:{USERS.get(user, 'wrong')}@127.0.0.1:{self._http.server_port}/{REPOSITORY}"

    def install_hook(self, text: str, name: str = "pre-receive") -> Path:
        """Make `text` (a shell script) a hook of the repository."""
        hook = self.repo / "hooks" / name
        hook.parent.mkdir(exist_ok=True)
        hook.write_text(text, encoding="utf-8")
        hook.chmod(0o755)
        return hook


class _Handler(BaseHTTPRequestHandler):
    """Hands each request to `git http-backend`, body and answer as streams."""

    protocol_version = "HTTP/1.1"
    root: ClassVar[Path]

    def do_GET(self) -> None:
        self._serve()

    def do_POST(self) -> None:
        self._serve()

    def log_message(self, *_: Any, **__: Any) -> None:
        """Tests are quiet."""

    def _serve(self) -> None:
        self.close_connection = True
        user = self._user()
        if user is None:
            self.send_response(401)
            self.send_header("WWW-Authenticate", 'Basic realm="git"')
            self.send_header("Content-Length", "0")
            self.end_headers()
            return
        with subprocess.Popen(
            ["git", "http-backend"], env=self._environment(user), stdin=subprocess.PIPE, stdout=subprocess.PIPE
        ) as backend:
            assert backend.stdin
            assert isinstance(backend.stdout, BufferedReader)
            feeder = threading.Thread(target=self._feed, args=(backend.stdin,), daemon=True)
            feeder.start()
            self._answer(backend.stdout)
            feeder.join()

    def _user(self) -> str | None:
        given = self.headers.get("Authorization", "").removeprefix("Basic ")
        user, _, password = base64.b64decode(given).decode().partition(":")
        return user if user in USERS and USERS[user] == password else None

    def _environment(self, user: str) -> dict[str, str]:
        """The variables of CGI; a length is named only where the client named one."""
        asked = urlsplit(self.path)
        return os.environ | {
            "GIT_PROJECT_ROOT": str(self.root),
            "GIT_HTTP_EXPORT_ALL": "1",
            "REQUEST_METHOD": self.command,
            "PATH_INFO": asked.path,
            "QUERY_STRING": asked.query,
            "CONTENT_TYPE": self.headers.get("Content-Type", ""),
            "CONTENT_LENGTH": self.headers.get("Content-Length", ""),
            "HTTP_CONTENT_ENCODING": self.headers.get("Content-Encoding", ""),
            "GIT_PROTOCOL": self.headers.get("Git-Protocol", ""),
            "REMOTE_USER": user,
            "REMOTE_ADDR": self.client_address[0],
        }

    def _feed(self, stdin: IO[bytes]) -> None:
        with stdin:
            try:
                for block in self._body():
                    stdin.write(block)
            except BrokenPipeError:
                return  # the backend had read enough

    def _body(self) -> Iterator[bytes]:
        if self.headers.get("Transfer-Encoding", "").lower() != "chunked":
            yield from self._take(int(self.headers.get("Content-Length") or 0))
            return
        while size := int(self.rfile.readline().split(b";")[0], 16):
            yield from self._take(size)
            self.rfile.readline()

    def _take(self, size: int) -> Iterator[bytes]:
        while size and (block := self.rfile.read(min(size, _BLOCK))):
            size -= len(block)
            yield block

    def _answer(self, stdout: BufferedReader) -> None:
        headers = parse_headers(stdout)
        self.send_response(int(headers.get("Status", "200").split()[0]))
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Connection", "close")
        self.end_headers()
        while block := stdout.read1(_BLOCK):
            self.wfile.write(block)
