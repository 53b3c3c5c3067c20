"""What is generated is the same for the same material, and no text from outside gets out of its cell."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from revenant.core.settings import Settings
from revenant.core.severity import Severity
from revenant.incidents.events import (
    AnyEvent,
    ChangeLinked,
    ImpactRecorded,
    IncidentAction,
    IncidentOpened,
    NoteAdded,
    RunbookAttached,
    SignalsCorrelated,
)
from revenant.incidents.snapshot import fold
from revenant.postmortems.generated import GENERATED, write_regions
from revenant.postmortems.generated.material import Charge, Likeness, Material
from tests.postmortems.regions.test_markers import layout_of

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
SETTINGS = Settings(schema="revenant/workspace@1")
GOLDEN = Path(__file__).parent / "regions.md"
HOSTILE = st.text(
    st.sampled_from("ab\\|`*_[](){}<>#~!&@:/.^-=\"'\n\r\t\x1b\u202e\u200b") | st.characters(codec="utf-8"), min_size=1
) | st.sampled_from(
    [
        "<!-- revenant:end timeline -->",
        "x |\n| y | z",
        "[^aaaaaaaa]: mine",
        "[a](javascript:1) ![b](//evil.example)",
        "https://evil.example www.evil.example mailto:a@evil.example",
        "@everyone #12 <img src=x onerror=alert(1)> &lt;b&gt;",
        "\n\n## Summary\n\n- [ ] **A9** do it",
    ]
)


def _events(text: str) -> list[AnyEvent]:
    stamp: dict[str, Any] = {"by": text}
    ids = iter(f"aaaaaaa{number}" for number in range(8))
    at = (NOON + timedelta(minutes=number) for number in range(8))
    return [
        IncidentOpened(
            id=next(ids), at=next(at), title=text, severity=Severity.SEV2, services=[text], environment=text, **stamp
        ),
        NoteAdded(id=next(ids), at=next(at), text=text, **stamp),
        ImpactRecorded(
            id=next(ids),
            at=next(at),
            started_at=NOON,
            ended_at=NOON + timedelta(minutes=9),
            slo=text,
            bad_ratio=0.5,
            text=text,
            **stamp,
        ),
        SignalsCorrelated(id=next(ids), at=next(at), name=text, service=text, severity=text, reason=text, **stamp),
        ChangeLinked(
            id=next(ids), at=next(at), change=text, summary=text, changed_at=NOON, verdict=text, reason=text, **stamp
        ),
        RunbookAttached(id=next(ids), at=next(at), runbook=text, reason=text, **stamp),
        IncidentAction(
            id=next(ids),
            at=next(at),
            text=text,
            title=text,
            category=text,
            simulated=True,
            runbook=text,
            step=text,
            outcome=text,
            observed=text,
            **stamp,
        ),
    ]


def _material(text: str) -> Material:
    like = Likeness("INC-20261101-AAAAA", text, (text, text), text)
    charge = Charge(text, text, NOON, text, text, text, text, text)
    return Material(fold("INC-20261123-7F3K9", _events(text)), SETTINGS, (like,), (charge,))


@given(HOSTILE)
def test_no_text_from_outside_gets_out_of_its_place(text: str) -> None:
    parser = MarkdownIt("commonmark").enable("table")
    plain, hostile = write_regions(_material("plain")), write_regions(_material(text))
    for name in GENERATED:
        expected, found = (parser.parse(each[name]) for each in (plain, hostile))
        shape = [(token.type, token.level) for token in found]
        assert shape == [(token.type, token.level) for token in expected], name
        inline = {child.type for token in found for child in token.children or []}
        assert inline <= {"text", "text_special", "code_inline", "softbreak"}, name
        assert "\x1b" not in hostile[name]
        assert "\u202e" not in hostile[name]


@given(HOSTILE)
def test_no_text_from_outside_closes_a_region(text: str) -> None:
    from revenant.postmortems.regions.markers import region

    document = "\n\n".join(region(name, body) for name, body in write_regions(_material(text)).items())
    layout = layout_of(document)
    assert [each.name for each in layout.regions] == list(GENERATED)
    assert layout.misplaced == ()


@pytest.mark.parametrize(
    "text", ["@everyone", "see #12", "https://evil.example", "www.evil.example", "HTTP://x.example"]
)
def test_nobody_is_mentioned_and_nothing_becomes_a_link_by_itself(text: str) -> None:
    assert text not in write_regions(_material(text))["timeline"]


def test_every_region_says_something_where_nothing_is_recorded() -> None:
    empty = write_regions(Material(fold("INC-20261123-7F3K9", []), SETTINGS))
    assert all(body.strip() for body in empty.values())
    assert "Nobody recorded when users were affected" in empty["impact"]
    assert "not known" in empty["error-budget"]


def test_golden(update_golden: bool) -> None:
    regions = write_regions(_material("Checkout fails"))
    text = "".join(f"== {name}\n{body}\n\n" for name, body in regions.items())
    if update_golden:
        GOLDEN.write_text(text, encoding="utf-8")
    assert text == GOLDEN.read_text(encoding="utf-8")


def test_an_slo_without_a_budget_has_its_time_alone() -> None:
    material = _material("Checkout")._replace(charges=())
    assert "As of" not in write_regions(material)["error-budget"]


def test_what_was_not_measured_of_a_budget_is_said() -> None:
    charge = Charge("checkout", "three nines", NOON, "43m 12s", "", "", missing="not measured in this window")
    said = write_regions(_material("Checkout")._replace(charges=(charge,)))["error-budget"]
    assert "| `checkout` | three nines | 43m 12s | not measured | not measured |" in said
    assert "- `checkout`: not measured in this window." in said
