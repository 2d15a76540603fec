"""Tables of how PDFs were taken apart."""

from evaluation.structuregold import GoldFile
from evaluation.structuremeasuring import Effort, Measured
from evaluation.structureshares import Share
from evaluation.structuretables import as_json, file_table, report, summary_table


def measured(name: str, part: int, whole: int, *, collection: str = "a", broken: bool = False) -> Measured:
    shares = {"F1": Share(part, whole)}
    return Measured(GoldFile(collection, name, broken=broken), shares, Effort(10, 2.0, 0.5, 120.4))


FILES = [
    measured("one.pdf", 9, 9),
    measured("two.pdf", 0, 1),
    measured("three.pdf", 1, 2, collection="b"),
    measured("four.pdf", 0, 5, broken=True),
]


def cells(table: str, column: str) -> list[str]:
    heads, _, *rows = (line.strip("| ").split(" | ") for line in table.splitlines())
    return [row[heads.index(column)] for row in rows if len(row) == len(heads)]


def test_collections_and_all_of_them_without_broken_files() -> None:
    table = summary_table(FILES)
    assert cells(table, "files") == ["a", "b", "all", "broken text layers"]
    assert cells(table, "F1") == ["0.900", "0.500", "0.833", "0.000"]
    assert cells(table, "read, pages/s") == ["5", "5", "5", "5"]
    macro = [line.split(" | ") for line in table.splitlines() if "macro" in line]
    assert [row[5] for row in macro] == ["0.500", "0.500", "0.500", "0.000"]


def test_a_line_a_file() -> None:
    table = file_table([*FILES, measured("x" * 99 + ".pdf", 0, 0)])
    assert cells(table, "file")[:3] == ["a/four †", "a/one", "a/two"]
    assert cells(table, "file")[3] == f"a/{'x' * 39}…"
    assert cells(table, "peak MB") == ["120"] * 5


def test_a_refusal_is_told() -> None:
    text = report([Measured(GoldFile("a", "no.pdf"), {}, None, refused="no.pdf: is no PDF.")])
    assert "- no.pdf: is no PDF." in text
    assert "| a/no | refused |" in text


def test_json_tells_what_was_missed() -> None:
    shares = {"F1": Share(1, 2)}
    (row,) = as_json([Measured(GoldFile("a", "one.pdf"), shares, None, ("0f",), (("1e", "cut"),))])
    assert row["measures"] == {"F1": {"part": 1, "of": 2, "value": 0.5}}
    assert (row["missed_headings"], row["sentences_not_whole"]) == (("0f",), {"1e": "cut"})
