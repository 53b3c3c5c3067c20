"""Losses and gains between texts, whose addresses are one person's, and the people of a merge."""

from __future__ import annotations

import pytest

from revenant.core.settings import Person, Role, Settings
from revenant.incidents.events import AnyEvent, from_json
from revenant.incidents.history import is_bot, same_person
from revenant.incidents.lines import Text, gains, losses
from revenant.incidents.people import merge_people, same_people

HEAD = "schema: revenant/incident@1\nid: INC-20261123-7F3K9\nevents:\n"
ANA, BEN, KIM = (f"{name}@example.com" for name in ("ana", "ben", "kim"))


def parse(row: str) -> AnyEvent | None:
    """Events of these tests are JSON; what stands after them is not."""
    return from_json(row.removeprefix("- "))


def line(event_id: str, text: str = "hello") -> str:
    head = f'"id": "{event_id}", "at": "2026-11-23T10:31:05Z", "type": "NOTE_ADDED", "by": "{BEN}"'
    return f'- {{{head}, "text": "{text}"}}\n'


ONE, TWO, THREE = line("a1c4t8re"), line("b1c4t8re"), line("c1c4t8re")


def text(*lines: str) -> Text:
    return Text(HEAD + "".join(lines), parse)


def lost(old: Text, new: Text) -> list[int]:
    return [row.number for row in losses(old, new)]


def gained(new: Text, *olds: Text) -> tuple[list[int], list[int]]:
    added, joined = gains(olds, new)
    return [row.number for row in added], [row.number for row in joined]


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        (text(ONE), text(ONE, TWO), []),
        (text(ONE, TWO), text(TWO, ONE), []),
        (text(ONE, TWO), text(ONE, "# a remark\n", TWO), []),
        (text(ONE, TWO), text(TWO), [4]),
        (text(ONE, TWO), text(ONE, line("b1c4t8re", "bye")), [5]),
        (text(ONE, "<<<<<<< HEAD\n", "# a remark\n", "\n"), text(ONE), []),
        (text(ONE), Text("", parse), [1, 2, 3, 4]),
        (text(ONE), Text(ONE + HEAD, parse), [1, 2, 3]),
        (text(ONE), Text((HEAD + ONE).replace("\n", "\r\n"), parse), []),
        (text(ONE, TWO.rstrip("\n")), text(ONE), [5]),
        (text(ONE, TWO.rstrip("\n")), text(ONE, TWO.rstrip("\n") + THREE), [5]),
        (text(ONE, TWO[:20]), text(ONE, THREE), []),
    ],
)
def test_losses(old: Text, new: Text, expected: list[int]) -> None:
    assert lost(old, new) == expected


def test_in_other_logs_every_entry_counts() -> None:
    old = Text("- {service: web}\n# a remark\n", parse)
    assert [row.number for row in losses(old, Text("", parse), whole=False)] == [1]


def test_gains_of_one_parent() -> None:
    assert gained(text(ONE, TWO, THREE), text(ONE)) == ([5, 6], [5, 6])
    assert gained(text(TWO, ONE), text(ONE)) == ([4], [4])
    assert gained(text(ONE), Text("", parse)) == ([4], [4])
    assert gained(text(ONE, "\n", "# a remark\n"), text(ONE)) == ([], [])
    assert gained(text(ONE, ONE), text(ONE)) == ([], [])
    assert gained(text(ONE, "scribble\n"), text(ONE)) == ([5], [5])


def test_gains_of_a_merge() -> None:
    assert gained(text(ONE, TWO), text(ONE), text(TWO)) == ([], [4, 5])
    assert gained(text(ONE, TWO, THREE), text(ONE), text(TWO)) == ([6], [4, 5, 6])


def people(*known: Person, bots: list[str] | None = None) -> Settings:
    return Settings(schema="revenant/workspace@1", people=list(known), bots=bots or [])


def test_addresses_of_one_person() -> None:
    settings = people(Person(email=ANA, aliases=["ana@old.example.com"]), Person(email=BEN), bots=["CI@example.com"])
    assert same_person(settings, "ANA@example.com", "ana@OLD.example.com")
    assert same_person(settings, "guest@example.com", "Guest@example.com")
    assert not same_person(settings, ANA, BEN)
    assert not same_person(settings, "guest@example.com", "other@example.com")
    assert is_bot(settings, "ci@EXAMPLE.com")
    assert not is_bot(settings, ANA)


def test_the_people_of_a_merge() -> None:
    ana, ben, kim = Person(email=ANA, roles=[Role.ORG_ADMIN]), Person(email=BEN), Person(email=KIM)
    lead = Person(email=BEN, roles=[Role.SRE_LEAD])
    base = people(ana, ben)
    assert merge_people(base, people(ana, lead), base) == people(ana, lead)
    assert merge_people(base, base, people(ana)) == people(ana)
    assert merge_people(base, people(ana, lead), people(ana, ben, kim)) == people(ana, lead, kim)
    assert merge_people(base, people(ana, lead), people(ana)) is None
    assert merge_people(base, people(ana, ben, bots=[KIM]), base) == people(ana, ben, bots=[KIM])


def test_a_second_entry_counts_for_nothing() -> None:
    base = people(Person(email=BEN))
    grab = people(Person(email=BEN, roles=[Role.SRE_LEAD]), Person(email=BEN))
    alias = people(Person(email=KIM, aliases=[BEN], roles=[Role.SRE_LEAD]), Person(email=BEN))
    assert same_people(base, people(Person(email=BEN), Person(email=BEN, roles=[Role.SRE_LEAD])))
    assert not same_people(base, grab)
    assert not same_people(people(*reversed(alias.people)), alias)
