"""Text written by whoever caused the incident shows harmlessly everywhere."""

from __future__ import annotations

import io
import json
import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest
import rich.console

from revenant.core.text import encodable
from tests.conftest import Result, Run
from tests.core.test_text import is_harmful

EVIL = {
    "colour": "\x1b[31mred\x1b[0m",
    "link": "\x1b]8;;https://evil.example\x07click\x1b]8;;\x07",
    "title": "\x1b]0;owned\x07",
    "c1": "\x9b31m",
    "return": "all good\rnot at all",
    "newline": "one\ntwo",
    "windows": "one\r\ntwo",
    "bell": "\x07",
    "backspace": "safe\b\b\b\bevil",
    "nul": "a\x00b",
    "right-to-left": "\u202ereversed\u202c",
    "isolate": "\u2066hidden\u2069",
    "separator": "one\u2028two\u2029three\x85four",
    "invisible": "a\u200bb\ufeffc\U000e0041",
    "markup": "[bold]x[/bold] [/] [link=https://evil.example]y[/link]",
    "emoji code": ":warning:",
    "surrogate": "\udcff\ud83d",
    "yaml": "- {a: b} # c",
    "dash": "-rf --help",
}
CASES = pytest.mark.parametrize("text", [pytest.param(text, id=name) for name, text in EVIL.items()])


def assert_harmless(output: str) -> None:
    assert not [char for char in output if is_harmful(char) and char != "\n"], repr(output)


def everything(run: Run, text: str) -> list[Result]:
    """Every command that may show `text` after it was put wherever text goes."""
    written = [
        run("open", "--service", text, "-e", text, "--tag", text, "--", f"x{text}"),
        run("note", "--", f"x{text}"),
        run("assign", "--commander", f"x{text}", "--responder", f"x{text}"),
        run("update", "--title", f"y{text}"),
        run("link", "ticket", "--", f"x{text}"),
        run("follow-up", "--owner", text, "--", f"x{text}"),
        run("effort", "5m", "--text", text, "--person", text),
        run("impact", "--from", "5 min ago", "--slo", text, "--text", text),
        run("ack", "--reason", text),
    ]
    assert [each.exit_code for each in written] == [0] * len(written), [each.stderr for each in written]
    shown = [["show"], ["list"], ["status"], ["list", "--text", text], ["list", "--service", text]]
    return [*written, *(run(*words) for words in shown)]


@CASES
def test_plain_output_is_harmless(run: Run, text: str) -> None:
    for result in everything(run, text):
        assert_harmless(result.stdout)
        assert_harmless(result.stderr)


@CASES
def test_json_output_is_harmless_and_says_the_same(run: Run, text: str) -> None:
    written = run("open", "--json", "--", f"x{text}")
    assert written.exit_code == 0, written.stderr
    for result in (written, run("show", "--json"), run("list", "--json"), run("status", "--json")):
        assert_harmless(result.stdout)
        shown = result.json[0] if isinstance(result.json, list) else result.json
        assert shown["title"] == encodable(f"x{text}").strip()


