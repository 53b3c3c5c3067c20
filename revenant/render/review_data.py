"""The review pack as data, for other programs."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from revenant.core.settings import Settings
from revenant.core.times import format_time
from revenant.incidents.causes import verdicts
from revenant.incidents.wording import describe
from revenant.postmortems.learning.review import Review, decisions, turning_points
from revenant.render.learning import similar_data
from revenant.render.review_pack import action_state


def pack_data(review: Review, settings: Settings, now: datetime) -> dict[str, Any]:
    """One review as data."""
    it, document = review.incident, review.document
    return {
        "incident": it.id,
        "title": it.title,
        "severity": it.severity,
        "status": it.status,
        "postmortem": document._asdict() if document else None,
        "decisions": decisions(review, settings, now.date()),
        "questions": [
            {"line": each.line, "code": each.code, "level": each.level, "message": each.message, "hint": each.hint}
            for each in review.questions
        ],
        "timeline": [
            {"at": format_time(event.at), "id": event.id, "text": describe(event)} for event in turning_points(it)
        ],
        "changes": [
            {"change": said.change, "summary": said.summary, "verdict": said.verdict or None, "reason": said.reason}
            for said in verdicts(it).values()
        ],
        "actions": [
            {"id": item.id, "text": item.text, "state": action_state(item), **item.fields} for item in review.actions
        ],
        "similar": [similar_data(each) for each in review.similar],
        "runbooks": [{"runbook": name, "review_due": due} for name, due in review.runbooks],
    }
