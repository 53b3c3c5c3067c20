"""What can go wrong with runbooks that somebody can mend."""

from __future__ import annotations

from collections.abc import Sequence

from revenant.errors import RevenantError


class UnknownRunbookError(RevenantError):
    """No runbook bears that id, or a part of it."""

    def __init__(self, part: str, near: Sequence[str] = ()) -> None:
        hint = f"did you mean {', '.join(near)}?" if near else "revenant runbook list shows them all"
        super().__init__(f"no runbook {part!r}", hint)


class AmbiguousRunbookError(RevenantError):
    """Several runbooks could be meant."""

    def __init__(self, part: str, ids: Sequence[str]) -> None:
        shown = ", ".join(ids[:8]) + (", …" if len(ids) > 8 else "")
        super().__init__(f"{part!r} may be {shown}", "type more of it")


class NoAlertRulesError(RevenantError):
    """Nobody has said where alert rules are, or what was said is nothing."""

    def __init__(self, name: str = "") -> None:
        said = f"no file of alert rules at {name}" if name else "no files of alert rules are named"
        super().__init__(said, "--rules FILE|FOLDER|'GLOB', or runbooks.alert_rules in revenant.yaml, names them")
