"""What templates are given is plain data, whatever was recorded."""

from __future__ import annotations

from typing import Any

import pytest

from revenant.core.markdown import Written
from revenant.core.settings import PostmortemSettings, Settings
from revenant.postmortems.drafting import draft_context, titles_of
from revenant.postmortems.generated import GENERATED
from revenant.postmortems.trials import EMPTY, FULL, HOSTILE, Trial, trials

SETTINGS = Settings(schema="revenant/workspace@1")
TRIALS = {trial.name: trial for trial in trials(SETTINGS)}


def _types(value: Any) -> set[type]:
    if isinstance(value, dict):
        return {type(value)}.union(*map(_types, value), *map(_types, value.values()))
    if isinstance(value, list):
        return {type(value)}.union(*map(_types, value))
    return {type(value)}


@pytest.mark.parametrize("trial", TRIALS.values(), ids=TRIALS)
def test_all_of_it_is_plain(trial: Trial) -> None:
    context = draft_context(trial.material, trial.owner)
    assert _types(context) <= {dict, list, str, Written, int, bool, type(None)}
    assert _types({name: value for name, value in context.items() if name != "regions"}).isdisjoint({Written})


def test_every_region_has_its_name_and_one_without_dashes() -> None:
    regions = draft_context(TRIALS[FULL].material, "x")["regions"]
    assert set(regions) == set(GENERATED) | {name.replace("-", "_") for name in GENERATED}
    assert regions["error-budget"] == regions["error_budget"]


def test_what_nobody_recorded_is_none() -> None:
    incident = draft_context(TRIALS[EMPTY].material, "x")["incident"]
    assert [name for name, value in incident.items() if value is None] == [
        "environment", "commander", "communications", "started_at", "first_alert_at", "acknowledged_at",
        "mitigated_at", "resolved_at", "closed_at", "impact_ended_at",
    ]  # fmt: skip
    assert set(incident["measurements"].values()) == {None}


def test_the_trials_differ_in_nothing_but_words() -> None:
    full, hostile = (TRIALS[name].material.incident for name in (FULL, HOSTILE))
    assert [(event.id, event.at, event.type) for event in full.events] == [
        (event.id, event.at, event.type) for event in hostile.events
    ]


def test_titles_are_the_workspaces_own_in_any_case() -> None:
    own = Settings(
        schema="revenant/workspace@1",
        postmortems=PostmortemSettings(titles={"what WENT well": "Hurra", "nothing": "x"}),
    )
    titles = titles_of(own)
    assert (titles["well"], titles["summary"], titles["gaps"]) == ("Hurra", "Summary", "Diagnosis and mitigation gaps")
