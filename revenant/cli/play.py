"""The demonstration: the commands of one incident, run as the people of a fictitious company."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, NamedTuple

from revenant.core.files import POSTMORTEM_SUFFIX
from revenant.errors import RevenantError
from revenant.store.git import run_git

PEOPLE: list[dict[str, Any]] = [
    {"email": "ana@example.com", "name": "Ana (fictitious)", "team": "platform", "roles": ["ORG_ADMIN"]},
    {"email": "lea@example.com", "name": "Lea (fictitious)", "team": "platform", "roles": ["SRE_LEAD"]},
    {"email": "ben@example.com", "name": "Ben (fictitious)", "team": "shop"},
]


class Step(NamedTuple):
    """One command. `refused` marks those that are meant to be turned away, with their exit code."""

    who: str
    line: str
    why: str = ""
    refused: int = 0


STEPS = [
    Step(
        "ana",
        "open 'Checkout: error rate above 5 %' -s SEV3 --service checkout --service payments"
        " --environment production --started '58 min ago' --at '52 min ago'",
        "Ana sees it on a graph and declares it.",
    ),
    Step("ben", "ack --at '49 min ago'", "Ben is on call."),
    Step("ben", "severity SEV2 --reason 'half of all payments fail'", "Ben may not raise it …", refused=3),
    Step("lea", "severity SEV2 --reason 'half of all payments fail' --at '45 min ago'", "… Lea may."),
    Step("ben", "assign --commander lea@example.com --responder me --at '44 min ago'"),
    Step("ben", "note 'Connection pool exhausted since deployment 41.' --at '38 min ago'"),
    Step("ben", "mitigate --reason 'rolled back to deployment 40' --at '31 min ago'"),
    Step("lea", "show", "The single screen of an incident:"),
    Step("ben", "resolve --at '12 min ago'"),
]
AFTER = [
    Step("ben", "follow-up ID 'Reject pool sizes below the measured peak' --owner platform"),
    Step("lea", "close ID", "A SEV2 is not closed without its postmortem:", refused=1),
    Step("ben", "postmortem draft ID"),
]
PROSE = {
    "Summary": "For forty minutes half of all payments failed. Going back to deployment 40 ended it.",
    "Contributing factors": "Deployment 41 halved the connections there are at peak; nothing checks their number.",
}
CLOSING = [Step("lea", "close ID"), Step("lea", "list --all"), Step("lea", "report")]


class PlayError(RevenantError):
    """A command of the demonstration did something else than it should."""

    def __init__(self, line: str, code: int) -> None:
        super().__init__(f"the demonstration stopped: {line} exited {code}", "see its output above")


def play(folder: Path, say: Callable[[str], None]) -> None:
    """Run the steps in the workspace `folder`, saying each command and what it printed."""
    _write_services(folder)
    _commit(folder, "The people and services of a fictitious company")
    for step in STEPS:
        _run(folder, step, say)
    log = next(iter(sorted(folder.glob("incidents/*/*/INC-*.yaml"))))
    for step in AFTER:
        _run(folder, _named(step, log.stem), say)
    _write_prose(log.with_suffix(POSTMORTEM_SUFFIX), say)
    _commit(folder, f"{log.stem}: postmortem, reviewed")
    say(f"\nlea$ cat {log.with_suffix('.postmortem.md').relative_to(folder)}")
    say(log.with_suffix(POSTMORTEM_SUFFIX).read_text(encoding="utf-8").rstrip())
    for step in CLOSING:
        _run(folder, _named(step, log.stem), say)


def _named(step: Step, incident_id: str) -> Step:
    return step._replace(line=step.line.replace("ID", incident_id[-5:]))


def _run(folder: Path, step: Step, say: Callable[[str], None]) -> None:
    if step.why:
        say(f"\n# {step.why}")
    else:
        say("")
    say(f"{step.who}$ revenant {step.line}")
    done = subprocess.run(  # noqa: S603 (our own program, with our own words)
        [sys.executable, "-m", "revenant", "-C", str(folder), *shlex.split(step.line)],
        env=os.environ | _person(step.who),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        check=False,
    )
    say(done.stdout.rstrip())
    if done.returncode != step.refused:
        raise PlayError(step.line, done.returncode)


def _person(who: str) -> dict[str, str]:
    """The environment in which git, and so revenant, takes us for `who`."""
    address = f"{who}@example.com"
    return {
        "GIT_AUTHOR_NAME": who.title(),
        "GIT_AUTHOR_EMAIL": address,
        "GIT_COMMITTER_NAME": who.title(),
        "GIT_COMMITTER_EMAIL": address,
    }


def _write_services(folder: Path) -> None:
    (folder / "services.yaml").write_text(
        "# yaml-language-server: $schema=.revenant/schemas/services.json\n"
        "schema: revenant/services@1\n"
        "services:\n"
        "- {name: checkout, owner: shop, tier: 1, depends_on: [payments]}\n"
        "- {name: payments, owner: platform, tier: 1}\n",
        encoding="utf-8",
    )


def _write_prose(path: Path, say: Callable[[str], None]) -> None:
    """What people do in an editor and a pull request."""
    say(f"\n# Ben writes the prose of {path.name}, the team reviews it, and it becomes final.")
    due = datetime.now(UTC).date() + timedelta(days=30)
    text = path.read_text(encoding="utf-8")
    for heading, prose in PROSE.items():
        text = re.sub(rf"(?<=## {heading}\n\n)<!--.*?-->", prose, text, flags=re.DOTALL)
    for empty, filled in (
        ("status: draft ", "status: final "),
        ("due: ;", f"due: {due};"),
        ("impact: ;", "impact: high;"),
        ("likelihood: )", "likelihood: medium)"),
    ):
        text = text.replace(empty, filled)
    path.write_text(text, encoding="utf-8")


def _commit(folder: Path, message: str) -> None:
    run_git(folder, "add", "-A", "--", ".")
    done = run_git(folder, "commit", "-q", "-m", message, extra=_person("ana"))
    if done.returncode:
        raise PlayError("git commit", done.returncode)
