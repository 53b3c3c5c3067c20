"""GitHub webhooks about changes: deployment, deployment_status, release, workflow_run."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from revenant.signals.signal import UNKNOWN, Gravity, Kind, Signal
from revenant.signals.sources.found import Context, Doubt, Found, NotASignalError
from revenant.signals.sources.repositories import repository_key
from revenant.signals.sources.shapes import Attributes, bounded, first_text, mapping, present, text, title
from revenant.signals.sources.times import read_time

SUMMARY = "GitHub webhooks: deployment, deployment_status, release, workflow_run"
_SUBJECTS = ("deployment_status", "deployment", "release", "workflow_run")


class Change(NamedTuple):
    """What one webhook says: an id of its own, the time, words for a person, and the facts beside."""

    id: str
    time: Any
    name: str
    series: str
    environment: str
    facts: Attributes


def recognises(document: Any) -> bool:
    """One of the subjects, beside the repository it happened in."""
    return isinstance(document, dict) and "repository" in document and _subject(document) != ""


def read(document: Any, context: Context) -> Iterator[Found]:
    """One event for each service built from the repository."""
    change = _READERS[_subject(document)](document)
    at = read_time(change.time)
    if at is None:
        raise NotASignalError(f"a webhook whose time cannot be read: {change.time!r}")
    repository = mapping(document.get("repository"))
    known = context.repositories.get(repository_key(text(repository.get("full_name"))), [])
    for service in known or [_stand_in(repository, context)]:
        yield Signal(
            id=change.id if len(known) < 2 else f"{change.id}/{service}",
            at=at,
            kind=Kind.EVENT,
            service=service,
            environment=change.environment or context.environment,
            name=title(change.name),
            severity=Gravity.INFO,
            fingerprint=change.series,
            attributes=bounded(change.facts | present(repository=repository.get("full_name"))),
        )
    if len(known) != 1:
        yield Doubt(_why(text(repository.get("full_name")), known, context))


def _subject(document: dict[str, Any]) -> str:
    return next((subject for subject in _SUBJECTS if isinstance(document.get(subject), dict)), "")


def _stand_in(repository: dict[str, Any], context: Context) -> str:
    return context.service if context.service != UNKNOWN else text(repository.get("name")) or UNKNOWN


def _why(repository: str, known: list[str], context: Context) -> str:
    if known:
        return f"{len(known)} services are built from {repository}; the change is noted for each"
    instead = "its own name" if context.service == UNKNOWN else "--service"
    return f"no service in services.yaml has the repository {repository}; {instead} was taken"


def _deployment(document: dict[str, Any]) -> Change:
    data = mapping(document.get("deployment"))
    facts = present(state="created", description=data.get("description"), task=data.get("task")) | _commit(data)
    known = f"deployment-{text(data.get('id'))}"
    return Change(known, data.get("created_at"), f"deployment of {text(data.get('ref'))}", known, _place(data), facts)


def _deployment_status(document: dict[str, Any]) -> Change:
    data, deployment = mapping(document.get("deployment_status")), mapping(document.get("deployment"))
    state = text(data.get("state"))
    facts = present(state=state, description=data.get("description"), url=data.get("target_url")) | _commit(deployment)
    return Change(
        f"deployment-status-{text(data.get('id'))}",
        data.get("updated_at") or data.get("created_at"),
        f"deployment of {text(deployment.get('ref'))}: {state}",
        f"deployment-{text(deployment.get('id'))}",
        _place(data) or _place(deployment),
        facts,
    )


def _release(document: dict[str, Any]) -> Change:
    data, action = mapping(document.get("release")), text(document.get("action"))
    tag, known = text(data.get("tag_name")), f"release-{text(data.get('id'))}"
    facts = present(state=action, ref=tag, url=data.get("html_url"), prerelease=data.get("prerelease") or None)
    time = data.get("published_at") or data.get("created_at")
    return Change(f"{known}-{action}", time, f"release {tag}", known, "", facts)


def _workflow_run(document: dict[str, Any]) -> Change:
    data = mapping(document.get("workflow_run"))
    name = text(data.get("name")) or text(mapping(document.get("workflow")).get("name"))
    state = first_text(data, "conclusion", "status")
    known = f"workflow-run-{text(data.get('id'))}-{text(data.get('run_attempt'))}"
    facts = present(change_kind="other", state=state, ref=data.get("head_branch"), sha=data.get("head_sha"))
    facts |= present(url=data.get("html_url"))
    return Change(f"{known}-{state}", data.get("updated_at"), f"workflow {name}: {state}", known, "", facts)


def _commit(deployment: dict[str, Any]) -> Attributes:
    return present(ref=deployment.get("ref"), sha=deployment.get("sha"))


def _place(data: dict[str, Any]) -> str:
    return text(data.get("environment"))


_READERS = {
    "deployment": _deployment,
    "deployment_status": _deployment_status,
    "release": _release,
    "workflow_run": _workflow_run,
}
