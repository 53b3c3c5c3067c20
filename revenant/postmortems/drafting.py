"""What a postmortem template is given: plain data of the incident, as it is; whoever renders it escapes it."""

from __future__ import annotations

import json
import re
from datetime import datetime
from typing import Any

from revenant.core.settings import Settings
from revenant.core.times import format_time
from revenant.incidents.events import FollowUpNoted
from revenant.incidents.snapshot import IncidentSnapshot
from revenant.postmortems.sections import Section

_BREAKS_SUFFIX = re.compile(r"[;()\r\n]")


def draft_context(it: IncidentSnapshot, settings: Settings, owner: str) -> dict[str, Any]:
    """All that templates may use beside the regions: mappings, lists, texts and numbers, nothing else."""
    return {
        "incident": _incident(it),
        "owner": owner,
        "titles": section_titles(settings),
        "follow_ups": [_follow_up(number, item) for number, item in enumerate(it.follow_ups, start=1)],
        "needs_postmortem": bool(settings.targets(it.severity).postmortem),
        "organisation": settings.organisation,
    }


def section_titles(settings: Settings) -> dict[str, str]:
    """The heading of each section here, by its short name: summary, impact, factors, …"""
    own = {name.casefold(): title for name, title in settings.postmortems.titles.items()}
    return {section.name.lower(): own.get(section.value.casefold(), section.value) for section in Section}


def _incident(it: IncidentSnapshot) -> dict[str, Any]:
    """An absent time is empty, so that a template can ask for it."""
    times = ("started_at", "detected_at", "acknowledged_at", "mitigated_at", "resolved_at", "closed_at")
    return {
        "id": it.id,
        "title": it.title,
        "severity": str(it.severity or ""),
        "status": str(it.status),
        "services": list(it.services),
        "environment": it.environment,
        "tags": list(it.tags),
        "commander": it.commander,
        "communications": it.communications,
        "responders": list(it.responders),
        "effort_minutes": it.effort_minutes,
        **{name: _time(getattr(it, name)) for name in times},
    }


def _time(at: datetime | None) -> str:
    return format_time(at) if at else ""


def _follow_up(number: int, item: FollowUpNoted) -> dict[str, Any]:
    """A follow-up as an action item; an owner that would break the suffix is left to people."""
    owner = "" if _BREAKS_SUFFIX.search(item.owner) else item.owner
    return {"number": number, "text": item.text, "owner": owner}


def yaml_word(text: str) -> str:
    """`text` as a YAML scalar on one line: plain where it cannot be misread, else quoted as JSON."""
    return text if re.fullmatch(r"[A-Za-z][\w.+-]*@[\w.-]+", text) else json.dumps(text)


def template_for(it: IncidentSnapshot, settings: Settings) -> str:
    """The template its draft starts from: as revenant.yaml says, else the short one for SEV3 and SEV4."""
    own = settings.postmortems.templates.get(it.severity) if it.severity else None
    return own or ("short" if it.severity in ("SEV3", "SEV4") else "base")
