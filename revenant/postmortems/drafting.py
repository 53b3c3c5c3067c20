"""What a postmortem template is given: plain data, as it was recorded; templates escape it when they write it."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from revenant.core.markdown import Written
from revenant.core.settings import Settings
from revenant.core.times import format_duration, format_time
from revenant.incidents.measurements import MILESTONES, definitions, measure
from revenant.incidents.snapshot import IncidentSnapshot
from revenant.incidents.wording import describe
from revenant.postmortems.generated import write_regions
from revenant.postmortems.generated.material import Material
from revenant.postmortems.regions.markers import region
from revenant.postmortems.sections import Section


def draft_context(material: Material, owner: str) -> dict[str, Any]:
    """Everything a template may use: lists, mappings, texts and numbers. What nobody recorded is None.

    Texts are as people and machines wrote them, except regions, which are Markdown with its markers.
    """
    it, settings = material.incident, material.settings
    return {
        "owner": owner,
        "incident": _incident(it, settings) | {"slos": _slos(material)},
        "titles": titles_of(settings),
        "regions": _regions(material),
        "events": [
            {"id": event.id, "at": format_time(event.at), "by": event.by, "text": describe(event)}
            for event in it.events
        ],
        "follow_ups": [
            {"number": number, "text": item.text, "owner": item.owner}
            for number, item in enumerate(it.follow_ups, start=1)
        ],
        "needs_postmortem": bool(settings.targets(it.severity).postmortem),
    }


def titles_of(settings: Settings) -> dict[str, str]:
    """The heading of each section here, by the section's name in small letters."""
    own = {name.casefold(): title for name, title in settings.postmortems.titles.items()}
    return {section.name.lower(): own.get(section.value.casefold(), section.value) for section in Section}


def _incident(it: IncidentSnapshot, settings: Settings) -> dict[str, Any]:
    return {
        "id": it.id,
        "title": it.title,
        "status": str(it.status),
        "severity": str(it.severity) if it.severity else None,
        "services": list(it.services),
        "environment": it.environment or None,
        "tags": list(it.tags),
        "commander": it.commander or None,
        "communications": it.communications or None,
        "responders": list(it.responders),
        "notes": list(it.notes),
        **{name: _time(getattr(it, name)) for name in MILESTONES.values()},
        "measurements": _measurements(it, settings),
    }


def _slos(material: Material) -> list[str]:
    """Whose budgets it spent: SLOs that impact was recorded against, or linked ones of which it is known."""
    recorded = {each.slo for each in material.incident.impacts if each.slo}
    return sorted(recorded | {each.slo for each in material.charges})


def _measurements(it: IncidentSnapshot, settings: Settings) -> dict[str, str | None]:
    spans = measure(it, definitions(settings.measurements))
    return {span.name: format_duration(span.duration) if span.duration is not None else None for span in spans}


def _time(at: datetime | None) -> str | None:
    return format_time(at) if at else None


def _regions(material: Material) -> dict[str, Written]:
    """Each region under its name, and with _ for - so that a template may write `regions.error_budget`."""
    made = {name: Written(region(name, body)) for name, body in write_regions(material).items()}
    return made | {name.replace("-", "_"): text for name, text in made.items()}
