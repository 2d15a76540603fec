"""Digests of words read from a page."""

import hashlib

import pytest

from evaluation.goldpdf import digest, normalised


@pytest.mark.parametrize(
    ("as_printed", "letters"),
    [
        ("Key Findings", "keyfindings"),
        ("2.1 What is known?", "21whatisknown"),
        ("a hy-\nphen, a hy\N{SOFT HYPHEN}phen", "ahyphenahyphen"),
        ("\N{LATIN SMALL LIGATURE FI}nance of\N{NO-BREAK SPACE}schools", "financeofschools"),
        ("ÉTUDES", "études"),
        ("E\N{COMBINING ACUTE ACCENT}tudes", "études"),
        ("Straße", "strasse"),
        ("note\N{SUPERSCRIPT TWO}", "note2"),
        ("• – —", ""),
    ],
)
def test_words_are_normalised_to_letters_and_digits(as_printed: str, letters: str) -> None:
    assert normalised(as_printed) == letters


def test_digests_are_alike_however_the_line_breaks() -> None:
    assert digest("School fi-\nnance") == digest("SCHOOL FINANCE")


def test_digests_differ_with_the_words() -> None:
    assert digest("School finance") != digest("School finances")


def test_a_digest_is_the_head_of_the_sha_256() -> None:
    assert digest("Key Findings") == hashlib.sha256(b"keyfindings").hexdigest()[:16]
