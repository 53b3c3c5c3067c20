"""What every test stands on: an isolated home and git, a fixed clock, a workspace of its own, and `run`."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, NamedTuple, Protocol

import pytest
from hypothesis import settings
from typer.testing import CliRunner

from revenant.core.times import parse_duration

ANA, LEA, BEN = "ana@example.com", "lea@example.com", "ben@example.com"
ROOT = Path(__file__).resolve().parent.parent
START = datetime(2026, 11, 23, 12, tzinfo=UTC)
SETTINGS = """\
schema: revenant/workspace@1
organisation: Example Shop (fictitious)
people:
- {email: ana@example.com, name: Ana, team: platform, roles: [ORG_ADMIN]}
- {email: lea@example.com, name: Lea, team: platform, roles: [SRE_LEAD]}
- {email: ben@example.com, name: Ben, team: shop}
teams:
- {name: platform}
- {name: shop}
"""
SERVICES = """\
schema: revenant/services@1
services:
- {name: checkout, owner: shop, tier: 1, depends_on: [payments]}
- {name: payments, owner: platform, tier: 1}
- {name: web, owner: shop, tier: 2, depends_on: [checkout]}
"""
ATTRIBUTES = "incidents/**/*.yaml merge=union text eol=lf\nchanges/**/*.yaml merge=union text eol=lf\n"
_LEAKS = ("NO_COLOR", "FORCE_COLOR", "CLICOLOR", "CLICOLOR_FORCE", "PY_COLORS", "GITHUB_ACTIONS", "TERMINAL_WIDTH")
_ALSO = ("EMAIL", "EDITOR", "VISUAL", "PAGER", "SSH_ASKPASS", "PYTHONDONTWRITEBYTECODE")

settings.register_profile("suite", deadline=None, max_examples=60, print_blob=True)
settings.load_profile("suite")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-golden", action="store_true", help="write the golden files anew")


class Result(NamedTuple):
    """What one command left behind."""

    exit_code: int
    stdout: str
    stderr: str

    @property
    def json(self) -> Any:
        return json.loads(self.stdout)


class Run(Protocol):
    """Runs `revenant -C cwd *args` as `user`; None leaves it to git's configuration."""

    def __call__(
        self, *args: str, cwd: Path | None = None, user: str | None = BEN, stdin: str | bytes | None = None
    ) -> Result: ...


class Clock:
    """The time commands believe it is."""

    def __init__(self, now: datetime = START) -> None:
        self.now = now

    def __call__(self) -> datetime:
        return self.now

    def advance(self, span: str) -> datetime:
        self.now += parse_duration(span)
        return self.now


def git(folder: Path, *arguments: str, check: bool = True, **environment: str) -> str:
    """What git prints for `arguments` in `folder`."""
    done = subprocess.run(
        ["git", *arguments],
        cwd=folder,
        env=os.environ | environment,
        capture_output=True,
        encoding="utf-8",
        errors="surrogateescape",
        check=False,
    )
    assert not check or done.returncode == 0, done.stderr
    return done.stdout


def git_environment(home: Path) -> dict[str, str]:
    """An environment in which git knows nothing of the machine it runs on."""
    config = home / "gitconfig"
    template = home / "template"
    template.mkdir(parents=True, exist_ok=True)
    config.write_text("[init]\n\tdefaultBranch = main\n[gc]\n\tauto = 0\n[maintenance]\n\tauto = false\n")
    return {
        "HOME": str(home),
        "XDG_CONFIG_HOME": str(home / "config"),
        "XDG_CACHE_HOME": str(home / "cache"),
        "GIT_CONFIG_GLOBAL": str(config),
        "GIT_CONFIG_NOSYSTEM": "1",
        "GIT_TEMPLATE_DIR": str(template),
        "GIT_TERMINAL_PROMPT": "0",
    }


