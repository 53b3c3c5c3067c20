"""Public holidays of a country or a part of it, from the `holidays` library."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import cache

from revenant.errors import InvalidValueError


@cache
def public_holidays(place: str, year: int) -> Mapping[date, str]:
    """The holidays of one year by their day; none where no place is named. `place` is DE, or DE-BE for a part of it.

    Raises:
        InvalidValueError: the library knows no such place.
    """
    if not place:
        return {}
    import holidays

    country, _, part = place.partition("-")
    try:
        return dict(holidays.country_holidays(country, subdiv=part or None, years=year))
    except (NotImplementedError, KeyError):
        known = holidays.list_supported_countries()
        raise InvalidValueError("place of holidays", place, known.get(country, []) or sorted(known)) from None
