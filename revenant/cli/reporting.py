"""From the words of `report` to the blocks that answer them."""

from __future__ import annotations

import gc
from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING, NamedTuple

from revenant.cli.filters import say_unmatched, selection
from revenant.cli.options import choice
from revenant.cli.session import Session, View
from revenant.core.times import format_time
from revenant.errors import RevenantError

if TYPE_CHECKING:
    from revenant.core.tables import Block
    from revenant.incidents.selection import Selection
    from revenant.incidents.snapshot import IncidentSnapshot
    from revenant.oncall.schedule import Schedule
    from revenant.postmortems.actions.tracking import Tracked
    from revenant.postmortems.card import PostmortemCard
    from revenant.reports.question import Form, Question
    from revenant.reports.together import Together
    from revenant.signals.changes import Change
    from revenant.slos.budgeting.costs import Account
    from revenant.slos.budgeting.standing import Standing

GROUPS = ("service", "severity", "team", "environment", "tag", "week", "month", "quarter", "year")
_WORTH_SHARING = 2000  # incidents, from which on two processes answer sooner than one
KINDS = ("drills", "imports", "retrospect")


class Asked(NamedTuple):
    """The words as they were typed."""

    by: str | None = None
    measure: str | None = None
    periods: Sequence[str] = ()
    severity: Sequence[str] = ()
    service: Sequence[str] = ()
    tag: Sequence[str] = ()
    since: str | None = None
    until: str | None = None
    exclude: Sequence[str] = ()
    as_of: str | None = None
    cut: str | None = None
    runs: int | None = None

    def filters(self, chosen: Selection) -> str:
        """The filters in words, for the head of the report; times as they were understood."""
        said = [("severity", self.severity), ("service", self.service), ("tag", self.tag)]
        parts = [f"{name} {' or '.join(words)}" for name, words in said if words]
        times = [
            f"{name} {format_time(time)}" for name, time in (("since", chosen.since), ("until", chosen.until)) if time
        ]
        return ", ".join([*parts, *times])


def ask(session: Session, name: str, asked: Asked) -> list[Block]:
    """The blocks of one report.

    Raises:
        InvalidValueError, InvalidTimeError, InvalidPeriodError, InvalidCutError, UnknownMeasurementError,
        NotForThisReportError, WrongPeriodsError.
    """
    from revenant.reports import compose, load_report

    form = load_report(name).FORM
    _check(name, form, asked)
    gc.disable()  # of many incidents nothing is thrown away, and to look for cycles costs a tenth of the time
    try:
        question = _question(session, asked, form.bulky)
        try:
            return compose(name, question)
        except RevenantError:
            question.commit()  # git, which is still looking, is not left behind
            raise
    finally:
        gc.enable()


def ask_all(session: Session, asked: Asked) -> tuple[Together, datetime]:
    """Every report that needs no periods, and the time they are told from; `by` where a report has such groups.

    Raises:
        InvalidValueError, InvalidTimeError.
    """
    from revenant.reports.together import bulky, together

    question = _question(session, asked, bulky())
    if len(question.record()) < _WORTH_SHARING:
        return together(question), question.now
    from revenant.store.sharing import can_share, share_singly

    return together(_gathered(question), share_singly if can_share() else None), question.now


def _gathered(question: Question) -> Question:
    """The question with all that has to be read for its answers read once, before copies of this process share them."""
    actions, changes, postmortems, commit = (
        question.actions(), question.changes(), question.postmortems(), question.commit()
    )  # fmt: skip
    standings = question.standings() if question.has_slos else ()
    schedules = question.schedules()
    return question._replace(
        actions=lambda: actions,
        changes=lambda: changes,
        postmortems=lambda: postmortems,
        commit=lambda: commit,
        standings=lambda: standings,
        schedules=lambda: schedules,
    )


def _question(session: Session, asked: Asked, bulky: frozenset[str]) -> Question:
    """Which incidents are meant, and all else a report may want to know; of the `bulky` lists only these."""
    from revenant.core.zones import zone
    from revenant.reports.periods import parse_period
    from revenant.reports.question import By, Exclude, Question
    from revenant.store.provenance import Provenance

    chosen = selection(
        session, severity=asked.severity, service=asked.service, tag=asked.tag, since=asked.since, until=asked.until
    )
    by = By(choice("group", asked.by, [*By])) if asked.by is not None else None
    periods = tuple(map(parse_period, asked.periods))
    exclude = frozenset(Exclude(choice("kind", word, [*Exclude])) for word in asked.exclude)
    settings = session.settings
    view = session.view(asked.as_of)
    cut, runs = _simulation(asked)
    source = Provenance(session.workspace, view.commit)
    known = view.record.all(bulky)
    say_unmatched(session, chosen, lambda: known)
    return Question(
        by=by,
        measure=asked.measure or "",
        periods=periods,
        exclude=exclude | {Exclude(word) for word in settings.reports.exclude},
        settings=settings,
        catalogue=session.workspace.catalogue,
        now=view.now,
        zone=zone(settings.reports.timezone),
        filters=asked.filters(chosen),
        is_past=asked.as_of is not None,
        selection=chosen,
        cut=cut,
        runs=runs,
        commit=lambda: source.words,
        actions=lambda: _actions(session, known, asked.as_of),
        changes=lambda: _changes(session, view),
        postmortems=lambda: _postmortems(session, asked.as_of),
        record=lambda: known,
        has_slos=(session.workspace.root / "slos").is_dir(),
        standings=lambda: _standings(session, view, known),
        accounts=lambda: _accounts(session, view, known),
        schedules=lambda: _schedules(session, view),
    )


