"""Holds the house of DESIGN §4: which room may know which, who owns which library, what start-up may load."""

from __future__ import annotations

import ast
import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

from revenant.cli.app import load_command
from revenant.cli.table import COMMANDS
from tests.conftest import BEN, ROOT, Result

PACKAGE = ROOT / "revenant"
MODULES = sorted(PACKAGE.rglob("*.py"))
SUBJECTS = frozenset({"incidents", "signals", "runbooks", "slos", "oncall", "postmortems", "reports"})
GROUND = frozenset({"errors", "core", "linting"})
ALLOWED: dict[str, frozenset[str]] = {
    "errors": frozenset(),
    "core": frozenset({"errors"}),
    "linting": frozenset({"errors", "core"}),
    "incidents": GROUND,
    **{room: GROUND | {"incidents"} for room in ("signals", "runbooks", "slos", "oncall", "postmortems")},
    "reports": GROUND | SUBJECTS,
    **dict.fromkeys(("store", "render", "importers"), GROUND | SUBJECTS),
    "cli": GROUND | SUBJECTS | {"store", "render", "importers"},
    "__main__": frozenset({"cli"}),
    "__init__": frozenset(),
}
OWNERS = {
    "yaml": {"store/yaml_io.py"},
    "ruamel": {"store/yaml_edit.py"},
    "git": {"store/git.py"},
    "sqlite3": {"store/index.py"},
    "rich": {"render/console.py"},
    "jinja2": {"render/templates.py"},
    "holidays": {"store/public_holidays.py"},
    "icalendar": {"render/oncall_ics.py"},
    "subprocess": {"store/git.py", "cli/play.py"},  # the demonstration runs revenant itself
}
HEAVY = ("rich", "jinja2", "git", "ruamel", "sqlite3", "markdown_it", "asyncio", "holidays", "icalendar")


def _name(path: Path) -> str:
    return path.relative_to(PACKAGE).as_posix()


def _room(path: Path) -> str:
    first = path.relative_to(PACKAGE).parts[0]
    return first.removesuffix(".py")


@cache
def _tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"), str(path))


