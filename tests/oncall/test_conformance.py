"""What is wrong with documents whose shape is right, each with its place; and that nothing else breaks on them."""

from __future__ import annotations

import pytest

from revenant.store.oncall_files import parse_oncall_file

HEAD = "kind: Schedule\nname: x\ntimezone: Europe/Berlin\n"
LAYER = "layers:\n- {start: 2026-01-05T09:00, every: 1w, members: [ana]}\n"
POLICY = "kind: EscalationPolicy\nname: x\nsteps: [{after: 0m, notify: [user:ana]}]\n"


def told(text: str) -> list[str]:
    file = parse_oncall_file(text.encode(), "oncall/x.yaml")
    return [f"{line}:{col} {message}" for item in file.items for line, col, message in item.complaints]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (HEAD + LAYER.replace("2026-01-05T09:00", "2026-10-25T02:30"), "comes twice in Europe/Berlin; write 2026-10-2"),
        (
            HEAD + LAYER.replace("2026-01-05T09:00", "2026-03-29T02:30"),
            "write 2026-03-29T01:59+01:00 or 2026-03-29T03:",
        ),
        (HEAD + LAYER.replace("2026-01-05T09:00", "2026-02-30T09:00"), "is no time there is"),
        (HEAD + LAYER.replace("2026-01-05T09:00", "0001-01-01T09:00"), "is not between 1970 and 2199"),
        (HEAD + LAYER.replace("members", "until: 2026-01-05T08:00, members"), "it ends before it takes effect"),
        (HEAD + LAYER.replace("members", "timezone: Nowhere, members"), "there is no time zone 'Nowhere'"),
        (HEAD.replace("Europe/Berlin", "Mars") + LAYER, "there is no time zone 'Mars'"),
        (HEAD + LAYER + "cover: [{from: fri 17:00, to: '09:00'}]\n", "name the day at both ends"),
        (
            HEAD + LAYER + "overrides: [{from: 2026-01-05T09:00, to: 2026-01-06T09:00Z, add: b}]\n",
            "time with its offset",
        ),
        (
            HEAD + LAYER + "overrides: [{from: 2026-01-05T09:00Z, to: 2026-01-05T09:00Z, add: b}]\n",
            "ends before it begins",
        ),
        (HEAD + LAYER + "overrides: [{from: 2026-01-05T09:00Z, to: 2026-01-06T09:00Z}]\n", "who is on, or who is off"),
        (HEAD + LAYER.replace("1w", "0w"), "a number of hours, days, weeks or months"),
        (HEAD + LAYER + "colour: red\n", "colour: no such key"),
        (POLICY + "severities: [sev9]\n", "'sev9' is not one of SEV1"),
        (POLICY + "triggers: [{on: severity-raised, to: [bad], notify: [user:ana]}]\n", "'bad' is not a severity"),
        (POLICY + "triggers: [{on: expertise-needed, notify: [user:ana]}]\n", "missing key `tag`"),
        (POLICY.replace("user:ana", "ana"), "whom: schedule:NAME"),
    ],
)
def test_every_flaw_is_told_once_with_its_place(text: str, expected: str) -> None:
    found = told(text)
    assert len(found) == 1, found
    assert expected in found[0]


@pytest.mark.parametrize("text", [HEAD + LAYER, POLICY + "severities: [sev1, SEV2]\n"])
def test_what_is_right_is_silent(text: str) -> None:
    assert told(text) == []
