"""Anchors as the renderers people use make them."""

from __future__ import annotations

import pytest

from revenant.core.slugs import anchors, slug


@pytest.mark.parametrize(
    ("heading", "anchor"),
    [
        ("KubePodNotReady", "kubepodnotready"),
        ("What does it mean?", "what-does-it-mean"),
        ("D1. Measure the lag — INFO_ONLY", "d1-measure-the-lag--info_only"),
        ("Über die Größe", "über-die-größe"),
    ],
)
def test_the_anchor_is_the_one_github_makes(heading: str, anchor: str) -> None:
    assert slug(heading) == anchor


def test_repeated_headings_are_numbered() -> None:
    assert {"fix", "fix-1", "fix-2"} <= anchors(["Fix", "Fix", "Fix"])


def test_other_renderers_anchors_count_as_well() -> None:
    assert {"a--b", "a-b"} <= anchors(["A — B"])
    assert "way-out" in anchors(["2. Way out"])


def test_an_anchor_of_ones_own_is_known() -> None:
    assert "mine" in anchors(["Heading {#mine}"])
    assert {"here", "there"} <= anchors([], '<a name="here"></a> <h2 id=there>')
