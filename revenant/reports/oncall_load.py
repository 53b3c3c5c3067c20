"""Who answered, and when that was for them: the load on people, never what they achieved."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from revenant.core.tables import Block, Chart, Column, Note, Shape, Shown, Table, Value
from revenant.incidents.snapshot import IncidentSnapshot
from revenant.oncall.schedule import Schedule
from revenant.reports.answering.answers import Answer, Answers, Names, by_person, find_answers, load
from revenant.reports.answering.hours import DAYS, Hours
from revenant.reports.answering.rota import on_call_table
from revenant.reports.population import Population
from revenant.reports.question import NOT_KNOWN, PERIODS, By, Form, Question, grouped
from revenant.reports.statistics.evenness import FEWEST_EACH, FEWEST_PEOPLE, gini, gini_by_chance
from revenant.reports.toiling.pages import sleep_table
from revenant.reports.wording import duration, share

TITLE = "On-call load"
FORM = Form(groups=PERIODS | {By.TEAM}, bulky=frozenset({"pages"}))


def build(found: Population, question: Question) -> list[Block]:
    """The report: by person, else by team or period without names; how even it is; when incidents come."""
    hours, names = Hours(question.settings, question.zone), Names(question.settings)
    answers = find_answers(found.counted, names, hours)
    schedules = question.schedules()
    return [
        *_who(found.counted, answers, names, question),
        *_rota(schedules, found.counted, answers.found, names, question),
        *([_evenness(answers.found, bool(schedules))] if answers.found else []),
        _when(found.counted, hours, question),
        Note("\n".join(_notes(answers, hours, question, bool(schedules)))),
    ]


def _who(incidents: Sequence[IncidentSnapshot], answers: Answers, names: Names, question: Question) -> list[Block]:
    if question.by is By.TEAM:
        return [_teams(answers.found, names)]
    if question.by is not None:
        return [_periods(incidents, answers.found, question.by, question)]
    nights = [_nights(answers.found)] if answers.found else []
    parts = _parts(incidents, answers.found, names)
    return [_people(answers.found), *nights, *([parts] if parts.rows else []), *sleep_table(incidents)]


def _rota(
    schedules: Sequence[Schedule],
    incidents: Sequence[IncidentSnapshot],
    answers: Sequence[Answer],
    names: Names,
    question: Question,
) -> list[Block]:
    """Who was on call, by person; groups of another kind hold several people, who share schedules."""
    begun = [it.detected_at for it in incidents if it.detected_at is not None]
    if question.by is not None or not begun:
        return []
    since = question.selection.since or min(begun)
    return on_call_table(
        schedules, answers, names, (since, min(question.selection.until or question.now, question.now))
    )


# --- who ------------------------------------------------------------------------------------


def _people(answers: Sequence[Answer]) -> Chart:
    rows: list[list[Value]] = []
    for who, its in by_person(answers).items():
        own = load(its)
        rows.append([who, own.answered, share(own.answered, len(answers)), own.interruptions, own.busiest_week])
    columns = [
        Column("person", "person"),
        Column("answered", "answered", right=True),
        Column("share of all", "share", right=True),
        Column("interruptions", "interruptions", right=True),
        Column("busiest week", "busiest_week", right=True),
    ]
    table = Table("Who answered", columns, rows, [] if rows else ["Nobody is known to have answered."], key="people")
    return Chart(table, Shape.BARS, "person", "answered", summary="How many incidents each person acknowledged.")


def _nights(answers: Sequence[Answer]) -> Table:
    rows: list[list[Value]] = []
    for who, its in by_person(answers).items():
        own = load(its)
        rows.append([who, own.answered, own.at_night, own.at_weekend, own.either, own.nights, own.longest_run])
    columns = [
        Column("person", "person"),
        Column("answered", "n", right=True),
        Column("at night", "at_night", right=True),
        Column("at weekends", "at_weekend", right=True),
        Column("either", "either", right=True),
        Column("nights", "nights", right=True),
        Column("in a row", "longest_run", right=True),
    ]
    return Table("At night and at weekends", columns, rows, key="nights")


def _parts(incidents: Iterable[IncidentSnapshot], answers: Sequence[Answer], names: Names) -> Table:
    """What else people did: who led, who took part, and the effort they logged."""
    answered = Counter(each.who for each in answers)
    led, part, minutes = Counter[str](), Counter[str](), Counter[str]()
    for it in incidents:
        led.update({names.email(it.commander)} if it.commander else ())
        part.update({names.email(who) for who in (it.commander, it.communications, *it.responders) if who})
        for who, spent in it.effort.items():
            minutes[names.email(who)] += spent
    people = sorted(answered | led | part | minutes, key=lambda who: (-answered[who], -part[who], who))
    rows: list[list[Value]] = [
        [who, answered[who], led[who], part[who], duration(minutes[who] * 60.0) if minutes[who] else None]
        for who in people
    ]
    columns = [
        Column("person", "person"),
        Column("answered", "answered", right=True),
        Column("commanded", "commanded", right=True),
        Column("took part", "took_part", right=True),
        Column("effort logged", "effort", right=True),
    ]
    note = "Took part: commander, communications lead or responder; who acknowledges is a responder."
    return Table("What else people did", columns, rows, [note], key="parts")


def _teams(answers: Sequence[Answer], names: Names) -> Chart:
    teams: dict[str, list[Answer]] = {}
    for each in answers:
        teams.setdefault(names.team(each.who) or NOT_KNOWN, []).append(each)
    rows: list[list[Value]] = [[team, *_together(its)] for team, its in sorted(teams.items())]
    columns = [Column("team", "team"), *_TOGETHER]
    notes = ["The team is that of whoever answered, by `people` in revenant.yaml; nights in a row are one person's."]
    table = Table("Which teams answered", columns, rows, notes, key="teams")
    return Chart(table, Shape.BARS, "team", "answered", summary="How many incidents the people of each team answered.")


def _periods(incidents: Iterable[IncidentSnapshot], answers: Iterable[Answer], by: By, question: Question) -> Chart:
    of = {each.incident.id: each for each in answers}
    groups = grouped((it for it in incidents if it.id in of), by, question)
    rows: list[list[Value]] = [
        [name, *_together(sorted((of[it.id] for it in its), key=lambda each: each.at))] for name, its in groups.items()
    ]
    table = Table(f"How much was answered, by {by}", [Column(by.value, "period"), *_TOGETHER], rows, key="periods")
    return Chart(table, Shape.BARS, "period", "answered", summary=f"How many incidents were answered in each {by}.")


_TOGETHER = (
    Column("people", "people", right=True),
    Column("answered", "answered", right=True),
    Column("interrupted", "interruptions", right=True),
    Column("at night", "at_night", right=True),
    Column("at weekends", "at_weekend", right=True),
    Column("in a row", "longest_run", right=True),
    Column("most by one", "most", right=True),
)


def _together(answers: Sequence[Answer]) -> list[Value]:
    """The load on several people: sums, and the most that one of them had."""
    loads = [load(each) for each in by_person(answers).values()]
    return [
        len(loads),
        len(answers),
        sum(each.interruptions for each in loads),
        sum(each.at_night for each in loads),
        sum(each.at_weekend for each in loads),
        max((each.longest_run for each in loads), default=0),
        max((each.answered for each in loads), default=0),
    ]


# --- how even -------------------------------------------------------------------------------


def _evenness(answers: Sequence[Answer], is_planned: bool) -> Table:
    """How evenly answers fell to the people who answered at all."""
    loads = [load(each) for each in by_person(answers).values()]
    counts: Mapping[str, list[int]] = {
        "all": [each.answered for each in loads],
        "at night": [each.at_night for each in loads],
        "at weekends": [each.at_weekend for each in loads],
    }
    rows = [_even(name, each) for name, each in counts.items()]
    columns = [
        Column("answers", "answers"),
        Column("people", "people", right=True),
        Column("n", "n", right=True),
        Column("most by one", "most", right=True),
        Column("least by one", "least", right=True),
        Column("Gini", "gini", right=True),
        Column("by chance", "gini_by_chance", right=True),
    ]
    notes = [
        "Gini: 0 where all answered as often, towards 1 where one answered all; by chance: what it would be on average "
        "if each answer had fallen to any of them with the same chance.",
        f"It needs {FEWEST_PEOPLE} people and {FEWEST_EACH} answers for each. People who never answered are not in it"
        + (": who was on call stands above." if is_planned else ": who was on call is not known here."),
    ]
    return Table("How even it is", columns, rows, notes, key="evenness")


def _even(name: str, counts: Sequence[int]) -> list[Value]:
    uneven = gini(counts)
    chance = None if uneven is None else gini_by_chance(len(counts), sum(counts))
    return [
        name,
        len(counts),
        sum(counts),
        max(counts, default=None),
        min(counts, default=None),
        _hundredths(uneven),
        _hundredths(chance),
    ]


def _hundredths(value: float | None) -> Shown | None:
    return None if value is None else Shown(value, f"{value:.2f}")


# --- when -----------------------------------------------------------------------------------


def _when(incidents: Iterable[IncidentSnapshot], hours: Hours, question: Question) -> Chart:
    """Incidents by the hour and the day of the week in which they were detected."""
    times = [hours.local(it.detected_at) for it in incidents if it.detected_at is not None]
    counts = Counter((time.hour, time.weekday()) for time in times)
    rows: list[list[Value]] = [
        [f"{hour:02}", *(_dot(counts[hour, day]) for day in range(7)), sum(counts[hour, day] for day in range(7))]
        for hour in range(24)
    ]
    columns = [
        Column("hour", "hour"),
        *(Column(day, day, right=True) for day in DAYS),
        Column("all", "all", right=True),
    ]
    title = f"When incidents were detected, n = {len(times):,} ({question.settings.reports.timezone})"
    table = Table(title, columns, rows if times else [], key="hours")
    return Chart(table, Shape.BARS, "hour", "all", summary="How many incidents were detected in each hour of the day.")


def _dot(number: int) -> Shown:
    """Most hours of most days have none: a dot keeps the others in sight."""
    return Shown(number, str(number) if number else "·")


# --- definitions ----------------------------------------------------------------------------


def _notes(answers: Answers, hours: Hours, question: Question, is_planned: bool) -> list[str]:
    settings = question.settings.reports
    zones = f"in {settings.timezone}, for people with a zone of their own in theirs" if hours.several else ""
    left_out = ", ".join(f"{count:,} {reason}" for reason, count in answers.left_out.items())
    weekend = ", ".join(day for day in DAYS if day in settings.days_off)
    return [
        "Answered: acknowledged first, by the author of that event. Night and weekend are those of whoever answered, "
        f"at the time of the acknowledgement: {settings.night} and {weekend}, {zones or f'in {settings.timezone}'}; "
        "an answer may be both.",
        "Interruptions: answers of one person within an hour of the first count once. Nights: those with an answer.",
        *([f"Not counted as answers: {left_out}."] if left_out else []),
        *([] if is_planned else ["This tells who answered, not who was on call: there is no schedule in oncall/."]),
        "It speaks of load, and says nothing of how well anybody worked.",
    ]
