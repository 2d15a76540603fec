"""Text layers that say other letters than the page shows."""

import pytest

from ingest.readers.pdf.reliability import right_to_left, told, unreliable_pages, wordless

ENGLISH = "The reform of the dual system was adopted by parliament. "
WRONG = {
    "a Cyrillic letter in Latin words": "Тhe rеfоrm wаs аdopted. ",
    "Greek letters in Latin words": "Τhe refοrm wαs adopted. ",
    "rarely printed Latin letters": "Thɛ reƭorm waƨ adopted. ",
    "no letters at all": "T\ufffde ref\ufffdrm w\ufffds adopted. ",
}
RIGHT = {
    "Romanian": "Învățământul profesional și tehnic își propune să răspundă cerințelor pieței muncii și țării. ",
    "Greek": "Η επαγγελματική εκπαίδευση στην Ελλάδα: ο ΕΟΠΠΕΠ και το Cedefop συνεργάζονται από το 2021. ",
    "Bulgarian": "Професионалното образование в България се променя, пише Cedefop през 2023 г. ",
    "Lithuanian": "Profesinio mokymo įstaigų skaičius mažėja, mokinių – didėja; žr. Cedefop. ",
    "French": "L’œuvre à été reçue où naïveté règne. ",
    "Polish": "Kształcenie zawodowe uczniów: źródło, łódź, żółć. ",
}


@pytest.mark.parametrize("how", WRONG)
def test_words_that_mix_what_no_language_mixes(how: str) -> None:
    assert unreliable_pages([WRONG[how]]) == [1]


def test_characters_that_only_their_font_knows() -> None:
    assert unreliable_pages(["T\ue001e ref\ue002rm w\ue003s adopted. "]) == [1]


def test_bullets_that_only_their_font_knows() -> None:
    assert unreliable_pages([f"\uf0b7 {ENGLISH}" * 5]) == []


@pytest.mark.parametrize("language", RIGHT)
def test_languages_of_europe(language: str) -> None:
    assert unreliable_pages([RIGHT[language] * 5]) == []


def test_pages_are_counted_from_one() -> None:
    assert unreliable_pages([ENGLISH, WRONG["Greek letters in Latin words"], ENGLISH]) == [2]


def test_a_few_odd_words_do_not_make_a_page_unreliable() -> None:
    odd = "аdopted "
    assert unreliable_pages([odd * 2]) == []
    assert unreliable_pages([odd * 3]) == [1]
    assert unreliable_pages([odd * 3 + ENGLISH * 100]) == []


def test_letters_that_the_file_does_not_say() -> None:
    assert unreliable_pages([ENGLISH, ENGLISH, ENGLISH], [0, 3, 2]) == [2]


def test_each_letter_stands_for_another() -> None:
    shifted = "".join(chr(ord(letter) - 29) if letter.isalpha() else letter for letter in ENGLISH * 6)
    assert shifted.startswith("7KH UHIRUP RI WKH GXDO V\\VWHP")
    assert unreliable_pages([shifted, (ENGLISH * 6).upper(), shifted[:150]]) == [1]


@pytest.mark.parametrize("language", RIGHT)
def test_languages_have_vowels(language: str) -> None:
    assert unreliable_pages([RIGHT[language].upper() * 8]) == []


def test_marks_that_are_neither_words_nor_numbers() -> None:
    marks = (
        ":., dP . . i, .. ? \u00bb .i ' e. .. r % , Y. %Z.. I ' \\ .4 i ... ' .n., .i. P Ns r \u2022 k i , , k s g " * 2
    )
    contents = "Dual training . . . . . . . . . . . . . . . . . . . . . . . . . . . . . . . . . . . . 12 "
    table = "Latvia 12.5 : : 7 : : : : 3.4 18 : "
    assert list(wordless([ENGLISH, marks, contents * 3, table * 4, ENGLISH * 2 + marks * 5, "", ". , ; A"])) == [
        "page 2 holds hardly any words"
    ]


def test_a_warning_for_each_run_of_pages() -> None:
    assert list(told([2, 3, 4, 7])) == [
        "text of pages 2 to 4 is unreliable: the file maps its letters wrongly",
        "text of page 7 is unreliable: the file maps its letters wrongly",
    ]
    assert list(told([])) == []


def test_scripts_from_right_to_left() -> None:
    arabic = "\u062a\u0639\u062a\u0628\u0631 \u0627\u0644\u0628\u0631\u0645\u062c\u0629 "
    pages = [ENGLISH, arabic * 3, arabic + "R", f"{ENGLISH} {arabic}", ""]
    assert list(right_to_left(pages)) == [
        "text of pages 2 to 3 is in a script from right to left: words may be parted or out of order"
    ]
