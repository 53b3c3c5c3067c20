"""How long linting a folder of runbooks takes, beside what markdown-it-py needs to parse it: whole processes.

    python bench/runbooks.py FOLDER [MARKDOWNLINT]

FOLDER holds Markdown files; they are copied into a workspace of their own. MARKDOWNLINT is the program
markdownlint-cli2, measured too where it is given.
"""

from __future__ import annotations

import shutil
import statistics
import subprocess
import sys
import tempfile
from contextlib import suppress
from pathlib import Path

from run import BENCH, At, Target, install, measure

PARSE = """
import sys
from pathlib import Path
from markdown_it import MarkdownIt
parser = MarkdownIt("commonmark").enable("table")
for path in sorted(Path(sys.argv[1]).rglob("*.md*")):
    if path.is_file():
        parser.parse(path.read_text(encoding="utf-8", errors="replace"))
"""


class Tolerant(At):
    """A linter: that it finds problems is no failure."""

    def __call__(self) -> None:
        with suppress(subprocess.CalledProcessError):
            super().__call__()


def workspace(source: Path, folder: Path) -> None:
    """A workspace whose runbooks are the Markdown files of `source`."""
    names = shutil.ignore_patterns(".git", "revenant.yaml")
    shutil.copytree(source, folder / "runbooks", ignore=names)
    (folder / "revenant.yaml").write_text("schema: revenant/workspace@1\n", encoding="utf-8")
    subprocess.run(["git", "init", "-q", str(folder)], check=True)


def main() -> None:
    """Print one line a comparison."""
    bin_folder = BENCH / "venv" / "bin"
    if not bin_folder.is_dir():
        bin_folder = install()
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        workspace(Path(sys.argv[1]), folder)
        lint = Tolerant(folder, str(bin_folder / "revenant"), "lint", "runbooks")
        parse = At(folder, str(bin_folder / "python"), "-c", PARSE, "runbooks")
        targets = [Target("lint / parsing with markdown-it-py", lint, parse, 1.6)]
        if len(sys.argv) > 2:
            other = Tolerant(folder, sys.argv[2], "runbooks/**/*.md", "--no-globs")
            targets.append(Target("lint / markdownlint-cli2", lint, other, 1.0))
        for target in targets:
            ours, reference, ratios = measure(target)
            times = f"{ours * 1000:6.0f}ms {reference * 1000:6.0f}ms"
            print(f"{target.name:40} {times} {statistics.median(ratios):6.2f} {target.at_most:6.1f}")


if __name__ == "__main__":
    main()