def _simulation(asked: Asked) -> tuple[float, int]:
    """The cut as a share, and how many runs at most.

    Raises:
        InvalidCutError.
    """
    from revenant.reports.errors import InvalidCutError

    text = "10" if asked.cut is None else asked.cut
    digits = text.strip().removesuffix("%").strip()
    if not (digits.isascii() and digits.isdigit() and len(digits) <= 2 and int(digits)):
        raise InvalidCutError(text)
    return int(digits) / 100, asked.runs or 10_000


def _check(name: str, form: Form, asked: Asked) -> None:
    """Refuse an option the report does not know, rather than answer another question than the one asked."""
    from revenant.reports.errors import NotForThisReportError, WrongPeriodsError

    if asked.by is not None:
        allowed = sorted(form.groups)
        if choice("group", asked.by, list(GROUPS)) not in allowed:
            hint = f"it groups by: {', '.join(allowed)}" if allowed else "it has no groups"
            raise NotForThisReportError(name, f"--by {asked.by}", hint)
    if asked.measure is not None and not form.measures:
        raise NotForThisReportError(
            name, "--measure", "`report mttx`, `trends`, `distribution`, `compare`, `simulate` take it"
        )
    for option, given in (("--cut", asked.cut), ("--runs", asked.runs)):
        if given is not None and not form.simulates:
            raise NotForThisReportError(name, option, "`report simulate` does")
    if len(asked.periods) != form.periods:
        raise WrongPeriodsError(name, form.periods, asked.periods)


def _actions(session: Session, known: list[IncidentSnapshot], as_of: str | None) -> list[Tracked]:
    """The action items of all incidents as they are now, and whether they held."""
    from revenant.cli.action.filters import tracked

    if as_of is not None:
        session.out.warn("action items are shown as they are now: --as-of tells only which incidents there were")
    return tracked(session, judged=True, known=known)


def _postmortems(session: Session, as_of: str | None) -> dict[str, PostmortemCard]:
    """The card of each incident's postmortem as it is now."""
    from revenant.store.postmortem_cards import own_cards

    if as_of is not None:
        session.out.warn("postmortems are counted as they are now: --as-of tells only which incidents there were")
    return {card.incident: card for card in own_cards(session.workspace)}


def _standings(session: Session, view: View, known: list[IncidentSnapshot]) -> list[Standing]:
    """How every objective stands at the time looked from, by the documents and the data there are now."""
    from revenant.slos.burning.rates import burn_windows
    from revenant.store.slos import SloStore
    from revenant.store.standings import stand

    if view.commit:
        session.out.warn(
            "SLOs and what was measured are read as they are now: --as-of tells only the time and incidents"
        )
    slos, burns = SloStore(session.workspace).all(), burn_windows(session.settings.slos)
    return stand(session.workspace, slos, known, view.now, burns, by_day=True)


def _schedules(session: Session, view: View) -> Sequence[Schedule]:
    """Every schedule, as it was in the commit that is looked at."""
    from revenant.store.committed import committed_oncall
    from revenant.store.oncall import OncallStore

    if view.commit:
        with committed_oncall(session.workspace, view.commit) as past:
            return OncallStore(past, session.out.warn).schedules
    return OncallStore(session.workspace, session.out.warn).schedules


def _accounts(session: Session, view: View, known: list[IncidentSnapshot]) -> list[Account]:
    """Who tells what was spent of each budget, by the documents and the data there are now."""
    from revenant.store.accounts import accounts
    from revenant.store.slos import SloStore

    if view.commit:
        session.out.warn(
            "SLOs and what was measured are read as they are now: --as-of tells only the time and incidents"
        )
    return accounts(session.workspace, SloStore(session.workspace).all(), known, view.now)


def _changes(session: Session, view: View) -> Sequence[Change]:
    """All changes made until then; as the commit has them, where the past is looked at."""
    if not view.commit:
        from revenant.store.change_shelf import ChangeShelf

        return [change for change in ChangeShelf(session.workspace, session.out.warn).all() if change.at <= view.now]
    from revenant.store.past import past_changes

    return past_changes(session.workspace, view.commit, view.now)
