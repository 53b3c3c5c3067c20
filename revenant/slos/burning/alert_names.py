"""What an alert about the budget of an SLO is called, whoever raises it: runbooks claim it by this name."""

from __future__ import annotations

import re

_WORDS = re.compile(r"[A-Za-z0-9]+")


def alert_name(slo: str, ending: str = "ErrorBudgetBurn") -> str:
    """CheckoutAvailabilityErrorBudgetBurn, for checkout-availability."""
    name = "".join(word[0].upper() + word[1:] for word in _WORDS.findall(slo))
    return f"{'Slo' if name[:1].isdigit() else ''}{name}{ending}"
