"""Which section a heading means, and how far it goes."""

from __future__ import annotations

import pytest

from revenant.core.outline import PSEUDO, Heading
from revenant.core.passages import find_passages
from revenant.runbooks.document import Section
from revenant.runbooks.sections import own_words, sections_of


@pytest.mark.parametrize(
    ("heading", "section"),
    [
        ("Symptom", Section.SYMPTOM),
        ("Meaning", Section.SYMPTOM),
        ("2. Description:", Section.SYMPTOM),
        ("🔥 Impact", Section.IMPACT),
        ("Possible checks", Section.DIAGNOSIS),
        ("Troubleshooting steps", Section.DIAGNOSIS),
        ("RESOLUTION", Section.MITIGATION),
        ("Recommended actions", Section.MITIGATION),
        ("Prevention", Section.PREVENTION),
    ],
)
def test_words_of_the_wild_mean_a_section(heading: str, section: Section) -> None:
    assert sections_of(heading) == (section,)


def test_one_heading_may_open_two_sections() -> None:
    assert sections_of("Diagnosis and mitigation") == (Section.DIAGNOSIS, Section.MITIGATION)
    assert sections_of("Symptoms / Meaning") == (Section.SYMPTOM,)


@pytest.mark.parametrize("heading", ["", "Contacts", "Impact of the release on Mondays", "Fix and Foxi"])
def test_other_headings_mean_none(heading: str) -> None:
    assert sections_of(heading) == ()


def test_a_workspace_has_words_of_its_own() -> None:
    assert sections_of("Was tun", own_words({"Mitigation": ["was TUN"]})) == (Section.MITIGATION,)


def test_a_section_ends_where_the_next_begins() -> None:
    headings = [
        Heading(1, "Impact", 1),  # the title is no section, whatever it says
        Heading(2, "Diagnosis", 3),
        Heading(3, "Look closer", 5),
        Heading(2, "Contacts", 8),
        Heading(PSEUDO, "Resolution", 10),
        Heading(PSEUDO, "Note", 12),
    ]
    found = find_passages(headings, 20, sections_of)
    assert [(each.kind, each.line, each.end) for each in found] == [
        (Section.DIAGNOSIS, 3, 7),
        (Section.MITIGATION, 10, 20),
    ]
