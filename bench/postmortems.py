"""How long linting postmortems takes, beside what markdown-it-py needs to parse them, and how long `action list` does.

    python bench/postmortems.py [COUNT]

COUNT postmortems (1,000 if left out) are generated: each beside the log of its incident, its regions filled from it.
"""

from __future__ import annotations

import random
import re
import statistics
import sys
import tempfile
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

from run import BENCH, At, Target, install, measure
from workspace import build, git

from revenant.incidents.snapshot import IncidentSnapshot
from revenant.postmortems.drafting import draft_context
from revenant.render.drafts import render_template
from revenant.store.record import Record
from revenant.store.region_material import material_of
from revenant.store.templates import read_templates
from revenant.store.workspace import Workspace
from revenant.store.worktree import WorkTreeLogs
from runbooks import PARSE, Tolerant

OPENERS = [
    "For {span} {share} % of all requests to {service} failed",
    "Customers could not use {service} for {span}",
    "{service} answered slowly from {start} UTC on, and {share} % of its requests timed out",
    "A smaller {thing} in {service} led to waiting connections",
]
CAUSES = [
    "The change to {thing} halved what was left at peak",
    "The {thing} of {service} is not watched, so nothing told that it ran out",
    "Staging has a tenth of the traffic; the change passed there",
    "A retry without backoff in a client of {service} tripled the load",
    "The limit on {thing} was set when {service} had a third of its users",
]
GAPS = [
    "the alert is on errors, which began {span} after {thing} ran short",
    "no dashboard shows {thing} of {service}",
    "the runbook had no step for going back, and the one for {thing} was of another version",
    "the logs of {service} were kept on the machine that had failed",
]
LESSONS = [
    "`{service} --status` showed it at once",
    "the second team joined within {span}",
    "the old {thing} was still there",
]
ACTIONS = [
    "Reject a {thing} below the measured peak", "Alert on {thing} of {service} before requests fail",
    "Write the way back into the runbook of {service}", "Investigate why {thing} was halved",
    "Improve the dashboard of {service}", "Try {thing} with a tenth of the peak in staging",
]  # fmt: skip
THINGS = ["connection pool", "cache", "replica set", "queue", "certificate", "disk quota", "thread pool", "DNS record"]
TYPES, LEVELS = ["prevent", "detect", "mitigate", "process"], ["high", "medium", "low"]


def write_postmortems(root: Path, dice: random.Random) -> None:
    """Write and commit a postmortem for every resolved incident of a workspace."""
    workspace = Workspace(root)
    record, templates = Record(WorkTreeLogs(workspace), warn=lambda _: None), read_templates(workspace)
    for log in sorted((root / "incidents").rglob("*.yaml")):
        it = record.get(log.stem)
        if it.resolved_at:
            draft = render_template(templates, "base.md.j2", draft_context(material_of(workspace, it), "platform"))
            log.with_name(f"{it.id}.postmortem.md").write_text(_filled(draft, it, dice), encoding="utf-8")
    git(root, "add", "-A")
    git(root, "commit", "-q", "-m", "postmortems")


def _filled(draft: str, it: IncidentSnapshot, dice: random.Random) -> str:
    """The draft with prose of its own in place of the template's comments."""

    def prose(section: str) -> str:
        match section:
            case "Summary" | "Impact":
                return " ".join(_sentences(OPENERS, it, dice, dice.randint(2, 5)))
            case "Contributing factors":
                return "\n".join(f"- {text}" for text in _sentences(CAUSES, it, dice, dice.randint(2, 5)))
            case "Action items":
                return "\n\n".join(_actions(it, dice))
            case "Detection" | "Diagnosis and mitigation gaps" | "What went poorly":
                return "\n".join(f"- {text}" for text in _sentences(GAPS, it, dice, dice.randint(1, 3)))
            case _:
                return "\n".join(f"- {text}" for text in _sentences(LESSONS, it, dice, dice.randint(1, 3)))

    hint = re.compile(r"(?<=\n)## (?P<section>.+)\n\n<!--(?! revenant:).*?-->", re.DOTALL)
    text = hint.sub(lambda found: f"## {found['section']}\n\n{prose(found['section'])}", draft)
    return text.replace("status: draft ", f"status: {dice.choice(['draft', 'review', 'final'])} ")


def _sentences(kinds: list[str], it: IncidentSnapshot, dice: random.Random, count: int) -> Iterator[str]:
    for _ in range(count):
        cited = f"[^{dice.choice(it.events).id}]" if dice.random() < 0.7 else ""
        yield f"{_said(kinds, it, dice)}.{cited}"


def _said(kinds: list[str], it: IncidentSnapshot, dice: random.Random) -> str:
    start = it.detected_at or it.events[0].at
    return dice.choice(kinds).format(
        service=it.services[0],
        thing=dice.choice(THINGS),
        span=f"{dice.randint(2, 90)} minutes",
        share=dice.randint(1, 99),
        start=f"{start:%H:%M}",
    )


def _actions(it: IncidentSnapshot, dice: random.Random) -> Iterator[str]:
    for number in range(1, dice.randint(2, 6)):
        due = (it.resolved_at or it.events[0].at) + timedelta(days=dice.randint(7, 60))
        weighed = f"impact: {dice.choice(LEVELS)}; likelihood: {dice.choice(LEVELS)}"
        suffix = (
            f"(owner: {dice.choice(['platform', 'shop'])}; due: {due:%Y-%m-%d}; type: {dice.choice(TYPES)}; {weighed})"
        )
        yield f"- [{dice.choice(' xx')}] **A{number}** {_said(ACTIONS, it, dice)} {suffix}"


def main() -> None:
    """Print one line a comparison."""
    bin_folder = BENCH / "venv" / "bin"
    if not bin_folder.is_dir():
        bin_folder = install()
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch) / "workspace"
        build(folder, int(sys.argv[1]) if len(sys.argv) > 1 else 1_000)
        write_postmortems(folder, random.Random(11))
        python, revenant = str(bin_folder / "python"), str(bin_folder / "revenant")
        parse = At(folder, python, "-c", PARSE, "incidents")
        lint = Tolerant(folder, revenant, "postmortem", "lint", "--format", "concise")
        targets = [
            Target("postmortem lint / parsing with markdown-it-py", lint, parse, 3.0, rounds=5),
            Target(
                "action list, warm / half a second",
                At(folder, revenant, "action", "list"),
                At(folder, "sleep", "0.5"),
                1.0,
            ),
        ]
        for target in targets:
            ours, reference, ratios = measure(target)
            times = f"{ours * 1000:6.0f}ms {reference * 1000:6.0f}ms"
            print(f"{target.name:50} {times} {statistics.median(ratios):6.2f} {target.at_most:6.1f}")


if __name__ == "__main__":
    main()