@pytest.fixture(autouse=True)
def isolated(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Nothing of this machine or of its user reaches a test. Returns the home folder."""
    home = tmp_path_factory.mktemp("home")
    for name in (*os.environ, *_LEAKS, *_ALSO):
        if name.startswith("GIT_") or name in _LEAKS or name in _ALSO:
            monkeypatch.delenv(name, raising=False)
    for name, value in (git_environment(home) | {"COLUMNS": "100", "LINES": "40", "LC_ALL": "C.UTF-8"}).items():
        monkeypatch.setenv(name, value)
    return home


@pytest.fixture(autouse=True)
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    """The fixed clock: set `.now`, or `.advance("5 min")`."""
    fixed = Clock()
    monkeypatch.setattr("revenant.cli.session.clock", fixed)
    return fixed


def make_workspace(folder: Path) -> Path:
    """A workspace of three people and three services in a repository of its own, one commit old."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in (
        ("revenant.yaml", SETTINGS),
        ("services.yaml", SERVICES),
        (".gitattributes", ATTRIBUTES),
    ):
        (folder / name).write_text(content, encoding="utf-8")
    git(folder, "init", "-q", "-b", "main")
    git(folder, "config", "user.name", "Ben")
    git(folder, "config", "user.email", BEN)
    git(folder, "add", "-A")
    git(folder, "commit", "-q", "-m", "A new workspace")
    return folder


@pytest.fixture(scope="session")
def built_workspace(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The workspace that `workspace` copies; built once."""
    with pytest.MonkeyPatch.context() as patch:
        for name in [name for name in os.environ if name.startswith("GIT_")]:
            patch.delenv(name)
        for name, value in git_environment(tmp_path_factory.mktemp("build-home")).items():
            patch.setenv(name, value)
        return make_workspace(tmp_path_factory.mktemp("built") / "workspace")


@pytest.fixture
def workspace(built_workspace: Path, tmp_path: Path) -> Path:
    """A workspace of this test's own."""
    copied = shutil.copytree(built_workspace, tmp_path / "workspace", symlinks=True)
    git(copied, "update-index", "-q", "--refresh")
    return copied


@pytest.fixture
def invoke() -> Callable[..., Result]:
    """Runs the command line as typed, in this process: `invoke(*args, user=…, stdin=…)`."""
    from revenant.cli.app import app

    def call(*args: str, user: str | None = BEN, stdin: str | bytes | None = None) -> Result:
        who = {} if user is None else {"GIT_AUTHOR_EMAIL": user, "GIT_COMMITTER_EMAIL": user}
        done = CliRunner().invoke(app, list(args), input=stdin, env=who, catch_exceptions=False, prog_name="revenant")
        return Result(done.exit_code, done.stdout, done.stderr)

    return call


@pytest.fixture
def run(request: pytest.FixtureRequest, invoke: Callable[..., Result]) -> Run:
    """`run("ack", cwd=folder, user="lea@example.com")`; without `cwd`, in this test's workspace."""

    def call(*args: str, cwd: Path | None = None, user: str | None = BEN, stdin: str | bytes | None = None) -> Result:
        folder: Path = cwd if cwd is not None else request.getfixturevalue("workspace")
        return invoke("-C", str(folder), *args, user=user, stdin=stdin)

    return call


@pytest.fixture
def opened(run: Run) -> str:
    """The id of a SEV2 opened just now."""
    result = run("open", "Checkout: error rate above 5 %", "--severity", "SEV2", "--service", "checkout", "--json")
    assert result.exit_code == 0, result.stderr
    return str(result.json["id"])


def _mounted(folder: Path, *arguments: str) -> Iterator[Path]:
    folder.mkdir(exist_ok=True)
    done = subprocess.run(["mount", *arguments, str(folder)], capture_output=True, text=True, check=False)
    if done.returncode:
        pytest.skip(f"this machine does not let the tests mount: {done.stderr.strip()}")
    yield folder
    subprocess.run(["umount", "--lazy", str(folder)], check=True)


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """An empty disk of one megabyte; skipped where mounting is not permitted."""
    yield from _mounted(tmp_path / "small", "-t", "tmpfs", "-o", "size=1m", "tmpfs")


@pytest.fixture
def read_only(workspace: Path, tmp_path: Path) -> Iterator[Path]:
    """The workspace as a disk that cannot be written; skipped where mounting is not permitted."""
    for folder in _mounted(tmp_path / "read-only", "--bind", str(workspace)):
        subprocess.run(["mount", "-o", "remount,bind,ro", str(folder)], check=True)
        yield folder


@pytest.fixture
def update_golden(request: pytest.FixtureRequest) -> bool:
    """Whether golden files are to be written anew."""
    return bool(request.config.getoption("--update-golden"))


@pytest.fixture
def shared_data() -> Path:
    """The public data beside the checkout; tests that want it are skipped where it is absent."""
    folder = ROOT.parent / "shared" / "data"
    if not folder.is_dir():
        pytest.skip("the public data is not beside this checkout (../shared/data)")
    return folder
