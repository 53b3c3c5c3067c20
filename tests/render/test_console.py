"""Blocks on a terminal."""

from __future__ import annotations

import pytest

from revenant.core.tables import Note
from revenant.render.console import show


def test_a_line_that_stands_in_stays_in_when_it_wraps(capsys: pytest.CaptureFixture[str]) -> None:
    show([Note("Restart it:\n    kubectl rollout restart")], color=False, width=20)
    assert capsys.readouterr().out == "Restart it:\n    kubectl rollout\n    restart\n"


def test_a_line_of_spaces_and_one_deep_in_still_fit(capsys: pytest.CaptureFixture[str]) -> None:
    show([Note(" " * 30 + "far\n" + " " * 30)], color=False, width=20)
    assert all(len(line) <= 20 for line in capsys.readouterr().out.splitlines())
