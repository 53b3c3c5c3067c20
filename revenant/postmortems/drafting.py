"""What a postmortem template is given: plain data from the snapshot, already escaped as Markdown."""

from __future__ import annotations

import json
import re
from typing import Any

from revenant.core.markdown import escape
from revenant.postmortems.generated import GENERATED
from revenant.postmortems.generated.material import Material
from revenant.postmortems.regions.markers import region


def draft_context(material: Material, owner: str) -> dict[str, Any]:
    """Everything the built-in template uses: strings and lists only, safe to put into Markdown as they are."""
    it = material.incident
    return {
        "incident": it.id,
        "owner": _yaml_word(owner),
        "title": escape(it.title),
        **{name: region(name, write(material)) for name, write in GENERATED.items()},
        "follow_ups": [
            {"number": number, "text": escape(item.text), "owner": escape(item.owner)}
            for number, item in enumerate(it.follow_ups, start=1)
        ],
        "needs_postmortem": bool(material.settings.targets(it.severity).postmortem),
    }


def _yaml_word(text: str) -> str:
    """`text` as a YAML scalar: plain where it cannot be misread, else quoted as JSON."""
    return text if re.fullmatch(r"[A-Za-z][\w.+-]*(@[\w.-]+)?", text) else json.dumps(text)
