"""The close gate: a final postmortem whose actions are all owned and dated, by severity."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from revenant.core.settings import Targets
from revenant.core.severity import Severity
from revenant.incidents.gate import PostmortemState, reasons_not_to_close
from tests.incidents.making import ID, SETTINGS, incident, walked


def _postmortem(status: str, actions: int, unready: list[str]) -> PostmortemState:
    return PostmortemState(ID, status, actions, unready)


FINAL = _postmortem("final", 2, [])


@pytest.mark.parametrize("severity", [Severity.SEV1, Severity.SEV2])
@pytest.mark.parametrize(
    ("state", "words"),
    [
        (None, ["there is none"]),
        (_postmortem("draft", 0, []), ["draft, not final"]),
        (
            _postmortem("review", 1, ["A1"]),
            ["review, not final", "without owner or due date: A1"],
        ),
        (_postmortem("final", 2, ["A2"]), ["without owner or due date: A2"]),
        (FINAL, []),
    ],
)
def test_a_grave_incident_needs_its_postmortem(
    severity: Severity, state: PostmortemState | None, words: list[str]
) -> None:
    found = reasons_not_to_close(walked("RESOLVED", severity=severity), SETTINGS, state)
    assert len(found) == len(words)
    assert all(word in reason for word, reason in zip(words, found, strict=True))


@pytest.mark.parametrize("severity", [Severity.SEV3, Severity.SEV4])
def test_a_lesser_one_does_not(severity: Severity) -> None:
    assert reasons_not_to_close(walked("RESOLVED", severity=severity), SETTINGS, None) == []


def test_a_workspace_may_ask_more_or_less() -> None:
    own = replace(
        SETTINGS, severities={Severity.SEV2: Targets(postmortem=False), Severity.SEV4: Targets(postmortem=True)}
    )
    assert not reasons_not_to_close(walked("RESOLVED", severity=Severity.SEV2), own, None)
    assert reasons_not_to_close(walked("RESOLVED", severity=Severity.SEV4), own, None)


def test_an_incident_without_severity_needs_none() -> None:
    assert reasons_not_to_close(incident(), SETTINGS, None) == []


def test_a_postmortem_about_another_incident_does_not_count() -> None:
    other = PostmortemState("INC-20261123-ZZZZZ", "final", 2, [])
    assert reasons_not_to_close(walked("RESOLVED", severity=Severity.SEV1), SETTINGS, other) == [
        "its postmortem is about INC-20261123-ZZZZZ"
    ]


def test_what_the_error_budget_policy_asks_for_is_asked_of_any_severity() -> None:
    owed = ["no postmortem, and it spent half of a budget"]
    assert reasons_not_to_close(walked("RESOLVED", severity=Severity.SEV4), SETTINGS, None, owed) == owed
