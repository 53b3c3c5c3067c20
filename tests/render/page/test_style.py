"""The style of the page: enough contrast in light and in dark, still where one asks for stillness, white on paper."""

from __future__ import annotations

import re
from importlib.resources import files

import pytest

CSS = files("revenant.render.page").joinpath("style.css").read_text(encoding="utf-8")
LIGHT, DARK = (
    dict(re.findall(r"--(\w+): (#\w{6});", block)) for block in re.findall(r":root \{(.*?)\}", CSS, re.S)[:2]
)


def brightness(colour: str) -> float:
    """Relative luminance, as WCAG 2.2 defines it."""
    parts = (int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5))
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, two: str) -> float:
    low, high = sorted((brightness(one), brightness(two)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("scheme", [LIGHT, DARK], ids=["light", "dark"])
def test_texts_and_drawings_stand_out(scheme: dict[str, str]) -> None:
    for text in ("ink", "soft", "accent"):
        assert contrast(scheme[text], scheme["paper"]) >= 4.5, text
    assert contrast(scheme["accent"], scheme["band"]) >= 3  # the line on its band


def test_both_schemes_have_the_same_colours() -> None:
    assert LIGHT.keys() == DARK.keys()
    assert set(re.findall(r"var\(--(\w+)\)", CSS)) <= LIGHT.keys()


def test_it_loads_nothing_moves_little_and_prints() -> None:
    assert "url(" not in CSS
    assert "@import" not in CSS
    assert "</" not in CSS
    assert "transition" not in CSS
    assert "animation" not in CSS
    assert "prefers-reduced-motion: no-preference" in CSS
    assert "@media screen and (prefers-color-scheme: dark)" in CSS  # so paper is always white
    assert ":focus-visible" in CSS


def test_every_class_that_is_styled_is_used() -> None:
    sources = " ".join(
        each.read_text(encoding="utf-8")
        for each in files("revenant.render.page").iterdir()
        if each.name.endswith(".py")
    )
    classes = set(re.findall(r"\.([a-z]+)[\s,:{.]", re.sub(r"[\d.]+(rem|em|cm|mm|px)", "", CSS)))
    assert {name for name in classes if f'"{name}"' not in sources and f" {name}" not in sources} <= {
        "dim",
        "bad",
        "warn",
    }
