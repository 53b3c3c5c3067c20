"""JSON Schemas for the files people edit, generated from the models, so that editors complete and check them.

`python -m revenant.render.schemas FOLDER` writes them. They are draft-07, which every editor's YAML
support understands.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import msgspec

from revenant.core.ids import INCIDENT_ID
from revenant.core.settings import Settings
from revenant.core.severity import Severity
from revenant.incidents.events import TYPES, KnownEvent
from revenant.incidents.log import SCHEMA
from revenant.incidents.table_map import TableMap
from revenant.oncall.documents.document import SHAPES as ONCALL_SHAPES
from revenant.oncall.handing.document import HandoffMatter
from revenant.postmortems.document import FrontMatter
from revenant.runbooks.practice.entries import SCHEMA as DRILLS_SCHEMA
from revenant.runbooks.practice.entries import Entry
from revenant.signals.catalogue import Catalogue
from revenant.signals.changes import KINDS, OUTCOMES, Change
from revenant.signals.changes import SCHEMA as CHANGES_SCHEMA
from revenant.slos.budgeting.adjustments import Adjustments
from revenant.slos.documents.document import SHAPES

DRAFT = "http://json-schema.org/draft-07/schema#"
Schema = dict[str, Any]


def schema_files() -> dict[str, str]:
    """Each schema as text, by file name."""
    return {name: msgspec.json.format(msgspec.json.encode(schema), indent=2).decode() + "\n" for name, schema in _all()}


def _all() -> list[tuple[str, Schema]]:
    return [
        ("workspace.json", _of_settings()),
        ("services.json", _of_model("services.yaml", Catalogue)),
        ("incident.json", _of_log()),
        ("changes.json", _of_changes()),
        ("drills.json", _of_drills()),
        ("table-map.json", _of_model("The map of a table, for import csv", TableMap)),
        ("slo-adjustments.json", _of_model("slos/adjustments.yaml", Adjustments)),
        ("openslo.json", _of_documents("A document of slos/, as OpenSLO v1 has it", SHAPES.values())),
        ("oncall.json", _of_documents("A document of oncall/", ONCALL_SHAPES.values())),
        ("handoff.json", _of_model("The front matter of a handoff's page", HandoffMatter)),
        ("postmortem.json", _of_model("The front matter of a postmortem", FrontMatter)),
    ]


def _of_model(title: str, model: type[msgspec.Struct]) -> Schema:
    """The schema of one struct, its own definition at the top."""
    definitions: Schema = _draft_07(msgspec.json.schema(model))["definitions"]
    top: Schema = definitions.pop(model.__name__)
    return {"$schema": DRAFT} | top | {"title": title} | ({"definitions": definitions} if definitions else {})


def _of_settings() -> Schema:
    """revenant.yaml; the severities named one by one, which msgspec leaves open, so that editors offer them."""
    schema = _of_model("revenant.yaml", Settings)
    severities = schema["properties"]["severities"]
    target = severities.pop("additionalProperties")
    severities["properties"] = {name.value: {"description": name.meaning, "allOf": [target]} for name in Severity}
    severities["additionalProperties"] = False
    return schema


def _of_log() -> Schema:
    """The event log: known types are checked; one of a newer version passes, as it does when it is read."""
    (generated,), definitions = msgspec.json.schema_components([KnownEvent], ref_template="#/definitions/{name}")
    definitions = _draft_07(definitions)
    choices = [*_draft_07(generated)["anyOf"], {"$ref": "#/definitions/UnknownEvent"}]
    return {
        "$schema": DRAFT,
        "title": "The event log of one incident",
        "type": "object",
        "properties": {
            "schema": {"const": SCHEMA},
            "id": {"type": "string", "pattern": f"^{_ecma(INCIDENT_ID)}$"},
            "events": {"type": "array", "items": {"anyOf": choices}, "minItems": 1},
        },
        "required": ["schema", "id", "events"],
        "additionalProperties": False,
        "definitions": definitions | {"UnknownEvent": _unknown_event()},
    }


def _of_drills() -> Schema:
    """The log of drills and reviews."""
    (generated,), definitions = msgspec.json.schema_components([Entry], ref_template="#/definitions/{name}")
    return {
        "$schema": DRAFT,
        "title": "Drills and reviews of runbooks",
        "type": "object",
        "properties": {
            "schema": {"const": DRILLS_SCHEMA},
            "drills": {"type": "array", "items": {"anyOf": _draft_07(generated)["anyOf"]}, "minItems": 1},
        },
        "required": ["schema", "drills"],
        "additionalProperties": False,
        "definitions": _draft_07(definitions),
    }


def _of_changes() -> Schema:
    """The log of one day's changes; a kind or status of a newer version passes, as it does when it is read."""
    (generated,), definitions = msgspec.json.schema_components([Change], ref_template="#/definitions/{name}")
    definitions = _draft_07(definitions)
    for name, words in (("kind", KINDS), ("status", OUTCOMES)):
        definitions["Change"]["properties"][name]["examples"] = list(words)
    return {
        "$schema": DRAFT,
        "title": "The changes of one day",
        "type": "object",
        "properties": {
            "schema": {"const": CHANGES_SCHEMA},
            "changes": {"type": "array", "items": _draft_07(generated), "minItems": 1},
        },
        "required": ["schema", "changes"],
        "additionalProperties": False,
        "definitions": definitions,
    }


