"""Amazon CloudWatch alarms, as SNS delivers them: an alarm is JSON inside the Message of a notification."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import msgspec

from revenant.signals.signal import UNKNOWN, Gravity, Kind, Signal, State, signal_id
from revenant.signals.sources import eventbridge
from revenant.signals.sources.dimensions import environment_of, instance_of, of_trigger, service_of
from revenant.signals.sources.found import Context, Doubt, Found, NotASignalError, placed
from revenant.signals.sources.shapes import bounded, first_text, mapping, present, sequence, text, title
from revenant.signals.sources.times import read_time

SUMMARY = "Amazon CloudWatch alarms through SNS, and notifications beside them"
_STATES = {"ALARM": State.FIRING, "OK": State.RESOLVED}


def recognises(document: Any) -> bool:
    """SNS records as Lambda gets them, one notification as HTTP gets it, or the bare alarm."""
    data = mapping(document)
    first = mapping(next(iter(sequence(data.get("Records"))), None))
    return "Sns" in first or {"TopicArn", "MessageId"} <= data.keys() or _is_alarm(data)


def read(document: Any, context: Context) -> Iterator[Found]:
    """The alarm of each notification."""
    data = mapping(document)
    if _is_alarm(data):
        yield from _alarm(data, context)
    elif "TopicArn" in data:
        yield from _notification(data, context)
    else:
        for number, record in enumerate(sequence(data.get("Records"))):
            yield from placed(_notification(mapping(mapping(record).get("Sns")), context), f"Records[{number}]")


def _is_alarm(data: dict[str, Any]) -> bool:
    return "AlarmName" in data and "NewStateValue" in data


def _notification(sns: dict[str, Any], context: Context) -> Iterator[Found]:
    if sns.get("Type") not in ("Notification", None):
        raise NotASignalError(f"SNS {text(sns.get('Type'))}: a question to the subscriber, no notification")
    message = _decoded(text(sns.get("Message")))
    if _is_alarm(message):
        yield from placed(_alarm(message, context), "Message")
    elif eventbridge.recognises(message):
        yield from placed(eventbridge.read(message, context), "Message")
    else:
        yield from _other(sns, context)


def _decoded(message: str) -> dict[str, Any]:
    try:
        return mapping(msgspec.json.decode(message)) if message.startswith("{") else {}
    except (msgspec.MsgspecError, UnicodeError, RecursionError):
        return {}


def _other(sns: dict[str, Any], context: Context) -> Iterator[Found]:
    """A notification that is no alarm: kept as a line of log that says nothing is wrong."""
    at = read_time(sns.get("Timestamp"))
    if at is None:
        raise NotASignalError("an SNS notification without a readable Timestamp")
    yield Signal(
        id=text(sns.get("MessageId")) or signal_id(sns),
        at=at,
        kind=Kind.LOG,
        service=context.service,
        environment=context.environment,
        name=title(sns.get("Subject")) or title(sns.get("Message")),
        severity=Gravity.INFO,
        attributes=bounded(present(message=sns.get("Message"), topic=sns.get("TopicArn"))),
    )
    yield Doubt("an SNS notification that is no CloudWatch alarm; kept as a log line")


def _alarm(alarm: dict[str, Any], context: Context) -> Iterator[Found]:
    status, at = _STATES.get(text(alarm.get("NewStateValue"))), read_time(alarm.get("StateChangeTime"))
    if status is None:
        raise NotASignalError(f"{text(alarm.get('NewStateValue'))}: the alarm neither fires nor is resolved")
    if at is None:
        raise NotASignalError(f"an alarm whose StateChangeTime cannot be read: {alarm.get('StateChangeTime')!r}")
    known, dimensions = first_text(alarm, "AlarmArn", "AlarmName"), of_trigger(mapping(alarm.get("Trigger")))
    yield Signal(
        id=signal_id(["alarm", known, text(alarm.get("AWSAccountId")), at.isoformat(), status]),
        at=at,
        kind=Kind.ALERT,
        service=service_of(dimensions, context.service),
        environment=environment_of(dimensions, context.environment),
        name=title(alarm.get("AlarmName")) or UNKNOWN,
        status=status,
        instance=instance_of(dimensions),
        fingerprint=known,
        attributes=bounded(_about(alarm) | dimensions),
    )


def _about(alarm: dict[str, Any]) -> dict[str, Any]:
    trigger = mapping(alarm.get("Trigger"))
    return present(
        summary=alarm.get("AlarmDescription"),
        reason=alarm.get("NewStateReason"),
        region=alarm.get("Region"),
        account=alarm.get("AWSAccountId"),
        namespace=trigger.get("Namespace"),
        metric=trigger.get("MetricName"),
    )
