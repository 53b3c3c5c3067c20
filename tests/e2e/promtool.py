"""The real promtool: what it says of rules, and rules tried on series that were made up."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Mapping, Sequence
from math import isnan
from pathlib import Path
from typing import Any, NamedTuple

from tests.e2e.programs import require_programs


class Expected(NamedTuple):
    """An expression that must give one sample, this value without labels, so many minutes after the series begin."""

    minute: int
    expr: str
    value: float


class Promtool:
    """promtool, with a folder for its files."""

    def __init__(self, folder: Path) -> None:
        require_programs({"promtool": "prometheus"})
        self._folder = folder

    def check(self, rules: str) -> str:
        """What is wrong with rules; empty where nothing is."""
        path = self._folder / "checked.yaml"
        path.write_text(rules, encoding="utf-8")
        return self.check_file(path)

    def check_file(self, path: Path) -> str:
        """The same of a file, wherever it is."""
        return self._said(self._run("check", "rules", "--lint=all", "--lint-fatal", str(path)))

    def test_file(self, path: Path) -> str:
        """What a file of unit tests finds, wherever it is; empty where nothing."""
        return self._said(self._run("test", "rules", str(path)))

    def test(self, rules: str, series: Mapping[str, Sequence[float | None]], expected: Sequence[Expected]) -> str:
        """Evaluate rules each minute while series have these values; what is not as expected, empty if nothing."""
        self.write(rules)
        content = {
            "rule_files": ["rules.yaml"],
            "evaluation_interval": "1m",
            "tests": [
                {
                    "interval": "1m",
                    "input_series": [{"series": name, "values": _values(each)} for name, each in series.items()],
                    "promql_expr_test": [_as_test(each) for each in expected],
                }
            ],
        }
        return self.run_tests(json.dumps(content))

    def write(self, rules: str) -> None:
        """Put rules where tests look for them, as rules.yaml."""
        (self._folder / "rules.yaml").write_text(rules, encoding="utf-8")

    def run_tests(self, content: str) -> str:
        """What a file of unit tests, beside the rules written before, finds; empty where nothing."""
        path = self._folder / "tests.yaml"
        path.write_text(content, encoding="utf-8")
        return self.test_file(path)

    @staticmethod
    def _said(done: subprocess.CompletedProcess[str]) -> str:
        return "" if done.returncode == 0 else done.stdout + done.stderr

    def _run(self, *words: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            ["promtool", *words], cwd=self._folder, capture_output=True, encoding="utf-8", timeout=300, check=False
        )


def _values(each: Sequence[float | None]) -> str:
    return " ".join("_" if value is None else "NaN" if isnan(value) else repr(value) for value in each)


def _as_test(each: Expected) -> dict[str, Any]:
    sample = {"labels": "{}", "value": each.value}
    return {"expr": each.expr, "eval_time": f"{each.minute}m", "exp_samples": [sample]}
