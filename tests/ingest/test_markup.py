"""What a reader sees of links, emphasis, escapes, white space and words broken at line ends."""

import pytest

from ingest.markup import plain, row_pieces, visible_pieces, vocabulary
from ingest.segments import faults, lay_out


def visible(source: str, *, markup: bool = True) -> str:
    pieces = visible_pieces(source, 0, len(source), markup=markup, words=vocabulary(source))
    return lay_out(pieces, source)[0]


@pytest.mark.parametrize(
    ("source", "seen"),
    [
        ("the [Walloon Recovery Plan](#) (2023)", "the Walloon Recovery Plan (2023)"),
        ("[Pathway \\(PEQ\\): Belgium](#)", "Pathway (PEQ): Belgium"),
        ("[Decree](https://a.eu/law_(2017)).", "Decree."),
        ("[a [nested] label](#)", "a [nested] label"),
        ("![Figure 1](map.png) shows", "Figure 1 shows"),
        ("'[learning jobs](#)' aim", "'learning jobs' aim"),
        ("<https://a.eu/b_c> and <mailto:a@b.eu>", "https://a.eu/b_c and mailto:a@b.eu"),
        ("a [label] (not a link) and a[^1]", "a [label] (not a link) and a[^1]"),
        ("x < 5 and y > 3", "x < 5 and y > 3"),
        ("[two\nlines](#)", "two lines"),
    ],
)
def test_links(source: str, seen: str) -> None:
    assert visible(source) == seen


@pytest.mark.parametrize(
    ("source", "seen"),
    [
        ("(*Pôles Formation Emploi*, PFE)", "(Pôles Formation Emploi, PFE)"),
        ("**Bold** and ***both*** and *one*", "Bold and both and one"),
        ("**bold *and* more**, *one **and** more*", "bold and more, one and more"),
        ("*[Pact](#) for all*", "Pact for all"),
        ("[*Decree*](#)", "Decree"),
        ("5*3 and 2 * 3 * 4, a* b", "5*3 and 2 * 3 * 4, a* b"),
        ("\\*not emphasis\\*", "*not emphasis*"),
        ("*never closed", "*never closed"),
        ("snake_case_name", "snake_case_name"),
    ],
)
def test_emphasis(source: str, seen: str) -> None:
    assert visible(source) == seen


def test_without_markup_every_character_stays() -> None:
    assert visible("*a* [b](#) \\(c\\)", markup=False) == "*a* [b](#) \\(c\\)"


@pytest.mark.parametrize(
    ("source", "seen"),
    [
        ("  one \t two\n three  ", "one two three"),
        ("3\u00a0425 and 3\u202f425", "3 425 and 3 425"),
        ("a [ b ](#) c", "a b c"),
        ("voca\u00adtional\u200b train\ufeffing", "vocational training"),
        (" [ ](#) ", ""),
        ("", ""),
    ],
)
def test_white_space_is_folded_and_invisible_characters_go(source: str, seen: str) -> None:
    assert visible(source) == seen


@pytest.mark.parametrize(
    ("source", "seen"),
    [
        ("voca-\ntional", "vocational"),
        ("voca\u00ad\n  tional", "vocational"),
        ("work-\nbased, as all work-based learning", "work-based, as all work-based learning"),
        ("long-\nterm; a long term", "long-term; a long term"),
        ("enrol-\nment of enrolment", "enrolment of enrolment"),
        ("French-\nSpeaking", "French-Speaking"),
        ("VET-\nrelated", "VET-related"),
        ("16-\nyear", "16-year"),
        ("self-\nemployed", "self-employed"),
        ("pre-\nand post-training", "pre- and post-training"),
        ("2021-\n2023", "2021- 2023"),
        ("a dash -\nand more", "a dash - and more"),
        ("https://a.eu/vet-in-\neurope/\nlatvia now", "https://a.eu/vet-in-europe/latvia now"),
        ("https://a.eu/\nThe end", "https://a.eu/ The end"),
    ],
)
def test_words_and_addresses_broken_at_line_ends(source: str, seen: str) -> None:
    assert visible(source) == seen


def test_plain_keeps_white_space() -> None:
    assert plain("*1*\t[Title](#)  5") == "1\tTitle  5"


@pytest.mark.parametrize(
    ("source", "seen"),
    [
        ("Initial\t20 100\t-", "Initial\t20 100\t-"),
        ("\tInitial\t\t20\t", "Initial\t20"),
        ("Initial training in appren-\nticeships\t20", "Initial training in apprenticeships\t20"),
        ("| *Initial* | [20](#) |", "Initial\t20"),
        ("|a|b\\|c|", "a\tb|c"),
        ("| | |", ""),
    ],
)
def test_cells_of_a_row_stand_between_tabs(source: str, seen: str) -> None:
    pieces = row_pieces(source, 0, len(source), markup=True, words=vocabulary(source))
    text, segments = lay_out(pieces, source)
    assert text == seen
    assert faults(segments, source, text) == []
