"""Words made comparable, and how well a text answers."""

from __future__ import annotations

from revenant.core.terms import fits, terms


def test_names_of_alerts_are_words() -> None:
    assert terms("CheckoutPoolExhausted and TLSCertExpiring, kube_pod_gone") == [
        *("checkout", "pool", "exhausted", "tls", "cert", "expiring", "kube", "pod", "gone")
    ]


def test_a_rare_word_weighs_more_than_a_common_one() -> None:
    texts = {"a": ("disk", "volume"), "b": ("disk", "inode"), "c": ("disk", "mount")}
    ranked = fits("disk inode", texts)
    assert max(ranked, key=lambda key: ranked[key].score) == "b"
    assert ranked["b"].shared == ("inode", "disk")
    assert fits("", texts) == fits("the", texts) == {}
