"""Documents made of lines that like to be mistaken for action items, for the property tests."""

from __future__ import annotations

from hypothesis import strategies as st

_LINES = st.sampled_from(
    [
        "", "", "", "## Action items", "### Later", "# Title", "## Lessons", "**Follow-ups**", "Some text", "```",
        "~~~", "<!--", "-->", "<!-- one line -->", "> - [ ] **A7** Quoted.", "> quote", "    code", "* * *", "---",
        "===", "<div>", "</div>", "| a | b |", "|---|---|", "[x]: https://example.com", "1. one", "- a", "  - b", "\tx",
        "[ ] x", "<!-- revenant:begin facts sum=12345678 -->", "<!-- revenant:end facts -->", "  continued (owner: x)",
        "-", "- [ ]", "- [x]no blank", "- [ ]\u00a0nbsp", "- [x]: https://example.com",
        "<<<<<<< ours", ">>>>>>> theirs",
    ]
)  # fmt: skip
_LEADS = st.sampled_from(["- ", "* ", "+ ", "1. ", "2) ", "  - ", "    - ", "- - ", "-   ", "-\t", "   - "])
_MARKS = st.sampled_from(["[ ] ", "[x] ", "[X] ", "[ ]  ", "[ ]\t"])
_IDS = st.sampled_from(["", "**A1** ", "**A2** ", "**B12:** ", "**a1** ", "**A3**"])
_WORDS = st.text(st.sampled_from("abc ()[]`*_<!->:;\u00fc\r\x0b\u2028\\&#|~"), max_size=25)
_KEYS = ("owner", "due", "type", "impact", "issue", "done", "Owner", "see", "x-y", "")
_PIECES = st.tuples(st.sampled_from(_KEYS), st.text("ab 1(-)", max_size=6)).map(": ".join)
_SUFFIXES = st.lists(_PIECES, max_size=4).map(lambda pieces: f"({'; '.join(pieces)})" if pieces else "")
TASKS = st.tuples(_LEADS, _MARKS, _IDS, _WORDS, st.sampled_from([" ", ""]), _SUFFIXES, st.sampled_from(["", " ", "."]))
DOCUMENTS = st.lists(st.one_of(_LINES, TASKS.map("".join)), max_size=25)
