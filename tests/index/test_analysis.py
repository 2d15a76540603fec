"""Terms: words without inflection and accents, and numbers in every spelling."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.analysis import analyse, question_terms, terms_of

SPACES = {"space": " ", "no-break": "\u00a0", "figure": "\u2007", "thin": "\u2009", "narrow no-break": "\u202f"}
SEPARATORS = {**SPACES, "comma": ",", "apostrophe": "'", "typographic": "’"}


def terms(text: str) -> list[str]:
    return [term.text for term in analyse(text)]


def grouped(number: int, separator: str) -> str:
    return f"{number:,}".replace(",", separator)


@pytest.mark.parametrize("separator", SEPARATORS.values(), ids=SEPARATORS)
def test_a_grouped_number_stands_merged_and_as_written_at_one_position(separator: str) -> None:
    found = analyse(f"EUR 2{separator}568{separator}750 were paid")
    assert [(term.text, term.position) for term in found[1:5]] == [("2568750", 1), ("2", 1), ("568", 1), ("750", 1)]
    assert {(term.start, term.end) for term in found[1:5]} == {(4, 13)}
    assert found[5].position > 1


@pytest.mark.parametrize("written", ["3 425", "3,425", "3425", "3’425"])
def test_spellings_of_a_number_meet(written: str) -> None:
    assert question_terms(f"{written} bonuses") == {"3425": written, "bonus": "bonuses"}
    assert "3425" in terms(f"({written}).")


@pytest.mark.parametrize(
    ("written", "term"),
    [
        ("3.425", "3.425"),
        ("84.5", "84.5"),
        ("84,5", "84.5"),
        ("0,425", "0.425"),
        ("3 425.50", "3425.50"),
        ("2 568 750,50", "2568750.50"),
        ("1,234.567", "1234.567"),
        ("1.234.567", "1234567"),
        ("1.234.567,8", "1234567.8"),
        ("2.6", "2.6"),
    ],
)
def test_decimals_stay_apart(written: str, term: str) -> None:
    assert list(question_terms(written)) == [term]
    assert term in terms(f"it is {written}, they say")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2023 425", ["2023", "425"]),
        ("2022, 2023", ["2022", "2023"]),
        ("3 425th", ["3", "425th"]),
        ("2 568 750m", ["2", "568", "750m"]),
        ("12 3456", ["12", "3456"]),
        ("3  425", ["3", "425"]),
        ("1,234,56", ["1.234.56"]),
        ("007 123", ["007", "123"]),
    ],
)
def test_what_only_looks_like_groups_is_not_merged(text: str, expected: list[str]) -> None:
    assert terms(text) == expected


def test_a_footnote_marker_belongs_to_no_word_and_to_no_number() -> None:
    assert terms("3 425¹ bonuses² of 84³") == ["3425", "3", "425", "bonus", "84"]


@given(st.integers(0, 10**12), st.sampled_from(list(SEPARATORS.values())), st.sampled_from(list(SEPARATORS.values())))
def test_an_integer_meets_itself_in_any_grouping(number: int, one: str, other: str) -> None:
    (asked,) = question_terms(grouped(number, one))
    assert asked == str(number)
    assert asked in terms(f"of {grouped(number, other)} people")
    assert asked in terms(f"of {number} people")


@given(st.integers(0, 10**9), st.integers(0, 10**9), st.sampled_from(list(SEPARATORS.values())))
def test_an_integer_never_meets_another_but_by_one_of_its_groups(number: int, asked: int, separator: str) -> None:
    held = set(terms(grouped(number, separator)))
    assert (str(asked) in held) == (asked == number or str(asked) in grouped(number, separator).split(separator))


@given(st.text(max_size=200))
def test_terms_stand_in_order_at_their_ranges(text: str) -> None:
    found = analyse(text)
    assert all(0 <= term.start < term.end <= len(text) for term in found)
    assert [term.position for term in found] == sorted(term.position for term in found)
    assert all(term.text == term.text.casefold() for term in found)
    assert set(question_terms(text)) <= {term.text for term in found}
    assert terms_of(text) == {term.text for term in found}


def test_words_meet_without_case_accents_and_inflection() -> None:
    composed, decomposed = "École", "e\u0301cole"
    assert terms(composed) == terms(decomposed) == ["ecol"]
    assert terms("Apprenticeships") == terms("apprenticeship")
    assert terms("STRASSE") == terms("straße")
    assert terms("\u210dello") == ["hello"]


def test_words_without_a_topic_are_left_out() -> None:
    assert question_terms("What did Flanders do on dual learning?") == {
        "flander": "Flanders",
        "dual": "dual",
        "learn": "learning",
    }


def test_a_language_without_a_stemmer_keeps_its_words() -> None:
    assert [term.text for term in analyse("the écoles", "xx")] == ["the", "ecoles"]


def test_threads_stem_alike() -> None:
    words = [f"{stem}{ending}" for stem in ("polic", "train", "learn") for ending in ("ies", "ing", "ed", "ers")] * 50
    expected = terms(" ".join(words))
    with ThreadPoolExecutor(8) as pool:
        assert all(found == expected for found in pool.map(terms, [" ".join(words)] * 64))