def _imports(path: Path) -> Iterator[str]:
    """Dotted names a module imports, anywhere in it; `from revenant import store` counts as revenant.store."""
    for node in ast.walk(_tree(path)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{_name(path)}:{node.lineno} imports relatively"
            yield node.module or ""
            if node.module == "revenant":
                yield from (f"revenant.{alias.name}" for alias in node.names)


def _rooms_imported(path: Path) -> set[str]:
    names = [name.split(".") for name in _imports(path)]
    return {parts[1] for parts in names if parts[0] == "revenant" and len(parts) > 1 and parts[1] != "__version__"}


def _calls(path: Path) -> Iterator[tuple[int, str]]:
    """Every call as written, with its line: `datetime.now`, `open`, `Path(…).read_text` as `.read_text`."""
    for node in ast.walk(_tree(path)):
        if isinstance(node, ast.Call):
            match node.func:
                case ast.Name(id=name):
                    yield node.lineno, name
                case ast.Attribute(attr=name, value=ast.Name(id=owner)):
                    yield node.lineno, f"{owner}.{name}"
                case ast.Attribute(attr=name):
                    yield node.lineno, f".{name}"


@pytest.mark.parametrize("path", MODULES, ids=_name)
def test_imports_follow_the_arrows(path: Path) -> None:
    room = _room(path)
    assert room in ALLOWED, f"{room} is no room of the house; add it to DESIGN §4 first"
    assert _rooms_imported(path) - {room} <= ALLOWED[room]


def test_any_folder_may_be_imported_first() -> None:
    """Two folders that need each other work or not by which of them happens to come first."""
    folders = [path.parent for path in MODULES if path.name == "__init__.py"]
    names = [".".join(folder.relative_to(ROOT).parts) for folder in folders]
    program = (
        "import sys\n"
        "from importlib import import_module\n"
        "for name in sys.argv[1:]:\n"
        "    for loaded in [each for each in sys.modules if each.split('.')[0] == 'revenant']:\n"
        "        del sys.modules[loaded]\n"
        "    import_module(name)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, *names], cwd=ROOT, capture_output=True, encoding="utf-8", check=False
    )
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("library", OWNERS)
def test_each_heavy_library_has_one_owner(library: str) -> None:
    users = {_name(path) for path in MODULES if any(name.split(".")[0] == library for name in _imports(path))}
    assert users <= OWNERS[library]


def test_only_the_face_knows_typer() -> None:
    users = {
        _room(path) for path in MODULES if any(name.split(".")[0] in ("typer", "click") for name in _imports(path))
    }
    assert users == {"cli"}


def test_only_one_module_starts_git() -> None:
    starters = {
        _name(path)
        for path in MODULES
        for node in ast.walk(_tree(path))
        if isinstance(node, ast.List | ast.Tuple)
        and node.elts
        and isinstance(node.elts[0], ast.Constant)
        and node.elts[0].value == "git"
    }
    assert starters == {"store/git.py"}


@pytest.mark.parametrize("path", [path for path in MODULES if _room(path) in SUBJECTS | {"core"}], ids=_name)
def test_pure_rooms_have_no_clock_no_disk_and_no_output(path: Path) -> None:
    banned_names = {"open", "print", "input", "exec", "eval"}
    banned_methods = {"now", "utcnow", "today", "read_text", "read_bytes", "write_text", "write_bytes", "getenv"}
    found = [
        f"{_name(path)}:{line} calls {call}"
        for line, call in _calls(path)
        if call in banned_names or (call.rpartition(".")[2] in banned_methods and "." in call) or call == "time.time"
    ]
    assert not found


@pytest.mark.parametrize("path", MODULES, ids=_name)
def test_modules_fit_on_two_screens_and_say_what_they_are_for(path: Path) -> None:
    assert ast.get_docstring(_tree(path)), "no docstring"
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 350


@pytest.mark.parametrize("name", COMMANDS)
def test_every_entry_of_the_table_is_a_command(name: str) -> None:
    module = import_module(f"revenant.cli.commands.{COMMANDS[name].module}")
    assert hasattr(module, "command") != hasattr(module, "app"), "a module has `command` or `app`, never both"
    assert COMMANDS[name].summary.endswith(".")


def test_every_file_of_commands_is_in_the_table() -> None:
    files = {path.stem for path in (PACKAGE / "cli" / "commands").glob("*.py")} - {"__init__"}
    assert {entry.module for entry in COMMANDS.values()} == files


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_explains_itself(name: str, invoke: Callable[..., Result]) -> None:
    command = load_command(name, COMMANDS[name])
    parts: list[tuple[tuple[str, ...], Any]] = [((name,), command)]
    parts += [((name, part), each) for part, each in getattr(command, "commands", {}).items()]
    for words, each in parts:
        assert len((each.help or "").split()) >= 3, f"{' '.join(words)} has no explanation"
        shown = invoke(*words, "--help")
        assert shown.exit_code == 0
        assert " ".join(each.help.split()[:3]) in " ".join(shown.stdout.split())


def _modules_after(folder: Path, *words: str) -> tuple[int, set[str]]:
    """Run the command line in a process of its own; its exit code and the modules it has loaded."""
    program = (
        "import json, sys\n"
        "from revenant.cli.main import main\n"
        "code = 0\n"
        "try:\n    main()\nexcept SystemExit as error:\n    code = error.code or 0\n"
        "json.dump([code, sorted(sys.modules)], sys.stderr)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, *words],
        cwd=folder,
        env=os.environ | {"GIT_AUTHOR_EMAIL": BEN},
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    code, modules = json.loads(done.stderr.splitlines()[-1])
    return code, {name.split(".")[0] for name in modules}


def test_a_write_loads_nothing_heavy(workspace: Path, opened: str) -> None:
    code, loaded = _modules_after(workspace, "ack", opened)
    assert code == 0
    assert "typer" in loaded
    assert not loaded & set(HEAVY)


def test_the_version_loads_almost_nothing(tmp_path: Path) -> None:
    code, loaded = _modules_after(tmp_path, "--version")
    assert code == 0
    assert not loaded & {"typer", "click", "msgspec", "yaml", *HEAVY}
