"""Front matter edited: its comments and order stay, the body byte for byte."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from revenant.store.frontmatter_edit import with_keys

HEAD = b"""---
# whose this is
schema: revenant/postmortem@1
incident: INC-20261112-BX1BM
status: draft          # draft | review | final
extra: {of: ours}
owner: "ana@example.com"
---
"""


@given(st.binary(max_size=60), st.booleans())
def test_the_body_stays_and_so_do_comments(body: bytes, windows: bool) -> None:
    head = HEAD.replace(b"\n", b"\r\n") if windows else HEAD
    found = with_keys(head + body, {"status": "review", "review_at": "2026-11-23T12:00:00Z", "final_at": None})
    expected = HEAD.replace(b"status: draft ", b"status: review").replace(
        b'owner: "ana@example.com"\n', b"owner: \"ana@example.com\"\nreview_at: '2026-11-23T12:00:00Z'\n"
    )
    assert found == (expected.replace(b"\n", b"\r\n") if windows else expected) + body


def test_a_key_is_taken_out() -> None:
    assert with_keys(HEAD + b"x", {"extra": None}) == HEAD.replace(b"extra: {of: ours}\n", b"") + b"x"
