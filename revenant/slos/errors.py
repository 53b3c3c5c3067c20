"""What can go wrong with objectives that is no fault of the program."""

from __future__ import annotations

from revenant.core.near import told
from revenant.errors import RevenantError


class UnknownSloError(RevenantError):
    """No document in slos/ has that name."""

    def __init__(self, name: str, known: list[str]) -> None:
        hint = told(name, known) if known else "slos/ holds no SLO; docs/how-to/slos.md shows one"
        super().__init__(f"there is no SLO {name!r}", hint)


class NoSloOfServiceError(RevenantError):
    """No SLO is about that service."""

    def __init__(self, service: str, known: list[str]) -> None:
        shows = "slos/ holds no SLO; docs/how-to/slos.md shows one"
        hint = told(service, known, "there are SLOs of") if known else shows
        super().__init__(f"no SLO is about the service {service!r}", hint)


class NotExpressibleError(RevenantError):
    """Prometheus cannot measure this objective, or not with this query; the message says why."""


class UnknownServiceError(RevenantError):
    """Neither the catalogue nor any SLO knows a service of that name."""

    def __init__(self, name: str, known: list[str]) -> None:
        hint = told(name, known) if known else "services.yaml lists none, and slos/ holds no SLO"
        super().__init__(f"there is no service {name!r}", hint)


class SloOfAnotherServiceError(RevenantError):
    """The SLO named is not one of the service."""

    def __init__(self, slo: str, service: str, own: list[str]) -> None:
        super().__init__(f"{slo} is no SLO of {service}", f"its own are: {', '.join(own)}")


class UnknownExceptionError(RevenantError):
    """The policy lets nothing through by that word."""

    def __init__(self, word: str, known: list[str]) -> None:
        hint = f"it has: {', '.join(known)} (slos.policy.exceptions in revenant.yaml)"
        super().__init__(f"the policy has no exception {word!r}", hint)


class NoRulesError(RevenantError):
    """Of no objective that was asked for there is a rule."""

    def __init__(self, *, is_any: bool) -> None:
        said = "Prometheus measures none of these SLOs" if is_any else "slos/ holds no SLO"
        super().__init__(
            f"there are no rules to write: {said}", "docs/how-to/slos.md shows an indicator that it measures"
        )