def _of_documents(title: str, shapes: Iterable[type[msgspec.Struct]]) -> Schema:
    """One of several documents: what editors can tell of it; which keys go together, lint tells."""
    generated, definitions = msgspec.json.schema_components(shapes, ref_template="#/definitions/{name}")
    return {
        "$schema": DRAFT,
        "title": title,
        "oneOf": _draft_07(list(generated)),
        "definitions": _plain_ends(_draft_07(definitions)),
    }


def _plain_ends(schema: Any) -> Any:
    """The end of a text as JSON Schema's regular expressions have it."""
    if isinstance(schema, list):
        return [_plain_ends(item) for item in schema]
    if not isinstance(schema, dict):
        return schema
    return {
        key: value.replace(r"\Z", "$") if key == "pattern" and isinstance(value, str) else _plain_ends(value)
        for key, value in schema.items()
    }


def _unknown_event() -> Schema:
    return {
        "title": "UnknownEvent",
        "description": "An event of a type that this version does not know: kept, shown, reported.",
        "type": "object",
        "properties": {
            "id": {"type": "string", "minLength": 1},
            "at": {"type": "string", "format": "date-time"},
            "type": {"type": "string", "not": {"enum": list(TYPES)}},
            "by": {"type": "string", "minLength": 1},
        },
        "required": ["id", "at", "type", "by"],
    }


def _draft_07(schema: Any) -> Any:
    """What msgspec writes for 2020-12 (and OpenAPI), as draft-07."""
    if isinstance(schema, list):
        return [_draft_07(item) for item in schema]
    if not isinstance(schema, dict):
        return schema
    kept = {_KEYS.get(key, key): _draft_07(value) for key, value in schema.items() if key not in _DROPPED}
    reference = kept.get("$ref")
    if reference is None:
        return kept
    moved = {"$ref": reference.replace("#/$defs/", "#/definitions/")}
    beside = {key: value for key, value in kept.items() if key != "$ref"}
    return {"allOf": [moved], **beside} if beside else moved  # draft-07 ignores what stands beside a $ref


_KEYS = {"$defs": "definitions"}
_DROPPED = frozenset({"discriminator"})


def _ecma(pattern: re.Pattern[str]) -> str:
    """A pattern as JSON Schema's regular expressions have it."""
    return pattern.pattern.replace(r"\d", "[0-9]")


def main(folder: Path) -> None:
    """Write every schema into `folder`."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in schema_files().items():
        (folder / name).write_text(text, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
