"""What counts as written: words of somebody's own, whatever a template left around them."""

from __future__ import annotations

import pytest

from revenant.postmortems.filling import Filling, is_placeholder
from tests.postmortems.making import subject


def _written(body: str) -> list[str]:
    postmortem = subject(f"# T\n\n## Impact\n\n{body}\n\n## Lessons\n\nOther.\n").postmortem
    return [text for _, text in Filling(postmortem).written(postmortem.passages[0])]


@pytest.mark.parametrize(
    "body",
    [
        "",
        "<!-- who was affected? -->",
        "<!-- two\n\nparagraphs -->",
        "<!-- never closed",
        "TODO",
        "- TBD.",
        "**To be written**",
        "…",
        "<who was affected>",
        "[describe the impact]",
        "- Detection:\n- Diagnosis: \n- **Mitigation:** TBD",
        "### For customers\n\n### For us",
        "- [ ] ",
        "| | |\n|---|---|",
        "<!-- revenant:begin facts sum=0 -->\n| a | b |\n<!-- revenant:end facts -->",
    ],
)
def test_what_is_not_written(body: str) -> None:
    assert _written(body) == []


@pytest.mark.parametrize(
    "body",
    ["None.", "- Detection: none", "### For customers\n\nNobody noticed.", "<!-- x --> Half failed.", "`code`", "5",
     "> a quotation", "| 5 % | of all |", "TODO: ask the vendor for figures", "Unknown"],
)  # fmt: skip
def test_what_is_written(body: str) -> None:
    assert _written(body)


def test_labels_with_nothing_behind_them() -> None:
    postmortem = subject(
        "# T\n\n## Gaps\n\n- Detection: late\n- **Diagnosis:**\n- Mitigation:\n  - no runbook\n"
    ).postmortem
    assert list(Filling(postmortem).empty_labels(postmortem.passages[0])) == [(6, "Diagnosis")]


def test_placeholders_are_whole_lines() -> None:
    assert is_placeholder("xxx")
    assert not is_placeholder("the todo list was lost")
