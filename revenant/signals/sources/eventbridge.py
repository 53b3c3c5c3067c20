"""Amazon EventBridge events: alarms that changed state, and deployments of CodeDeploy, CodePipeline and ECS."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from revenant.signals.signal import Gravity, Kind, Signal, State, signal_id
from revenant.signals.sources.dimensions import environment_of, instance_of, of_metric, service_of
from revenant.signals.sources.found import Context, Found, NotASignalError
from revenant.signals.sources.shapes import bounded, first_text, mapping, present, sequence, text, title
from revenant.signals.sources.times import read_time

SUMMARY = "Amazon EventBridge: alarm state changes, CodeDeploy, CodePipeline, ECS deployments"
_DEPLOYS = frozenset({"aws.codedeploy", "aws.codepipeline", "aws.ecs", "aws.appconfig", "aws.elasticbeanstalk"})
_STATES = {"ALARM": State.FIRING, "OK": State.RESOLVED}


def recognises(document: Any) -> bool:
    return isinstance(document, dict) and {"detail-type", "source", "detail"} <= document.keys()


def read(document: Any, context: Context) -> Iterator[Found]:
    """An alarm becomes an alert, a deployment an event."""
    event = mapping(document)
    if event.get("source") == "aws.cloudwatch":
        yield _alarm(event, mapping(event.get("detail")), context)
    elif text(event.get("source")) in _DEPLOYS:
        yield _change(event, mapping(event.get("detail")), context)
    else:
        raise NotASignalError(
            f"{text(event.get('source'))} {text(event.get('detail-type'))!r}: no alarm, no deployment"
        )


def _alarm(event: dict[str, Any], detail: dict[str, Any], context: Context) -> Signal:
    state = mapping(detail.get("state"))
    status, at = (
        _STATES.get(text(state.get("value"))),
        read_time(state.get("timestamp")) or read_time(event.get("time")),
    )
    if status is None or at is None:
        raise NotASignalError(f"{text(state.get('value'))}: the alarm neither fires nor is resolved, or has no time")
    configuration = mapping(detail.get("configuration"))
    metrics = [of_metric(mapping(metric)) for metric in sequence(configuration.get("metrics"))]
    dimensions = next(filter(None, metrics), {})
    known = text(next(iter(sequence(event.get("resources"))), "")) or text(detail.get("alarmName"))
    return Signal(
        id=signal_id(["alarm", known, text(event.get("account")), at.isoformat(), status]),
        at=at,
        kind=Kind.ALERT,
        service=service_of(dimensions, context.service),
        environment=environment_of(dimensions, context.environment),
        name=title(detail.get("alarmName")),
        status=status,
        instance=instance_of(dimensions),
        fingerprint=known,
        attributes=bounded(
            present(reason=state.get("reason"), summary=configuration.get("description"), region=event.get("region"))
            | dimensions
        ),
    )


def _change(event: dict[str, Any], detail: dict[str, Any], context: Context) -> Signal:
    at, state = read_time(event.get("time")), first_text(detail, "state", "eventName", "status")
    if at is None:
        raise NotASignalError(f"an event whose time cannot be read: {event.get('time')!r}")
    return Signal(
        id=text(event.get("id")) or signal_id(event),
        at=at,
        kind=Kind.EVENT,
        service=first_text(detail, "application", "pipeline", "serviceName") or _of_group(detail) or context.service,
        environment=first_text(detail, "environment") or context.environment,
        name=title(f"{text(event.get('detail-type'))}: {state}" if state else event.get("detail-type")),
        severity=Gravity.INFO,
        fingerprint=first_text(detail, "deploymentId", "execution-id"),
        attributes=bounded(_about(event, detail) | present(state=state)),
    )


def _of_group(detail: dict[str, Any]) -> str:
    """ECS names a deployment's service as `service:NAME`."""
    return text(detail.get("group")).removeprefix("service:")


def _about(event: dict[str, Any], detail: dict[str, Any]) -> dict[str, Any]:
    group = detail.get("deploymentGroup")
    return present(deployment_group=group, region=event.get("region"), resources=event.get("resources"))