@CASES
def test_a_terminal_shows_it_harmlessly(run: Run, text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The whole screen as rich draws it on a terminal, its own colours taken out."""
    run("open", "--service", text, "--", f"x{text}")
    run("note", "--", f"x{text}")
    drawn = io.StringIO()
    real = rich.console.Console

    def terminal(**options: object) -> object:
        return real(**(options | {"file": drawn, "force_terminal": True, "width": 200, "color_system": None}))  # type: ignore[arg-type]

    monkeypatch.setattr("revenant.render.console.Console", terminal)
    monkeypatch.setattr("revenant.cli.output.Output.is_terminal", True)
    for command in ("show", "status", "list"):
        assert run(command).exit_code == 0
    assert_harmless(drawn.getvalue())
    assert drawn.getvalue().count("x") > 3


def test_markup_is_shown_literally(
    run: Run, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    run("open", "[bold]x[/bold] :fire: 'a' 12")
    assert "[bold]x[/bold] :fire: 'a' 12" in run("show").stdout
    monkeypatch.setattr("revenant.cli.output.Output.is_terminal", True)
    monkeypatch.setenv("FORCE_COLOR", "1")
    shown = run("show").stdout
    assert "[bold]x[/bold] :fire: 'a' 12" in shown
    assert "\x1b[" in shown


@pytest.mark.parametrize("colour", [True, False])
def test_a_real_terminal_gets_only_our_own_escapes(run: Run, workspace: Path, colour: bool) -> None:
    run("open", "".join(text for name, text in EVIL.items() if name not in ("surrogate", "nul")))
    output = _on_a_pty(["show"], workspace, {} if colour else {"NO_COLOR": "1"})
    assert "[bold]x[/bold]" in output
    assert ("\x1b[1m" in output) or not colour
    for own in ("\x1b[1m", "\x1b[2m", "\x1b[0m", "\x1b[1;31m", "\x1b[33m", "\x1b[32m", "\r\n"):
        output = output.replace(own, "")
    assert_harmless(output)


def _on_a_pty(words: list[str], folder: Path, environment: dict[str, str]) -> str:
    parent, child = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-m", "revenant", "-C", str(folder), *words],
        stdin=child,
        stdout=child,
        stderr=child,
        env=os.environ | {"TERM": "xterm-256color", "COLUMNS": "400"} | environment,
    )
    os.close(child)
    output = b""
    try:
        while chunk := os.read(parent, 65536):
            output += chunk
    except OSError:
        pass  # Linux reports the end of a terminal so
    finally:
        os.close(parent)
    assert process.wait() == 0
    return output.decode()


@CASES
def test_messages_about_it_are_harmless(run: Run, opened: str, text: str) -> None:
    for words in (
        ["show", "--", f"x{text}"],
        ["ack", "--at", text],
        ["transition", "--", text],
        ["severity", "--", text],
        ["effort", "--", text],
        ["amend", "uu", "--set", text],
        ["amend", opened, opened, "--set", f"{text}=1"],
        ["link", "related", "--", text],
        ["list", "--status", text],
        ["list", "--limit", text],
        ["open", "x", "-s", text],
        ["ack", f"--x{text}"],
        [f"x{text}"],
        [f"--x{text}"],
    ):
        result = run(*words)
        assert result.exit_code in (2, 3), (words, result)
        assert_harmless(result.stdout)
        assert_harmless(result.stderr)


@pytest.mark.parametrize("text", [pytest.param(text, id=name) for name, text in EVIL.items() if "\x00" not in text])
def test_a_hostile_person_is_harmless(run: Run, opened: str, text: str) -> None:
    """The system itself keeps NUL out of an environment."""
    who = f"eve{text.replace(chr(0xD83D), '')}@example.com"  # bytes of the environment become low surrogates only
    result = run("note", opened, "x", user=who)
    assert_harmless(result.stdout + result.stderr)
    if result.exit_code == 0:
        assert_harmless(run("show", opened).stdout)
        json.loads(run("show", opened, "--json").stdout)


@CASES
def test_a_hostile_log_is_harmless(run: Run, opened: str, workspace: Path, text: str) -> None:
    """A log from a stranger, its text not written by us: YAML allows escapes, unknown types and broken lines."""
    (log,) = workspace.glob("incidents/*/*/INC-*.yaml")
    quoted = json.dumps(encodable(text))
    head = "at: 2026-11-23T12:00:00Z, type:"
    lines = [
        f"- {{id: zzzzzzzz, {head} {quoted}, by: {quoted}, odd: {{x: {quoted}}}}}\n",
        f"- {{id: zzzzzzzy, {head} NOTE_ADDED, by: {quoted}, text: {quoted}}}\n",
        f"- {{id: {quoted}, {head} NOTE_ADDED, by: {quoted}, text: {quoted}}}\n",
    ]
    log.write_text(log.read_text() + "".join(lines), encoding="utf-8")
    for words in (["show", opened], ["show", opened, "--json"], ["list"], ["note", opened, "x"], ["status", "--json"]):
        result = run(*words)
        assert result.exit_code in (0, 3)
        assert_harmless(result.stdout + result.stderr)
