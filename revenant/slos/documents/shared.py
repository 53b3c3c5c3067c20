"""What documents of all kinds have: names, labels, durations, and the words for what does not fit them."""

from __future__ import annotations

from typing import Annotated, Literal

from msgspec import Meta, Struct

from revenant.slos.durations import PATTERN, WORDS

_NAME = r"^[A-Za-z0-9]([-A-Za-z0-9_.]{0,198}[A-Za-z0-9])?\Z"
_NAME_OR_NONE = f"^\\Z|{_NAME}"
AFTER = r"^[0-9]{1,6}[mhdwMQY]\Z"
_NAMED = "a name of letters, digits, - _ and . that begins and ends with a letter or a digit, at most 200 of them"
PATTERNS = {AFTER: WORDS, PATTERN: WORDS, _NAME: _NAMED, _NAME_OR_NONE: _NAMED}
CHOICES = {
    "op": "lt, lte, gt or gte",
    "budgetingMethod": "Occurrences, Timeslices or RatioTimeslices",
    "rawType": "success or failure",
}
Name = Annotated[str, Meta(pattern=_NAME)]
NameOrNone = Annotated[str, Meta(pattern=_NAME_OR_NONE)]
Duration = Annotated[str, Meta(pattern=PATTERN)]
Text = Annotated[str, Meta(min_length=1)]
Description = Annotated[str, Meta(max_length=1050)]
Operator = Literal["lt", "lte", "gt", "gte"]


class Metadata(Struct, frozen=True, kw_only=True, rename="camel", omit_defaults=True):
    """Who it is. A name is used for files too, so it holds nothing that leads elsewhere."""

    name: Name
    display_name: str = ""
    labels: dict[str, str | list[str]] = {}
    annotations: dict[str, str] = {}
