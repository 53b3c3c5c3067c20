"""Which earlier incidents were like one: candidates from the index, and what each was from its own log.

The index only proposes. What is said of an incident is read from its files, so that it is never out of date.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import suppress
from datetime import datetime
from typing import TYPE_CHECKING, TypeVar

from revenant.core.files import POSTMORTEM_SUFFIX
from revenant.errors import RevenantError
from revenant.incidents.snapshot import IncidentSnapshot
from revenant.postmortems.learning.corpus import Question
from revenant.postmortems.learning.ending import Earlier, ending_of
from revenant.postmortems.learning.recurring import Recurring, in_order, is_told, recurring
from revenant.postmortems.learning.similarity import Alike, find_alike
from revenant.postmortems.learning.traits import linked, traits_of
from revenant.postmortems.learning.words import MOST, telling
from revenant.store.corpus import IndexedCorpus
from revenant.store.index import Index, answer, ask_index
from revenant.store.places import incident_path
from revenant.store.record import Record
from revenant.store.workspace import Workspace
from revenant.store.worktree import WorkTreeLogs

if TYPE_CHECKING:
    from revenant.postmortems.generated.material import Likeness

A = TypeVar("A")
_WORDS_AT_A_GLANCE = 16


def question_of(it: IncidentSnapshot, prose: Iterable[str] = (), most: int = MOST) -> Question:
    """What an incident is compared by; `prose` is what its postmortem says of it."""
    names = [*it.services, *it.tags]
    alerts = dict.fromkeys(event.name for event in it.signals)
    return Question(it.id, traits_of(it), linked(it), telling([it.title, *alerts, *it.notes, *prose], names, most))


def alike_in(question: Question, corpus: IndexedCorpus, most: int) -> list[Alike]:
    """The incidents an index knows to be like the one in question."""
    known = corpus.known(question.linked) if question.linked else set()
    linked = {each: word for each, word in question.linked.items() if each in known}
    return find_alike(question._replace(linked=linked), corpus, most)


def similar_to(workspace: Workspace, it: IncidentSnapshot, most: int = 5) -> list[Likeness]:
    """The incidents that were like this one, for its postmortem, the surest first.

    Only those opened before it count, so that what is written stays right when others follow; and only what its log
    says, so that editing the prose changes nothing.
    """
    from revenant.postmortems.generated.material import Likeness  # brings the regions with it, which show needs not

    if it.detected_at is None:
        return []
    record = Record(WorkTreeLogs(workspace), lambda _: None)
    found = find_earlier(workspace, record, question_of(it), it.detected_at, most)
    return [Likeness(each.alike.incident, each.title, each.alike.reasons, each.ending.words) for each in found]


def find_earlier(
    workspace: Workspace, record: Record, question: Question, before: datetime | None, most: int
) -> list[Earlier]:
    """Incidents like the one in question, the surest first, each as its files have it now."""
    found = answer(workspace, lambda index: alike_in(question, IndexedCorpus(index, before), most))
    return list(told(workspace, record, found))


def recall(
    workspace: Workspace, record: Record, it: IncidentSnapshot, most: int
) -> tuple[list[Earlier], list[Recurring]]:
    """What an open incident reminds of, at a glance: a few incidents like it, and what recurs in it; nothing without
    an index. Of its words only the first are asked for.
    """
    asked = question_of(it, most=_WORDS_AT_A_GLANCE)

    def question(index: Index) -> tuple[list[Alike], list[Recurring]]:
        corpus = IndexedCorpus(index, it.detected_at, quickly=True)
        return alike_in(asked, corpus, most), _recurring(asked, corpus)

    alike, again = ask_index(workspace, question, at_a_glance=True) or ([], [])
    return list(told(workspace, record, alike)), in_order(again)[:most]


def _recurring(asked: Question, corpus: IndexedCorpus) -> list[Recurring]:
    traits = filter(is_told, asked.traits)
    found = (recurring(trait, corpus.times(trait.key), corpus.size) for trait in traits)
    return [each for each in found if each]


def told(workspace: Workspace, record: Record, found: Iterable[Alike]) -> Iterator[Earlier]:
    """What there is to say of each; one whose log is gone, or that goes on in another, is left out."""
    for alike in found:
        with suppress(RevenantError):
            it = record.get(record.resolve(alike.incident))
            if not it.merged_into:
                yield Earlier(alike, it.title, ending_of(it), *_written(workspace, it.id))


def _written(workspace: Workspace, incident_id: str) -> tuple[str, int | None]:
    """The path of its postmortem, and how many of its actions are open."""
    path = incident_path(workspace.root, incident_id).with_suffix(POSTMORTEM_SUFFIX)
    if not path.is_file():
        return "", None
    from revenant.store.action_tallies import read_tally

    tally = read_tally(workspace, incident_id)
    return workspace.relative(path), None if tally is None else tally.open


def prose_of(workspace: Workspace, incident_id: str) -> list[str]:
    """What people wrote of it in the summary and the contributing factors of its postmortem, if there is one."""
    from revenant.postmortems.prose import sentences
    from revenant.postmortems.sections import Section
    from revenant.store.postmortems import PostmortemStore

    store = PostmortemStore(workspace)
    path = store.path(incident_id)
    if not path.is_file():
        return []
    with suppress(OSError, RevenantError):
        wanted = (Section.SUMMARY, Section.FACTORS)
        return [said.text for said in sentences(store.read(path)) if said.section in wanted]
    return []
