"""Names of SLOs as people type them, for commands that are about incidents."""

from __future__ import annotations

from revenant.cli.session import Session


def known_slo(session: Session, name: str) -> str:
    """The name, if slos/ has an SLO of it.

    Raises:
        UnknownSloError: it has not; names like it are given.
    """
    from revenant.slos.errors import UnknownSloError
    from revenant.store.slos import slo_names

    names = slo_names(session.workspace)
    if name.strip() not in names:
        raise UnknownSloError(name, names)
    return name.strip()


def say_unknown_slo(session: Session, name: str) -> None:
    """A misspelt name is better noticed now; it is recorded all the same, since history may know other SLOs."""
    from revenant.slos.errors import UnknownSloError
    from revenant.store.slos import SloStore

    if name.strip() and SloStore(session.workspace).exists:
        try:
            known_slo(session, name)
        except UnknownSloError as error:
            session.out.warn(f"{error.message}; {error.hint}")
