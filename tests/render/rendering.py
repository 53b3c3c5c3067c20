"""Templates made of a few words, and what becomes of them."""

from __future__ import annotations

from typing import Any

import pytest

from revenant.core.markdown import Written
from revenant.postmortems.errors import TemplateError
from revenant.postmortems.templating import Template, TemplateSet
from revenant.render.confinement import Limits
from revenant.render.drafts import render_template

SHORT = Limits(seconds=0.3, memory=64 * 2**20, output=100_000)
DATA: dict[str, Any] = {
    "title": "Pipe | and <b>bold</b>",
    "list": ["a", "b"],
    "incident": {"id": "INC-1", "values": "own", "none": None},
    "region": Written("<!-- revenant:begin facts sum=12345678 -->\n| a | b |\n<!-- revenant:end facts -->"),
}


def a_set(**texts: str) -> TemplateSet:
    """Templates by name, the ending left out; `ours_x` is one that comes with revenant."""
    ours = {name[5:]: text for name, text in texts.items() if name.startswith("ours_")}
    teams = {name: text for name, text in texts.items() if not name.startswith("ours_")}
    return TemplateSet(
        [Template(f"revenant/{name}.md.j2", f"revenant/{name}.md.j2", text) for name, text in ours.items()],
        [Template(f"{name}.md.j2", f"postmortem_templates/{name}.md.j2", text) for name, text in teams.items()],
    )


def render(text: str, data: dict[str, Any] = DATA, /, **others: str) -> str:
    return render_template(a_set(base=text, **others), "base.md.j2", data, SHORT)


def refused(text: str, **others: str) -> str:
    with pytest.raises(TemplateError) as caught:
        render(text, **others)
    return caught.value.message
