"""The rules about language on sentences of our own, which nobody may tune away, and on the public labels."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from revenant.core.settings import Settings
from revenant.postmortems.blame.tiers import TIERS, Tier
from tests.postmortems.blame.judging import BLAME, judge, problems

HERE = Path(__file__).parent
BLAMELESS = (HERE / "blameless.tsv").read_text(encoding="utf-8").splitlines()
BLAMEFUL = [line.split("\t") for line in (HERE / "blameful.tsv").read_text(encoding="utf-8").splitlines()]


def test_the_sentences_are_as_many_as_the_decision_says() -> None:
    assert (len(BLAMELESS), len(BLAMEFUL)) == (270, 123)
    assert len({*BLAMELESS, *(sentence for _, sentence in BLAMEFUL)}) == 393


@pytest.mark.parametrize("section", ["", "Timeline", "What went poorly", "Root cause", "Action items"])
def test_nothing_is_said_of_blameless_sentences(section: str) -> None:
    assert {sentence: found for sentence in BLAMELESS if (found := judge(sentence, section))} == {}


@pytest.mark.parametrize(("tier", "sentence"), BLAMEFUL)
def test_blame_is_found_in_its_tier(tier: str, sentence: str) -> None:
    found = judge(sentence)
    assert found
    assert any(TIERS[code] is Tier.STRONG for code in found) == (tier == "strong")


def test_every_rule_has_a_tier() -> None:
    assert list(TIERS) == list(BLAME)


def test_a_word_that_is_software_here_is_nobody() -> None:
    settings = Settings(schema="revenant/workspace@1")
    sentence = "The reviewer ignored the label."
    assert judge(sentence, settings=settings) == ["BL002"]
    known = Settings(
        schema="revenant/workspace@1", postmortems=type(settings.postmortems)(systems=["reviewer", "Analyst"])
    )
    assert judge(sentence, settings=known) == []
    assert judge("An analyst forgot the filter.", settings=known) == []


@pytest.mark.parametrize(
    ("sentence", "wording"),
    [
        ("The intern broke the import job on Friday.", "The change to the import job caused …"),
        ("The team failed to test the failover.", "The runbook had no step to test the failover"),
        ("We missed the warning about the disk.", "The warning about the disk was not shown because …"),
        ("The DNS zone was misconfigured by a contractor.", "The change to the DNS zone caused …"),
        ("The outage was caused by a contractor.", "The change to COMPONENT caused …"),
        ("The intern broke `checkout.py` again.", "The change to COMPONENT caused …"),
    ],
)
def test_the_hint_rewrites_the_sentence(sentence: str, wording: str) -> None:
    assert wording in problems(sentence)[0].hint


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("All was quiet. The **on-call**[^9d2mw7ca] engineer forgot it.", (5, 16)),
        ("- [x] first\n- second [link](https://example.com/a_b): we forgot it", (6, 43)),
        ("One row of text\nand a [second](x.md), in which\nwe [really](y.md) `code` x; we forgot it.", (7, 29)),
        ("| time | event |\n|---|---|\n| 10:00 | start |\n| 10:10 | the engineer forgot it |", (8, 11)),
        ("The cause, said “the engineer forgot it”, was `we forgot`, and then we forgot it.", (5, 69)),
    ],
)
def test_the_place_is_that_of_the_words(text: str, place: tuple[int, int]) -> None:
    found = problems(text)
    assert [(each.line, each.col) for each in found] == [place]


@pytest.mark.parametrize(
    "text",
    [
        "> The engineer forgot it.",
        "```\nThe engineer forgot it.\n```",
        'He wrote "the engineer forgot it" in the channel.',
        "The log says `the engineer forgot it`.",
        "<!-- revenant:begin timeline sum=00000000 -->\n\nThe engineer forgot it.\n\n<!-- revenant:end timeline -->",
        "# The engineer forgot it",
    ],
)
def test_code_quotations_and_generated_text_are_not_read(text: str) -> None:
    assert problems(text) == []


@pytest.mark.parametrize(
    "piece",
    [
        "the engineer ",
        "we forgot ",
        "caused by ",
        "```",
        "the team of ",
        "should have been ",
        "'a ",
        '"',
        "(",
        "had we ",
    ],
)
def test_a_line_of_a_megabyte_is_read_to_its_end(piece: str) -> None:
    assert len(problems(piece * (1_000_000 // len(piece)))) < 5


@pytest.mark.data
def test_the_labels_give_what_decision_0019_says(shared_data: Path) -> None:
    with open(shared_data / "postmortems" / "blame_labels.tsv", encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    found = [(row, judge(row["sentence"], row["section"])) for row in rows]
    hits = [row for row, codes in found if codes]
    strong = [row for row, codes in found if any(TIERS[code] is Tier.STRONG for code in codes)]
    right = sum(row["label"] == "blameful" for row in hits)
    singled = sum(row["strength"] == "strong" for row in strong)
    precision, recall = right / len(hits), right / sum(row["label"] == "blameful" for row in rows)
    print(f"any: precision {precision:.3f}, recall {recall:.3f}; strong: {singled} of {len(strong)} right")
    assert (round(precision, 3), round(recall, 3)) == (0.986, 0.920)
    assert (singled, len(strong)) == (29, 29)
