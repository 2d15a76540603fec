"""At which level a heading stands: by its series, its type, what stands around it, the outline."""

import pytest

from ingest.readers.pdf.opening import OutlineEntry
from tests.ingest.readers.pdf.making import RUNNING, Block, headings, sheet


def bold(text: str) -> Block:
    return Block(text, bold=1)


def above_text(*titles: Block | str) -> list[Block | str]:
    """Each with running text below it; a mere string is bold."""
    blocks = [title if isinstance(title, Block) else bold(title) for title in titles]
    return [each for block in blocks for each in (block, RUNNING)]


@pytest.mark.parametrize(
    ("part", "chapter"),
    [("Part I", "Item 1. "), ("Teil A", "Kapitel 1: "), ("TITRE II", "Article 3 – "), ("Часть I", "Глава 2. ")],
)
def test_series_in_one_type_are_ranked_as_they_first_come(part: str, chapter: str) -> None:
    again = part.replace("II", "III") if "II" in part else part.replace("I", "II").replace(" A", " B")
    later = chapter.translate(str.maketrans("123", "456"))
    page = sheet(
        bold(part),
        *above_text(f"{chapter}Reforms", "Dual training", "Apprentices"),
        bold(again),
        *above_text(f"{later}Funds", "Regions"),
    )
    assert [level for level, _ in headings(page)] == [1, 2, 3, 3, 1, 2, 3]


def test_a_statement_is_below_a_title_in_its_type() -> None:
    page = sheet(*above_text("Risks", "Fewer learners may begin a course.", "Funds", "Regions may pay less for it."))
    assert [level for level, _ in headings(page)] == [1, 2, 1, 2]


def test_capitals_are_above_other_bold_headings() -> None:
    page = sheet(*above_text("REFORMS", "Dual training", "FUNDS", "Regions"))
    assert [level for level, _ in headings(page)] == [1, 2, 1, 2]


def test_about_the_same_size_is_one_level() -> None:
    page = sheet(*above_text("In brief", Block("Reforms", size=16), "Regions", Block("Funds", size=15.8), "Learners"))
    assert [level for level, _ in headings(page)] == [1, 1, 2, 1, 2]


def test_what_follows_a_series_is_beside_it() -> None:
    """What stands nowhere between its members is not part of the last one."""
    findings = [bold(f"Finding {number}: Training pays") for number in (1, 2, 3)]
    other = Block("Open questions", italic=1)
    page = sheet(Block("Findings", size=16), *above_text(*findings, other), Block("Evidence", size=16), RUNNING)
    assert [level for level, _ in headings(page)] == [1, 2, 2, 2, 2, 1]


def test_what_stands_between_members_is_below_them() -> None:
    findings = [bold(f"Finding {number}: Training pays") for number in (1, 2, 3)]
    other = [Block(f"In {region}", italic=1) for region in ("Flanders", "Wallonia")]
    page = sheet(*above_text(Block("Findings", size=16), findings[0], other[0], *findings[1:], other[1]))
    assert [level for level, _ in headings(page)] == [1, 2, 3, 2, 2, 3]


def test_a_title_right_above_the_first_of_a_series_is_above_it() -> None:
    page = sheet(
        *above_text("Article 1. Purpose", "Scope", "Article 2. Funds"),
        bold("Notes"),
        *above_text("1. Leases", "Terms", "2. Debt"),
    )
    found = {text: level for level, text in headings(page)}
    assert (found["Notes"], found["1. Leases"], found["Terms"], found["2. Debt"]) == (2, 3, 4, 3)


def test_an_outline_that_nests_siblings_in_the_first() -> None:
    """Some programs put all that follows below the first one; their type tells that they are beside it."""
    titles = ["Timer", "Service", "Care", "Journal", "Manual"]
    outline = [OutlineEntry("Functions", 1, 1), OutlineEntry("Timer", 2, 1)]
    outline += [OutlineEntry(title, 3, 1) for title in titles[1:]]
    page = sheet(Block("Functions", size=16), *above_text(*titles))
    assert [level for level, _ in headings(page, outline=outline)] == [1, 2, 2, 2, 2, 2]


def test_an_outline_that_leaves_a_level_out() -> None:
    """The heading above is not in the outline; the type tells where the next one belongs."""
    large = [Block(name, size=16) for name in ("Functions", "Settings")]
    page = sheet(*above_text(large[0], "Timer", "Service", large[1], "Layout", "Levels"))
    stated = [("Functions", 1), ("Timer", 2), ("Service", 2), ("Settings", 1), ("Levels", 3)]
    outline = [OutlineEntry(title, level, 1) for title, level in stated]
    assert headings(page, outline=outline)[-2:] == [(2, "Layout"), (2, "Levels")]


def test_levels_do_not_depend_on_the_order_of_a_set() -> None:
    """Types that stand out equally are ranked by their place in the text."""
    page = sheet(*above_text(*(Block(f"Region {font}", bold=1, font=font) for font in "abcdefgh")))
    assert headings(page) == headings(page)
    assert [level for level, _ in headings(page)] == sorted(level for level, _ in headings(page))


@pytest.mark.parametrize("name", ["References", "Références bibliographiques", "Literaturverzeichnis", "Abbreviations"])
def test_what_stands_apart_is_beside_numbered_chapters_in_its_type(name: str) -> None:
    """Though most headings in that type are sections."""
    numbered = ["1 Reforms", "1.1 Regions", "1.2 Funds", "2 Learners", "2.1 Schools", "2.2 Companies", "2.3 Councils"]
    found = {text: level for level, text in headings(sheet(*above_text(*numbered, name, "In Flanders")))}
    assert (found["2.3 Councils"], found[name], found["In Flanders"]) == (2, 1, 2)


def test_what_stands_apart_in_the_type_of_sections_is_one() -> None:
    chapters = [Block(f"{number} Reforms", size=16) for number in (1, 2)]
    sections = [f"{number}.{part} Regions" for number in (1, 2) for part in (1, 2)]
    page = sheet(*above_text(chapters[0], *sections[:2], "References", chapters[1], *sections[2:], "References"))
    assert [level for level, text in headings(page) if text == "References"] == [2, 2]
