"""Elements of HTML and SVG, made so that no text can become markup and no control character gets through."""

from __future__ import annotations

from typing import TypeAlias
from xml.etree.ElementTree import Element, tostring

from revenant.core.text import one_line

Part: TypeAlias = Element | str | None


def el(tag: str, *parts: Part, **attributes: str | float | None) -> Element:
    """An element with its parts in order. `class_` is class, `aria_label` aria-label; what is None is left out."""
    element = Element(tag, {_name(key): _value(value) for key, value in attributes.items() if value is not None})
    for part in parts:
        if isinstance(part, Element):
            element.append(part)
        elif part:
            _add_text(element, one_line(part))
    return element


def html(element: Element) -> str:
    """The element as HTML. ElementTree escapes texts and attributes; it leaves the content of style as it is."""
    return tostring(element, encoding="unicode", method="html")


def raw_style(css: str) -> Element:
    """A style element of our own CSS: the one text that is not escaped, so never one from outside."""
    element = Element("style")
    element.text = css
    return element


def _add_text(element: Element, text: str) -> None:
    if len(element):
        element[-1].tail = (element[-1].tail or "") + text
    else:
        element.text = (element.text or "") + text


def _name(key: str) -> str:
    return key if key == "viewBox" else key.rstrip("_").replace("_", "-")


def _value(value: str | float) -> str:
    return one_line(value) if isinstance(value, str) else f"{value:.1f}".removesuffix(".0")
