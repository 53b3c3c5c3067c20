"""Which runbook an alert is about: what is stated comes first and alone is certain; guesses say what they rest on."""

from __future__ import annotations

import gzip
import io
import json
import tarfile
from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from revenant.core.terms import fits
from revenant.runbooks.suggestion.card import Card, card_of
from revenant.runbooks.suggestion.matching import Basis, Question, Suggestion, certain_for, likeness, suggest
from tests.runbooks.making import runbook


def card(name: str, *keys: str, body: str = "# A page\n", path: str = "") -> Card:
    """The card of a native runbook with these further keys."""
    head = "\n".join(["---", "schema: revenant/runbook@1", f"id: {name}", *keys, "---", ""])
    return card_of(runbook(head + body, path or f"runbooks/{name}.md"), f"blob-{name}")


POOL = card("pool", "alerts: [PoolExhausted]", "services: [checkout]")
OTHER = card("other", 'alerts: ["Pool*"]', "services: [checkout, web]")
LAG = card("lag", "alerts: [ReplicationLagHigh]", "services: [orders-db]")
CARDS = [LAG, OTHER, POOL]


def found(question: Question, cards: list[Card] = CARDS, roots: Mapping[str, str] | None = None) -> list[Suggestion]:
    return suggest(question, cards, dict, roots or {})


def test_an_exact_name_comes_before_a_pattern_and_a_service() -> None:
    ranked = found(Question(alerts=["PoolExhausted"], services=["checkout"]))
    assert [(each.card.id, each.basis) for each in ranked] == [("pool", Basis.ALERT), ("other", Basis.PATTERN)]
    assert ranked[0].reason == "its front matter names the alert PoolExhausted; for the service checkout"
    assert [each.is_certain for each in ranked] == [True, False]


def test_what_was_attached_comes_first() -> None:
    ranked = found(Question(explicit=[("lag", "attached")], alerts=["PoolExhausted"]))
    assert [each.card.id for each in ranked] == ["lag", "pool", "other"]
    assert ranked[0].basis is Basis.EXPLICIT


@pytest.mark.parametrize(
    ("url", "leads_to"),
    [
        ("https://runbooks.example.com/runbooks/pool", "pool"),
        ("https://runbooks.example.com/POOL.html", "pool"),
        ("https://git.example.com/shop/ops/blob/main/runbooks/lag.md#impact", "lag"),
        ("https://runbooks.example.com/carpool", ""),
        ("https://runbooks.example.com/pool/more", ""),
        ("https://[broken", ""),
    ],
)
def test_a_url_leads_to_its_file_or_nowhere(url: str, leads_to: str) -> None:
    certain = certain_for(Question(explicit=[(url, "linked")]), CARDS, {})
    assert (certain.card.id if certain else "") == leads_to


def test_a_root_says_where_a_prefix_is_served_from() -> None:
    roots = {"https://docs.example.com/ops/": "runbooks"}
    certain = certain_for(Question(explicit=[("https://docs.example.com/ops/lag/", "linked")]), CARDS, roots)
    assert certain
    assert certain.card.id == "lag"


def test_a_name_much_like_another_is_only_suggested() -> None:
    ranked = found(Question(alerts=["ReplicationLagTooHigh"]))
    assert [(each.card.id, each.basis) for each in ranked] == [("lag", Basis.NAME)]
    assert certain_for(Question(alerts=["ReplicationLagTooHigh"]), CARDS, {}) is None


def test_a_pattern_is_never_certain() -> None:
    assert certain_for(Question(alerts=["PoolLeaks"]), CARDS, {}) is None


def test_a_deprecated_runbook_gives_way_to_its_replacement() -> None:
    old = card("old", "alerts: [Gone]", "status: deprecated", "replaced_by: lag")
    certain = certain_for(Question(alerts=["Gone"]), [*CARDS, old], {})
    assert certain
    assert certain.card.id == "lag"
    assert certain.reason == "it replaces old: its front matter names the alert Gone"


@pytest.mark.parametrize("replacement", ["", "nowhere", "one"])
def test_a_deprecated_runbook_without_a_replacement_is_not_shown(replacement: str) -> None:
    one = card("one", "alerts: [Gone]", "status: deprecated", f"replaced_by: {replacement or '{}'}")
    assert found(Question(alerts=["Gone"]), [one]) == []


def test_many_runbooks_in_one_file_are_told_apart() -> None:
    body = "# All\n## DiskFillingUp\n### Diagnosis\n```\ndf\n```\n## NodeGoneAway\n### Diagnosis\n```\nping\n```\n"
    whole = card_of(runbook(body, "runbooks/all.md"), "")
    (one,) = found(Question(alerts=["NodeGoneAway"]), [whole])
    assert (one.place, whole.span(one.anchor)) == ("runbooks/all.md#nodegoneaway", (7, 11))


def test_likeness_is_that_of_renamed_alerts() -> None:
    assert likeness("KubeJobNotCompleted", "KubeJobCompletion") > 0.7
    assert likeness("Watchdog", "DiskFillingUp") == 0.0


def _corpus(folder: Path) -> tuple[list[Card], dict[str, tuple[str, str]]]:
    """The runbooks of prometheus-operator, and of each its title and text."""
    cards: list[Card] = []
    texts: dict[str, tuple[str, str]] = {}
    with tarfile.open(folder / "prometheus-operator.tar.gz") as archive:
        for member in archive:
            if member.isfile() and member.name.endswith(".md"):
                file = archive.extractfile(member)
                assert isinstance(file, io.BufferedReader)
                text = file.read().decode()
                made = card_of(runbook(text, member.name), "")
                if not made.is_index:
                    cards.append(made)
                    texts[made.path] = (f"{made.title} {made.id}", text)
    return sorted(cards, key=lambda each: each.path), texts


def _pairs(folder: Path) -> list[dict[str, Any]]:
    """The alerts of kube-prometheus, each with the runbook it has there, if any."""
    with gzip.open(folder / "kube-prometheus-pairs.jsonl.gz", "rt") as file:
        return [json.loads(line) for line in file]


@pytest.mark.data
def test_an_exact_name_always_finds_and_a_dead_one_never(shared_data: Path) -> None:
    cards, _ = _corpus(shared_data / "runbooks")
    pairs = _pairs(shared_data / "runbooks")
    assert len(pairs) == 137
    for pair in pairs:
        certain = certain_for(Question(alerts=[pair["alert"]]), cards, {})
        wanted = (pair["target"] or "").rpartition("/")[2]
        assert (certain.card.path.rpartition("/")[2] if certain else "") == wanted, pair["alert"]


@pytest.mark.data
def test_the_text_alone_finds_what_decision_0016_says(shared_data: Path) -> None:
    cards, texts = _corpus(shared_data / "runbooks")
    places = []
    for pair in _pairs(shared_data / "runbooks"):
        if pair["target"]:
            words = " ".join(pair["annotations"].get(key, "") for key in ("summary", "description"))
            ranked = suggest(Question(text=words), cards, partial(fits, words, texts), {})
            names = [each.card.path.rpartition("/")[2] for each in ranked]
            wanted = pair["target"].rpartition("/")[2]
            places.append(names.index(wanted) if wanted in names else len(names))
    assert (len(places), sum(place == 0 for place in places), sum(place < 5 for place in places)) == (110, 91, 109)
