"""Shell completion: ids of incidents, and the words a command knows. It never fails loudly."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

MOST = 50
Completions = list[tuple[str, str]]


def complete_incident(ctx: Any, incomplete: str) -> Completions:
    """Ids that contain what was typed, newest first."""
    from pathlib import Path

    from revenant.store.places import find_root, matching_ids

    directory = ctx.find_root().params.get("directory") or Path()
    try:
        root = find_root(Path(directory).resolve())
        ids = matching_ids(root / "incidents", incomplete.upper(), newest=MOST) if root else []
    except OSError:
        return []
    return [(known, "") for known in reversed(ids)]


def complete_change(ctx: Any, incomplete: str) -> Completions:
    """Ids of changes that contain what was typed, newest first."""
    from pathlib import Path

    from revenant.store.change_ids import latest_ids
    from revenant.store.places import find_root

    directory = ctx.find_root().params.get("directory") or Path()
    try:
        root = find_root(Path(directory).resolve())
        return [(known, "") for known in latest_ids(root, incomplete.lower(), MOST)] if root else []
    except OSError:
        return []


def complete_runbook(ctx: Any, incomplete: str) -> Completions:
    """Ids of runbooks that contain what was typed."""
    from pathlib import Path

    from revenant.errors import RevenantError
    from revenant.store.shelf import all_cards
    from revenant.store.workspace import find_workspace

    directory = ctx.find_root().params.get("directory") or Path()
    try:
        cards = all_cards(find_workspace(Path(directory)))
    except (OSError, RevenantError):
        return []
    wanted = incomplete.casefold()
    return [(card.id, card.title) for card in cards if wanted in card.id.casefold()][:MOST]


def complete_slo(ctx: Any, incomplete: str) -> Completions:
    """Names of SLOs that contain what was typed."""
    return _of_slos(ctx, incomplete, lambda slo: (slo.metadata.name, slo.metadata.display_name))


def complete_schedule(ctx: Any, incomplete: str) -> Completions:
    """Names of schedules that contain what was typed."""
    from pathlib import Path

    from revenant.errors import RevenantError
    from revenant.store.oncall import schedule_names
    from revenant.store.workspace import find_workspace

    directory = ctx.find_root().params.get("directory") or Path()
    try:
        schedules = schedule_names(find_workspace(Path(directory)))
    except (OSError, RevenantError):
        return []
    wanted = incomplete.casefold()
    return [each for each in schedules if wanted in each[0].casefold()][:MOST]


def complete_person(ctx: Any, incomplete: str) -> Completions:
    """Addresses of people in revenant.yaml that contain what was typed."""
    from pathlib import Path

    from revenant.errors import RevenantError
    from revenant.store.workspace import find_workspace

    directory = ctx.find_root().params.get("directory") or Path()
    try:
        people = find_workspace(Path(directory)).settings.people
    except (OSError, RevenantError):
        return []
    wanted = incomplete.casefold()
    return [(each.email, each.name) for each in people if wanted in f"{each.email} {each.name}".casefold()][:MOST]


def complete_override(ctx: Any, incomplete: str) -> Completions:
    """Ids of overrides that count and contain what was typed, newest first."""
    from pathlib import Path

    from revenant.errors import RevenantError
    from revenant.store.overrides import OverrideStore
    from revenant.store.workspace import find_workspace

    directory = ctx.find_root().params.get("directory") or Path()
    try:
        found = OverrideStore(find_workspace(Path(directory)), lambda _: None).standing
    except (OSError, RevenantError):
        return []
    return [(each.id, each.schedule) for each in reversed(found) if incomplete.lower() in each.id][:MOST]


def complete_whom(ctx: Any, incomplete: str) -> Completions:
    """Whom somebody may be told to call: addresses of people, schedules and policies that contain what was typed."""
    from pathlib import Path

    from revenant.errors import RevenantError
    from revenant.store.oncall import OncallStore
    from revenant.store.workspace import find_workspace

    directory = ctx.find_root().params.get("directory") or Path()
    try:
        workspace = find_workspace(Path(directory))
        store = OncallStore(workspace)
        names = [(person.email, person.name) for person in workspace.settings.people]
        names += [(f"schedule:{each.name}", each.description) for each in store.schedules]
        names += [(f"policy:{each.name}", each.description) for each in store.policies]
    except (OSError, RevenantError):
        return []
    wanted = incomplete.casefold()
    return [each for each in names if wanted in each[0].casefold()][:MOST]


def complete_service(ctx: Any, incomplete: str) -> Completions:
    """Services of the catalogue that contain what was typed."""
    from pathlib import Path

    from revenant.errors import RevenantError
    from revenant.store.workspace import find_workspace

    directory = ctx.find_root().params.get("directory") or Path()
    try:
        services = find_workspace(Path(directory)).catalogue.services
    except (OSError, RevenantError):
        return []
    wanted = incomplete.casefold()
    return [(each.name, each.description) for each in services if wanted in each.name.casefold()][:MOST]


def complete_promising(ctx: Any, incomplete: str) -> Completions:
    """Services that have an SLO and contain what was typed."""
    return _of_slos(ctx, incomplete, lambda slo: (slo.spec.service, ""))


def _of_slos(ctx: Any, incomplete: str, told: Callable[[Any], tuple[str, str]]) -> Completions:
    from pathlib import Path

    from revenant.errors import RevenantError
    from revenant.store.slo_shelf import slo_cards
    from revenant.store.workspace import find_workspace

    directory = ctx.find_root().params.get("directory") or Path()
    try:
        cards = slo_cards(find_workspace(Path(directory)))
    except (OSError, RevenantError):
        return []
    heads = sorted({told(slo) for card in cards.values() for _, slo in card.slos})
    wanted = incomplete.casefold()
    return [head for head in heads if wanted in head[0].casefold()][:MOST]


def complete_template(ctx: Any, incomplete: str) -> Completions:
    """Templates that a draft may start from and that begin with what was typed."""
    from pathlib import Path

    from revenant.store.places import find_root
    from revenant.store.templates import template_words

    directory = ctx.find_root().params.get("directory") or Path()
    try:
        root = find_root(Path(directory).resolve())
        words = template_words(root) if root else []
    except OSError:
        return []
    return [(word, "") for word in words if word.startswith(incomplete.casefold())][:MOST]


def complete_target(ctx: Any, incomplete: str) -> Completions:
    """For `[ID] RELATION TARGET`: an SLO after `violates`, else a relation, or before it an incident."""
    from revenant.incidents.events import RELATIONS, VIOLATES

    if VIOLATES in (ctx.params.get("given") or ()):
        return complete_slo(ctx, incomplete)
    return complete_words(RELATIONS)(ctx, incomplete)


def complete_link(ctx: Any, incomplete: str) -> Completions:
    """For `[ID] CHANGE`: a change, or before it an incident."""
    changes = complete_change(ctx, incomplete)
    return changes if ctx.params.get("given") else [*changes, *complete_incident(ctx, incomplete)]


def complete_words(choices: Iterable[str]) -> Callable[[Any, str], Completions]:
    """For `[ID] WORD`: an id or a word first, only words after an id."""

    def complete(ctx: Any, incomplete: str) -> Completions:
        fitting = [(word, "") for word in choices if word.upper().startswith(incomplete.upper())]
        return fitting if ctx.params.get("given") else [*fitting, *complete_incident(ctx, incomplete)]

    return complete
