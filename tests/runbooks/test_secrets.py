"""Secrets: found by shape, and placeholders let pass. The samples are put together here; none was ever in use."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from revenant.runbooks.secrets import find_secrets

RANDOM = "9aZ3kQ7mX1cV5bN8sD2fG4hJ6kL0pQwErTyU"
KEY = "-----BEGIN RSA " + "PRIVATE KEY-----"


@pytest.mark.parametrize(
    "text",
    [
        "AKIA" + "Q7MX1CV5BN8SD2FG",
        "gh" + "p_" + RANDOM,
        "glpat-" + RANDOM[:20],
        "xoxb-" + "7291038465-" + RANDOM[:12],
        "https://hooks." + "slack.com/services/T7QX1CV5/B8SD2FG4/" + RANDOM[:24],
        "sk_" + "live_" + RANDOM[:24],
        "DB_PASSWORD=" + RANDOM[:22],
        "postgres://app:" + RANDOM[:22] + "@db.example.com/shop",
        f"{KEY}\n{RANDOM * 2}\n",
    ],
)
def test_found(text: str) -> None:
    (secret,) = find_secrets(["a line before", *f"it is {text} there".split("\n")])
    assert secret.is_certain
    assert secret.line == 2
    assert secret.col > 6


@pytest.mark.parametrize(
    "text",
    [
        "AKIA" + "IOSFODNN7EXAMPLE",
        "gh" + "p_" + "x" * 36,
        "password=changeme123456",
        "password=$DB_PASSWORD1234",
        "password: <your password 1>",
        "token={{ vault.token_1234 }}",
        "secret=projects/shop/secrets/db-1/versions/2",
        "password=correct-horse-battery-1",
        "token: 0000000000000000",
        "https://user:password1@example.com",
        "secretName: prometheus-k8s-tls-2023",
        "--token=$(oc whoami -t)",
        "password = ************1",
        KEY + "\n...\n",
    ],
)
def test_let_pass(text: str) -> None:
    assert list(find_secrets(text.split("\n"))) == []


@given(st.lists(st.text(alphabet="pasword=:@/1aZ\u0130'", max_size=60), max_size=5))
def test_whatever_the_text_places_are_in_it(rows: list[str]) -> None:
    rows = [row.replace("\n", "") for row in rows]
    for secret in find_secrets(rows):
        assert 1 <= secret.line <= len(rows)
        assert 1 <= secret.col <= len(rows[secret.line - 1])
