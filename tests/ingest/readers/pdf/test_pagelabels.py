"""Page labels as files state them."""

import pytest
from pypdf.generic import ArrayObject, DictionaryObject, NameObject, NumberObject, TextStringObject

from ingest.readers.pdf.pagelabels import stated_labels


def style(numeral: str | None = None, prefix: str = "", start: int = 1) -> DictionaryObject:
    found = DictionaryObject({NameObject("/St"): NumberObject(start), NameObject("/P"): TextStringObject(prefix)})
    if numeral:
        found[NameObject("/S")] = NameObject(f"/{numeral}")
    return found


def tree(*ranges: tuple[int, DictionaryObject]) -> DictionaryObject:
    nums = [part for key, value in ranges for part in (NumberObject(key), value)]
    return DictionaryObject({NameObject("/Nums"): ArrayObject(nums)})


@pytest.mark.parametrize(
    ("numeral", "start", "labels"),
    [
        ("D", 5, ["5", "6"]),
        ("r", 3, ["iii", "iv"]),
        ("R", 999, ["CMXCIX", "M"]),
        ("a", 26, ["z", "aa"]),
        ("A", 1, ["A", "B"]),
    ],
)
def test_numerals(numeral: str, start: int, labels: list[str]) -> None:
    assert stated_labels(tree((0, style(numeral, start=start))), 2) == labels


def test_ranges_with_and_without_numbers() -> None:
    labelling = tree((0, style(prefix="Cover")), (1, style()), (2, style("D", "A-")))
    assert stated_labels(labelling, 4) == ["Cover", None, "A-1", "A-2"]


def test_ranges_beyond_the_last_page() -> None:
    assert stated_labels(tree((0, style("D")), (5, style("r"))), 2) == ["1", "2"]


def test_a_tree_of_trees() -> None:
    kids = ArrayObject([tree((0, style("r"))), tree((2, style("D")))])
    assert stated_labels(DictionaryObject({NameObject("/Kids"): kids}), 3) == ["i", "ii", "1"]


def test_ranges_that_begin_later_or_are_not_in_order() -> None:
    for labelling in (tree(), tree((1, style("D"))), tree((0, style("D")), (0, style("r")))):
        with pytest.raises(ValueError, match="do not begin with the first page"):
            stated_labels(labelling, 3)
