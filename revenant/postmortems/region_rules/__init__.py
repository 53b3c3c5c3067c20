"""What `postmortem check` asks: lint's rules for regions, and whether they say what the record says now."""

from __future__ import annotations

from revenant.linting.engine import Rule
from revenant.postmortems.region_rules import stale_region
from revenant.postmortems.region_rules.subject import RegionsSubject
from revenant.postmortems.rules import edited_region, misplaced_marker

REGION_RULES: dict[str, Rule[RegionsSubject]] = {
    "PM002": misplaced_marker,
    "PM003": edited_region,
    "PM004": stale_region,
}
