"""Headers of scanned pages."""

from ingest.readers.pdf.edges import edge_lines
from ingest.readers.pdf.similar import similar
from tests.ingest.readers.pdf.making import HEIGHT, assembled, line


def found(*heads: tuple[str, float]) -> list[str]:
    """The words of those that stand on several pages: one line a page, with its height."""
    pages = [[line(words, height)] if words else [] for words, height in heads]
    lines = [placed for paragraph in assembled(*pages).paragraphs for placed in paragraph.lines]
    return [edge.text for edge in similar(edge_lines(lines, [HEIGHT] * len(pages)), set())]


def test_words_at_about_the_same_height() -> None:
    assert len(found(("VET in Belgium", 40), ("VET in Belgium", 47), ("VET in Belgium", 35))) == 3
    assert found(("VET in Belgium", 40), ("VET in Belgium", 57), ("VET in Belgium", 35)) == []


def test_misread_words_on_scanned_pages() -> None:
    heads = [("VET in Belgium", 40.0), ("VET in Belgium", 43.0), ("VFT in Belgiurn", 38.0), ("VET in BeIgium", 41.0)]
    assert len(found(*heads)) == 4


def test_like_words_at_one_height_are_other_words() -> None:
    assert found(("VET in Austria", 40), ("VET in Australia", 40), ("VET in Austrasia", 40)) == []


def test_like_words_on_scanned_pages_are_other_words() -> None:
    scanned = [("Cedefop report", height) for height in (41.0, 45.0, 48.0)]
    titles = [(f"VET in {country}", 40.0) for country in ("Belgium", "Germany", "Bulgaria")]
    assert set(found(*scanned, *titles)) == {"Cedefop report"}


def test_numbers_count_with_the_pages() -> None:
    assert len(found(("VET in Malta 7", 40), ("VET in Malta 8", 45), ("9 VET in Malta", 50))) == 3
    assert found(("Tabelle 7 VET", 40), ("Tabelle 9 VET", 40), ("Tabelle 8 VET", 40)) == []


def test_plates_between_scanned_pages_are_not_counted() -> None:
    assert len(found(("VET in Malta 7", 40), ("", 0), ("VET in Malta 8", 45), ("", 0), ("VET in Malta 9", 50))) == 3


def test_words_set_off_by_a_gap_are_compared_alone() -> None:
    assert len(found(("166\tVET in Malta", 40), ("VET in Malta\t167", 43), ("168\tVET in Malta", 46))) == 3


def test_few_letters_tell_nothing() -> None:
    assert found(("VET", 40), ("VET", 45), ("VET", 43)) == []
